"""Read elsewhere: Atom feeds of what is new. The last fifty of each; the files hold everything."""

from datetime import UTC, datetime
from typing import Any
from uuid import NAMESPACE_URL, uuid5

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.contrib.auth.models import AnonymousUser
from django.db.models import QuerySet
from django.http import HttpResponse
from django.urls import reverse
from django.utils.feedgenerator import Atom1Feed
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import conditional_page, require_safe

from maillage.actors.queries import network_identity
from maillage.core.answers import query_of
from maillage.core.http import VisitorRequest
from maillage.core.text import printable
from maillage.journal.queries import with_changes
from maillage.programmes.models import Call
from maillage.projects.models import Project
from maillage.web.public.linked import LICENCE
from maillage.web.public.projects import wanted_projects

SHOWN = 50
NOTHING_YET = datetime(2000, 1, 1, tzinfo=UTC)
# The acts that change what a reader reads.
TOLD = {
    Project: [
        "project.changed",
        "project.published",
        "project.photo_added",
        "project.paper_added",
    ],
    Call: ["call.changed", "call.published", "call.announced"],
}


class Feed(Atom1Feed):
    """An empty feed has the same date each time: who has it already is told so."""

    def latest_post_date(self) -> datetime:
        return super().latest_post_date() if self.items else NOTHING_YET


@login_not_required
@require_safe
@conditional_page
def projects(request: VisitorRequest) -> HttpResponse:
    """The projects last published, narrowed as the page is; the same for whoever asks."""
    _filters, found = wanted_projects(request, AnonymousUser())
    return _atom(request, _("Projets"), reverse("public:projects"), found)


@login_not_required
@require_safe
@conditional_page
def calls(request: VisitorRequest) -> HttpResponse:
    """The calls last published."""
    return _atom(request, _("Appels à projets"), reverse("public:calls"), Call.objects.published())


def _atom(request: VisitorRequest, title: str, page: str, found: QuerySet[Any]) -> HttpResponse:
    name = printable(network_identity().name)
    feed = Feed(
        title=f"{title} · {name}",
        link=settings.SITE_URL + page + query_of(request),
        description="",
        language=get_language(),
        feed_url=settings.SITE_URL + request.path + query_of(request),
        author_name=name,
        feed_copyright=LICENCE,
    )
    last = found.order_by("-published_at", "-pk").values("pk")[:SHOWN]
    shown = found.model._default_manager.filter(pk__in=last).order_by("-published_at", "-pk")
    for thing in with_changes(shown, TOLD[found.model]):
        _add(feed, thing)
    return HttpResponse(feed.writeString("utf-8"), content_type=feed.content_type)


def _add(feed: Feed, thing: Any) -> None:
    """An entry keeps its name wherever the site moves and whatever its title becomes."""
    name = f"maillage:{thing._meta.model_name}:{thing.code}"
    feed.add_item(
        title=printable(thing.title),
        link=settings.SITE_URL + thing.get_absolute_url(),
        description=printable(thing.summary),
        unique_id=uuid5(NAMESPACE_URL, name).urn,
        pubdate=thing.published_at,
        updateddate=max(thing.published_at, thing.changed_at or thing.published_at),
    )
