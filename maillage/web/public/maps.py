"""Maps: the outlines of territories, coloured by their projects, each a way to its page.

A map is a picture for those who see it and point; what it tells stands beside it in words.
"""

from collections.abc import Collection
from dataclasses import dataclass, replace
from math import ceil

from django.db.models import OuterRef, Subquery, Value
from django.db.models.functions import Concat
from django.utils.functional import cached_property
from django.utils.translation import ngettext

from maillage.algorithms.topology import Outline
from maillage.core.memo import kept_a_minute
from maillage.core.text import fold
from maillage.projects.queries import spread
from maillage.territories.models import HOME, Kind, Territory
from maillage.territories.queries import Sheet, france, parts, world

STRONGEST = 3
SHAPELESS = {Kind.COMMUNE, Kind.EPCI, Kind.PLACE, Kind.PROJECT_AREA}
BEND = 0.18  # how far a tie leaves the straight line, as a part of its length
MARGIN, NARROWEST = 40, 300  # of what is shown of the world around a few countries


@dataclass(frozen=True)
class Known:
    """A territory that a map can draw; `part_of` is a partner country's code, `region` a French one."""

    public_id: str
    name: str
    url: str
    projects: int
    part_of: str
    region: str

    @cached_property
    def told(self) -> str:
        """What pointing at it says."""
        if not self.projects:
            return self.name
        told = ngettext("%(name)s : %(n)s projet", "%(name)s : %(n)s projets", self.projects)
        return told % {"name": self.name, "n": self.projects}


@dataclass(frozen=True, slots=True)
class Area:
    """One shape of a map; `tone` goes from 0, no project, to 3, the most."""

    outline: Outline
    known: Known | None
    tone: int
    is_here: bool


@dataclass(frozen=True, slots=True)
class Picture:
    """What the template draws: all of the sheet, or the part of it that `view` says."""

    view: str
    sheet: Sheet
    areas: list[Area]
    ties: list[str]
    around: str = ""  # what is marked, when the place itself has no shape


def france_map(here: Collection[str] = ()) -> Picture:
    sheet = france()
    return Picture(_whole(sheet), sheet, _areas(sheet, here), [])


def world_map(here: Collection[str] = (), tied: Collection[str] = ()) -> Picture:
    """What surrounds these countries; each of `tied` is tied to France."""
    sheet = world()
    shown = {f"iso:{HOME}", *here, *tied} & sheet.outlines.keys()
    view = _around([sheet.outlines[name] for name in shown])
    return Picture(view, sheet, _areas(sheet, here), _ties(sheet, tied))


def every_tie() -> Picture:
    """The whole world, and a tie from France to each country where a project lies."""
    sheet = world()
    countries = [name for name, area in known_areas().items() if area.projects]
    return Picture(_whole(sheet), sheet, _areas(sheet, ()), _ties(sheet, countries))


def where_is(place: Territory, wider: Collection[Territory]) -> Picture | None:
    """Where a territory lies, among its country's parts or in the world; None if nobody drew it.

    A region is shown by its départements, a commune or an EPCI by the département that holds it.
    """
    known = known_areas()
    near = {territory.public_id for territory in (place, *wider)}
    near |= {name for name, area in known.items() if place.public_id == area.region}
    if not place.is_abroad:
        found = france_map(() if place.kind == Kind.COUNTRY else near)
    else:
        found = _parts_map(place, near) or world_map({f"iso:{place.country_code}"})
    marked = [area.known.name for area in found.areas if area.is_here and area.known]
    is_shown = place.kind == Kind.COUNTRY or bool(marked)
    around = ", ".join(marked) if place.kind in SHAPELESS else ""
    return replace(found, around=around) if is_shown else None


def tied_to(place: Territory, elsewhere: Collection[Territory]) -> Picture | None:
    """The ties of a place that cross a border, in the part of the world where they lie."""
    if place.is_abroad:
        is_tied = any(not other.is_abroad for other in elsewhere)
        tied = {f"iso:{place.country_code}"} if is_tied else set()
    else:
        tied = {f"iso:{other.country_code}" for other in elsewhere if other.is_abroad}
    return world_map(tied=tied) if tied else None


def _parts_map(place: Territory, near: Collection[str]) -> Picture | None:
    """The regions of the place's country; a country itself is not among its parts, but all of them."""
    code = place.country_code
    regions = (name for name, area in known_areas().items() if area.part_of == code)
    sheet = parts(code, frozenset(regions))
    if not sheet:
        return None
    here = () if place.kind == Kind.COUNTRY else near
    return Picture(_whole(sheet), sheet, _areas(sheet, here), [])


def known_areas() -> dict[str, Known]:
    """What maps say of each territory, by its public id, in the order of names.

    Published projects, examples apart; as they were at most a minute ago.
    """
    return kept_a_minute("maps.areas", _known_areas)


def counted_areas() -> list[Known]:
    """The table behind the maps of the home page: what is drawn there and has projects."""
    drawn = {**france().outlines, **world().outlines}
    found = [area for name, area in known_areas().items() if area.projects and name in drawn]
    return sorted(found, key=lambda area: fold(area.name))


def _known_areas() -> dict[str, Known]:
    projects = spread()
    drawable = (Kind.DEPARTEMENT, Kind.PARTNER_REGION, Kind.COUNTRY)
    above = Territory.objects.filter(kind=Kind.REGION, children=OuterRef("pk")).order_by("pk")
    region = above.values_list(Concat("scheme", Value(":"), "code"))[:1]
    rows = Territory.objects.filter(kind__in=drawable).order_by("name_key", "pk")
    return {
        row.public_id: Known(
            public_id=row.public_id,
            name=row.display_name,
            url=row.get_absolute_url(),
            projects=projects.get(row.pk, 0),
            part_of=row.country_code if row.kind == Kind.PARTNER_REGION else "",
            region=row.region or "",  # type: ignore[attr-defined] # annotated below
        )
        for row in rows.annotate(region=Subquery(region))
    }


def _areas(sheet: Sheet, here: Collection[str]) -> list[Area]:
    known = known_areas()
    # On the map of the world, France has nearly all projects: it is no measure for the others.
    others = (name for name in sheet.outlines if name in known and name != f"iso:{HOME}")
    most = max((known[name].projects for name in others), default=0)
    areas = (
        Area(
            outline=outline,
            known=known.get(public_id),
            tone=_tone(known[public_id].projects, most) if public_id in known else 0,
            is_here=public_id in here,
        )
        for public_id, outline in sheet.outlines.items()
    )
    return sorted(
        areas, key=lambda area: area.tone
    )  # an outline is drawn over the ground beside it


def _tone(number: int, most: int) -> int:
    return min(STRONGEST, number if most <= STRONGEST else ceil(STRONGEST * number / most))


def _whole(sheet: Sheet) -> str:
    return f"0 0 {sheet.width} {sheet.height}"


def _around(outlines: Collection[Outline]) -> str:
    """The smallest square that holds these points, with air around."""
    across, down = [outline.x for outline in outlines], [outline.y for outline in outlines]
    side = max(max(across) - min(across), max(down) - min(down)) + 2 * MARGIN
    side = max(side, NARROWEST)
    left, top = (max(across) + min(across) - side) // 2, (max(down) + min(down) - side) // 2
    return f"{left} {top} {side} {side}"


def _ties(sheet: Sheet, names: Collection[str]) -> list[str]:
    home = sheet.outlines[f"iso:{HOME}"]
    reached = sorted({*names} & sheet.outlines.keys() - {f"iso:{HOME}"})
    return [_bent(home, sheet.outlines[name]) for name in reached]


def _bent(start: Outline, end: Outline) -> str:
    """A curve from one point to the other, bent to its left like the path of a plane."""
    dx, dy = end.x - start.x, end.y - start.y
    middle_x, middle_y = (start.x + end.x) / 2 + dy * BEND, (start.y + end.y) / 2 - dx * BEND
    return f"M{start.x} {start.y}Q{middle_x:.0f} {middle_y:.0f} {end.x} {end.y}"
