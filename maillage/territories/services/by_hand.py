"""Territories that no source lists: a project area, a village."""

from collections.abc import Iterable
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from maillage.accounts.models import User
from maillage.core.refusal import Refusal
from maillage.core.text import fold
from maillage.journal.services import record
from maillage.search.services import refresh
from maillage.territories.models import HOME, SCALES, Kind, Territory
from maillage.territories.queries.indexing import TERRITORIES
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
    territory = _at(slug)
    words = _words(name, kind, {"country_code": country_code, **facts})
    links = {"children": set(parts), "parents": set(parents)}
    if territory.pk and _is_as(territory, words, links):
        return territory
    for field, value in words.items():
        setattr(territory, field, value)
    territory.save()
    territory.children.set(links["children"])
    territory.parents.set(links["parents"])
    record("territory.defined", territory, by=by)
    refresh(TERRITORIES, [territory.pk])
    return territory


def _is_as(territory: Territory, words: dict[str, Any], links: dict[str, set[Territory]]) -> bool:
    """Is the stored one the same already? Then there is no act, and nothing to note."""
    return all(getattr(territory, field) == value for field, value in words.items()) and all(
        set(getattr(territory, field).all()) == there for field, there in links.items()
    )


def _at(slug: str) -> Territory:
    """Take the territory of this address, which a source must not have given, or a new one."""
    territory = Territory.objects.select_for_update().filter(slug=slug).first()
    if territory is None:
        return Territory(slug=slug, scheme=SCHEME, code=slug, source=BY_HAND)
    if territory.scheme != SCHEME or territory.source != BY_HAND:
        raise Refusal(
            _("« %(name)s » vient d’une source : choisissez une autre adresse que « %(slug)s ».")
            % {"name": territory.name, "slug": slug}
        )
    return territory


def _words(name: str, kind: Kind, facts: dict[str, Any]) -> dict[str, Any]:
    words = {"name": name, "label": name, "kind": kind, "scale": SCALES[kind], **facts}
    found_by = (name, words["label"], facts.get("name_en", ""), facts.get("label_en", ""))
    return {**words, "name_key": fold(name), "search_key": search_key(*found_by)}
