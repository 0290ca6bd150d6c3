"""Maps: outlines laid on a page, from the small files that scripts/extract_shapes.py made.

A sheet never changes while the process lives: it is drawn once, and pages say what it shows.
"""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from maillage.algorithms.projection import Projection, around, equal_earth, lambert93
from maillage.algorithms.topology import (
    Box,
    Fit,
    Outline,
    Ring,
    bounds,
    fit,
    middle,
    outline,
    projected,
    shapes,
)

FOLDER = Path(__file__).parent.parent / "data" / "shapes"
MAINLAND = Box(62, 4, 516, 460)
OVERSEAS = ("insee:971", "insee:972", "insee:973", "insee:974", "insee:976")
INSET, GAP = 54, 8
WORLD = Box(2, 2, 898, 436)
ACROSS, EDGE = 300, 4  # of the map of one country, as high as it needs


@dataclass(frozen=True, slots=True)
class Frame:
    """The box of an inset: what lies in it is not drawn to the scale of the rest."""

    x: int
    y: int
    size: int


@dataclass(frozen=True, slots=True)
class Sheet:
    """A map without its meaning: outlines by the territory's public id."""

    width: int
    height: int
    outlines: Mapping[str, Outline]
    frames: tuple[Frame, ...] = ()


@cache
def france() -> Sheet:
    """The 101 départements: the mainland in Lambert-93, the five overseas in insets at the left."""
    found = _shapes("france")
    mainland = {name: rings for name, rings in found.items() if name not in OVERSEAS}
    drawn = _drawn(projected(mainland, lambert93), MAINLAND)
    frames = tuple(Frame(2, 96 + number * (INSET + GAP), INSET) for number in range(len(OVERSEAS)))
    for name, frame in zip(OVERSEAS, frames, strict=True):
        box = Box(frame.x + 5, frame.y + 5, frame.x + INSET - 5, frame.y + INSET - 5)
        drawn |= _drawn(projected({name: found[name]}, _near(found[name])), box)
    return Sheet(520, 464, drawn, frames)


@cache
def world() -> Sheet:
    """Countries, areas kept, in the order of their names' codes."""
    return Sheet(900, 438, _drawn(projected(_shapes("world"), equal_earth), WORLD))


@cache
def parts(country_code: str, names: frozenset[str]) -> Sheet | None:
    """These regions of a partner country; None where we have no outlines of today's.

    What we have no name for is drawn as well, as "land:MG".
    """
    every = _shapes("partners")
    found = {name: every[name] for name in {*names, f"land:{country_code}"} & every.keys()}
    if not names & every.keys():
        return None
    flat = projected(found, _near([ring for rings in found.values() for ring in rings]))
    size = bounds(ring for rings in flat.values() for ring in rings)
    height = round((ACROSS - 2 * EDGE) * size.height / size.width) + 2 * EDGE
    return Sheet(ACROSS, height, _drawn(flat, Box(EDGE, EDGE, ACROSS - EDGE, height - EDGE)))


@cache
def points() -> Mapping[str, tuple[float, float]]:
    """Longitude and latitude, to a hundredth of a degree, of the middle of all that has a shape."""
    every = _shapes("world") | _shapes("france") | _shapes("partners")
    middles = {name: middle(rings) for name, rings in every.items() if not name.startswith("land:")}
    return {
        name: (round((lon + 180) % 360 - 180, 2), round(lat, 2))
        for name, (lon, lat) in middles.items()
    }


def _shapes(name: str) -> dict[str, list[Ring]]:
    return shapes(json.loads((FOLDER / f"{name}.json").read_text(encoding="utf-8")))


def _near(rings: Iterable[Ring]) -> Projection:
    box = bounds(rings)
    return around((box.top + box.bottom) / 2)


def _drawn(flat: Mapping[str, list[Ring]], page: Box) -> dict[str, Outline]:
    place: Fit = fit(bounds(ring for rings in flat.values() for ring in rings), page)
    return {name: outline(rings, place) for name, rings in sorted(flat.items())}
