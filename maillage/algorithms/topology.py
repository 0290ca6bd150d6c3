"""Shapes that share their borders, as TopoJSON 1.0 writes them, and their drawing as SVG paths."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise
from typing import Any

from maillage.algorithms.projection import Point, Projection

Ring = list[Point]
Pixel = tuple[int, int]
SMALLEST = 2  # pixels: what is drawn smaller than this would not be seen, and becomes a dot
POINT = 1e-9  # of the unit of the coordinates: what is smaller has no extent
DOT = 2


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle: of the flat world, or of the page."""

    left: float
    top: float
    right: float
    bottom: float

    @property
    def width(self) -> float:
        return self.right - self.left

    @property
    def height(self) -> float:
        return self.bottom - self.top


@dataclass(frozen=True, slots=True)
class Outline:
    """One shape on the page: the `d` of its path, and a point well inside its largest part."""

    path: str
    x: int
    y: int


def shapes(topology: Mapping[str, Any]) -> dict[str, list[Ring]]:
    """The rings of each shape by its id, in degrees; holes are rings as well (even-odd filling)."""
    arcs = list(_arcs(topology))
    (collection,) = topology["objects"].values()
    return {
        shape["id"]: [_ring(arcs, indices) for indices in _rings(shape)]
        for shape in collection["geometries"]
        if shape["type"]  # simplification left nothing of the others
    }


def _arcs(topology: Mapping[str, Any]) -> Iterator[Ring]:
    """Undo the delta coding and the grid of a quantised topology."""
    (kx, ky), (dx, dy) = topology["transform"]["scale"], topology["transform"]["translate"]
    for arc in topology["arcs"]:
        x = y = 0
        points = []
        for step_x, step_y in arc:
            x, y = x + step_x, y + step_y
            points.append((x * kx + dx, y * ky + dy))
        yield points


def _rings(shape: Mapping[str, Any]) -> list[list[int]]:
    polygons = [shape["arcs"]] if shape["type"] == "Polygon" else shape.get("arcs", [])
    return [ring for polygon in polygons for ring in polygon]


def _ring(arcs: Sequence[Ring], indices: Iterable[int]) -> Ring:
    """Join arcs end to end: ~i is arc i walked backwards, and each begins where the last ended."""
    ring: Ring = []
    for index in indices:
        arc = arcs[index] if index >= 0 else arcs[~index][::-1]
        ring.extend(arc[1:] if ring else arc)
    return ring


def projected(found: Mapping[str, list[Ring]], project: Projection) -> dict[str, list[Ring]]:
    """The same shapes laid flat; y goes down, as on a page."""
    return {
        name: [[(x, -y) for x, y in (project(*point) for point in ring)] for ring in rings]
        for name, rings in found.items()
    }


def bounds(rings: Iterable[Sequence[Point]]) -> Box:
    points = [point for ring in rings for point in ring]
    across, down = [x for x, _y in points], [y for _x, y in points]
    return Box(min(across), min(down), max(across), max(down))


@dataclass(frozen=True, slots=True)
class Fit:
    """How flat coordinates become pixels: one scale, so that nothing is stretched."""

    scale: float
    dx: float
    dy: float

    def __call__(self, point: Point) -> Pixel:
        return round(point[0] * self.scale + self.dx), round(point[1] * self.scale + self.dy)


def fit(source: Box, page: Box) -> Fit:
    """The largest drawing of `source` that holds in `page`, in its middle; a mere point as it is."""
    sides = ((page.width, source.width), (page.height, source.height))
    scale = min((room / extent for room, extent in sides if extent > POINT), default=1.0)
    return Fit(
        scale,
        page.left + (page.width - source.width * scale) / 2 - source.left * scale,
        page.top + (page.height - source.height * scale) / 2 - source.top * scale,
    )


def outline(rings: Sequence[Ring], place: Fit) -> Outline:
    """Draw a shape in whole pixels; what is too small to be seen becomes a dot."""
    drawn = [_thinned([place(point) for point in ring]) for ring in rings]
    x, y = place(middle(rings))
    seen = [ring for ring in drawn if len(ring) > SMALLEST]
    box = bounds(seen) if seen else Box(0, 0, 0, 0)
    if max(box.width, box.height) <= SMALLEST:
        return Outline(
            f"M{x - DOT} {y}a{DOT} {DOT} 0 1 0 {2 * DOT} 0a{DOT} {DOT} 0 1 0-{2 * DOT} 0z", x, y
        )
    return Outline("".join(_path(ring) for ring in seen), x, y)


def middle(rings: Sequence[Ring]) -> Point:
    """The centre of mass of the largest part."""
    return _centre(max(rings, key=lambda ring: abs(_area(ring))))


def _thinned(pixels: list[Pixel]) -> list[Pixel]:
    """Without the points that fell on the one before; the last is the first, and goes."""
    kept = [point for point, _same in groupby(pixels)]
    return kept[:-1] if len(kept) > 1 and kept[0] == kept[-1] else kept


def _path(ring: Sequence[Pixel]) -> str:
    """Relative steps are the shortest to write: "M10 20l3-4 2 2z"."""
    steps = (f"{x - a} {y - b}" for (a, b), (x, y) in pairwise(ring))
    return f"M{ring[0][0]} {ring[0][1]}l{' '.join(steps)}z".replace(" -", "-")


def _area(ring: Ring) -> float:
    """Signed, by the shoelace formula."""
    return sum(a * d - c * b for (a, b), (c, d) in _sides(ring)) / 2


def _centre(ring: Ring) -> Point:
    """The centre of mass of a polygon; of one without area, the mean of its points."""
    area = _area(ring)
    if not area:
        return sum(x for x, _y in ring) / len(ring), sum(y for _x, y in ring) / len(ring)
    x = sum((a + c) * (a * d - c * b) for (a, b), (c, d) in _sides(ring))
    y = sum((b + d) * (a * d - c * b) for (a, b), (c, d) in _sides(ring))
    return x / (6 * area), y / (6 * area)


def _sides(ring: Ring) -> Iterator[tuple[Point, Point]]:
    return zip(ring, [*ring[1:], ring[0]], strict=True)
