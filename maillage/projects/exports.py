"""Projects as a table, and as points on a map."""

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.utils.translation import gettext_lazy as _

from maillage.core.spreadsheets import Address, Column, degrees, euros, listed
from maillage.projects.models import Ally, Project
from maillage.territories.models import Territory
from maillage.territories.queries import Spot, located


def _allies(project: Project, role: str) -> str:
    allies = project.told_allies  # type: ignore[attr-defined]
    return listed(ally.organisation.name for ally in allies if ally.role == role)


def _places(project: Project, *, abroad: bool) -> str:
    places = project.told_places  # type: ignore[attr-defined]
    return listed(place.full_name for place in places if place.is_abroad == abroad)


def _themes(project: Project) -> str:
    return listed(theme.display_name for theme in project.told_themes)  # type: ignore[attr-defined]


# Ask for `on_lines` first: nothing here may cost a query for each row.
COLUMNS: list[Column[Project]] = [
    Column(_("Projet"), lambda p: p.title),
    Column(_("En deux phrases"), lambda p: p.summary),
    Column(_("Programme"), lambda p: str(p.phase.programme)),
    Column(_("Phase"), lambda p: p.phase.name),
    Column(_("Appel"), lambda p: p.call.title if p.call else ""),
    Column(_("Chef de file"), lambda p: _allies(p, Ally.Role.LEAD)),
    Column(_("Partenaires"), lambda p: _allies(p, Ally.Role.PARTNER)),
    Column(_("Territoires ici"), lambda p: _places(p, abroad=False)),
    Column(_("Territoires là-bas"), lambda p: _places(p, abroad=True)),
    Column(_("Thèmes"), _themes),
    Column(_("Montant accordé (€)"), lambda p: euros(p.granted_cents)),
    Column(_("Début"), lambda p: p.starts_on),
    Column(_("Fin"), lambda p: p.ends_on),
    Column(_("Exemple"), lambda p: str(_("oui")) if p.is_example else ""),
    Column(_("Adresse"), lambda p: Address(f"{settings.SITE_URL}{p.get_absolute_url()}")),
]


# Ask for `with_counts` first.
TERRITORIES: list[Column[Any]] = [
    Column(_("Identifiant"), lambda t: t.public_id),
    Column(_("Territoire"), lambda t: t.full_name),
    Column(_("Nature"), lambda t: t.get_kind_display()),
    Column(_("Pays"), lambda t: t.country_code),
    Column(_("Population"), lambda t: t.population),
    Column(_("Latitude"), lambda t: degrees(t.lat)),
    Column(_("Longitude"), lambda t: degrees(t.lon)),
    Column(_("Projets"), lambda t: t.projects or 0),
    Column(_("Adresse"), lambda t: Address(f"{settings.SITE_URL}{t.get_absolute_url()}")),
]

# Ask for `counted_themes`.
THEMES: list[Column[Any]] = [
    Column(_("Thème"), lambda t: t.display_name),
    Column(_("En quelques mots"), lambda t: t.display_summary),
    Column(_("Projets"), lambda t: t.projects),
    Column(_("Adresse"), lambda t: Address(f"{settings.SITE_URL}{t.get_absolute_url()}")),
]


@dataclass(frozen=True, slots=True)
class Tie:
    """What one project ties: a territory here, a territory there."""

    project: Project
    here: Territory
    there: Territory


TIES: list[Column[Tie]] = [
    Column(_("Projet"), lambda tie: tie.project.title),
    Column(_("Ici"), lambda tie: tie.here.full_name),
    Column(_("Identifiant d’ici"), lambda tie: tie.here.public_id),
    Column(_("Là-bas"), lambda tie: tie.there.full_name),
    Column(_("Identifiant de là-bas"), lambda tie: tie.there.public_id),
    Column(_("Exemple"), lambda tie: str(_("oui")) if tie.project.is_example else ""),
    Column(
        _("Adresse"), lambda tie: Address(f"{settings.SITE_URL}{tie.project.get_absolute_url()}")
    ),
]


def ties_of(projects: Iterable[Project]) -> Iterator[Tie]:
    """Each pair of territories, one here and one there, that a project ties; none is left out."""
    for project in projects:
        places = project.territories.all()
        there = [place for place in places if place.is_abroad]
        yield from (Tie(project, one, far) for one in places if not one.is_abroad for far in there)


def as_geojson(projects: Iterable[Project]) -> Iterator[str]:
    """A FeatureCollection (RFC 7946), a feature for each territory of each project, line by line.

    What nobody can place has no geometry, which the standard allows: it is not put somewhere false.
    """
    links = Project.territories.through.objects.values_list("territory", flat=True)
    spots = located(set(links.order_by()))
    yield '{"type": "FeatureCollection", "features": [\n'
    between = ""
    for project in projects:
        for place in project.territories.all():
            feature = _feature(project, place, spots.get(place.pk))
            yield between + json.dumps(feature, ensure_ascii=False)
            between = ",\n"
    yield "\n]}\n"


def _feature(project: Project, place: Territory, spot: Spot | None) -> dict[str, Any]:
    return {
        "type": "Feature",
        "id": f"{project.slug}/{place.public_id}",
        "geometry": {"type": "Point", "coordinates": [spot.lon, spot.lat]} if spot else None,
        "properties": {
            "title": project.title,
            "summary": project.summary,
            "url": f"{settings.SITE_URL}{project.get_absolute_url()}",
            "territory": place.public_id,
            "territory_name": place.full_name,
            "located_by": spot.of if spot else None,
            "is_example": project.is_example,
        },
    }
