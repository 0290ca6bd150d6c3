"""What the journal's pages show."""

from typing import Any

from django.apps import apps
from django.db.models import Count, OuterRef, Q, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce
from django.utils.functional import Promise

from maillage.accounts.models import User
from maillage.journal.models import Entry


def verbs() -> dict[str, str | Promise]:
    """The sentence of each verb, as each room declares it in `journal_verbs` of its app."""
    return {
        verb: sentence
        for config in apps.get_app_configs()
        for verb, sentence in getattr(config, "journal_verbs", {}).items()
    }


def find_entries(
    user: User, *, words: str = "", person: str = "", verb: str = ""
) -> QuerySet[Entry]:
    """The lines this person may read, narrowed by what they are about, by whom, and by act."""
    found = Entry.objects.visible_to(user).select_related("by")
    if verb:
        found = found.filter(verb=verb)
    for word in words.split():
        found = found.filter(Q(label__icontains=word) | Q(thing_code__iexact=word))
    for word in person.split():
        found = found.filter(Q(by__name__icontains=word) | Q(by__email__icontains=word))
    return found


def with_changes(things: QuerySet[Any], verbs: list[str]) -> QuerySet[Any]:
    """With what the journal knows: `changed_at`, the last of these acts, and `changes`, their number."""
    name = things.model._meta.label_lower
    lines = Entry.objects.filter(thing_type=name, thing_pk=OuterRef("pk"), verb__in=verbs)
    counted = lines.order_by().values("thing_pk").annotate(n=Count("pk")).values("n")
    known: QuerySet[Any] = things.annotate(
        changed_at=Subquery(lines.order_by("-at").values("at")[:1]),
        changes=Coalesce(Subquery(counted), Value(0)),
    )
    return known
