"""The journal: who did what, to what, when."""

from django.http import HttpResponse
from django.views.decorators.http import require_GET

from maillage.core.answers import chosen, draw_list, page_of
from maillage.core.http import MemberRequest, require
from maillage.journal.queries import find_entries, verbs
from maillage.programmes.permissions import can_run_programmes
from maillage.web.desk.filters import JournalFilters


@require_GET
def journal(request: MemberRequest) -> HttpResponse:
    """Every act of the platform, in words."""
    require(can_run_programmes(request.user))
    words = {verb: str(sentence) for verb, sentence in verbs().items()}
    filters = JournalFilters(request.GET, verbs=sorted(words.items(), key=lambda pair: pair[1]))
    given = chosen(filters)
    found = find_entries(
        request.user,
        words=given.get("q", ""),
        person=given.get("person", ""),
        verb=given.get("verb", ""),
    )
    page = page_of(request, found)
    rows = [(entry, words.get(entry.verb, entry.verb)) for entry in page]
    return draw_list(request, "desk/journal.html", {"page": page, "rows": rows, "filters": filters})
