"""Territories that no source lists: a project area, a village."""

from collections.abc import Iterable
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from maillage.accounts.models import User
from maillage.core.refusal import Refusal
from maillage.core.text import fold
from maillage.journal.services import record
from maillage.territories.models import HOME, SCALES, Kind, Territory
from maillage.territories.services.rows import search_key

BY_HAND = "Maillage"
SCHEME = "maillage"


@transaction.atomic
def define_territory(
    slug: str,
    name: str,
    *,
    kind: Kind = Kind.PROJECT_AREA,
    parts: Iterable[Territory] = (),
    parents: Iterable[Territory] = (),
    country_code: str = HOME,
    by: User | None,
    **facts: Any,
) -> Territory:
    """Define a project area by its parts, or a village by what it lies in; the same slug again changes it."""
    territory, created = Territory.objects.get_or_create(
        slug=slug,
        defaults={"scheme": SCHEME, "code": slug, "source": BY_HAND, "scale": SCALES[kind]},
    )
    if territory.scheme != SCHEME or territory.source != BY_HAND:
        raise Refusal(
            _("« %(name)s » vient d’une source : choisissez une autre adresse que « %(slug)s ».")
            % {"name": territory.name, "slug": slug}
        )
    words = _words(name, kind, {"country_code": country_code, **facts})
    before = [getattr(territory, field) for field in words]
    if created or before != list(words.values()):
        for field, value in words.items():
            setattr(territory, field, value)
        territory.save(update_fields=list(words))
        record("territory.defined", territory, by=by)
    territory.children.set(parts)
    territory.parents.set(parents)
    return territory


def _words(name: str, kind: Kind, facts: dict[str, Any]) -> dict[str, Any]:
    words = {"name": name, "label": name, "kind": kind, "scale": SCALES[kind], **facts}
    found_by = (name, words["label"], facts.get("name_en", ""), facts.get("label_en", ""))
    return {**words, "name_key": fold(name), "search_key": search_key(*found_by)}
