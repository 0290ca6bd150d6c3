"""Shapes that share their borders, and their drawing."""

import re

from hypothesis import given
from hypothesis import strategies as st

from maillage.algorithms.topology import Box, bounds, fit, outline, projected, shapes

# Two squares side by side, their common border stored once: the specification's own example shape.
SQUARES = {
    "type": "Topology",
    "transform": {"scale": [0.5, 0.5], "translate": [10, 40]},
    "objects": {
        "shapes": {
            "type": "GeometryCollection",
            "geometries": [
                {"type": "Polygon", "id": "west", "arcs": [[0, 1]]},
                {"type": "MultiPolygon", "id": "east", "arcs": [[[-1, 2]]]},
                {"type": None, "id": "nothing"},
            ],
        }
    },
    "arcs": [
        [[2, 0], [0, 2]],
        [[2, 2], [-2, 0], [0, -2], [2, 0]],
        [[2, 0], [2, 0], [0, 2], [-2, 0]],
    ],
}
points = st.tuples(st.floats(-1000, 1000), st.floats(-1000, 1000))
rings = st.lists(st.lists(points, min_size=3, max_size=8), min_size=1, max_size=4)


def test_arcs_are_undone_and_joined_whichever_way_they_run():
    found = shapes(SQUARES)
    assert found["west"] == [[(11, 40), (11, 41), (10, 41), (10, 40), (11, 40)]]
    assert set(found["east"][0]) == {(11, 40), (11, 41), (12, 41), (12, 40)}
    assert found["east"][0][:2] == [(11, 41), (11, 40)]


def test_what_simplification_left_nothing_of_is_left_out():
    assert "nothing" not in shapes(SQUARES)


def test_neighbours_share_their_border_to_the_pixel():
    flat = projected(shapes(SQUARES), lambda lon, lat: (lon, lat))
    place = fit(bounds([*flat["west"], *flat["east"]]), Box(0, 0, 100, 100))
    west, east = outline(flat["west"], place), outline(flat["east"], place)
    assert (west.path, west.x, west.y) == ("M50 75l0-50-50 0 0 50z", 25, 50)
    assert (east.path, east.x) == ("M50 25l0 50 50 0 0-50z", 75)


def test_what_is_too_small_to_be_seen_is_a_dot():
    place = fit(Box(0, 0, 1000, 1000), Box(0, 0, 10, 10))
    dot = outline([[(500, 500), (501, 500), (501, 501)]], place)
    assert dot.path.startswith("M3 5a2 2")
    assert (dot.x, dot.y) == (5, 5)


def test_the_point_of_a_shape_lies_in_its_largest_part():
    isle, land = [(0, 0), (1, 0), (1, 1), (0, 1)], [(10, 10), (30, 10), (30, 30), (10, 30)]
    found = outline([isle, land], fit(Box(0, 0, 100, 100), Box(0, 0, 100, 100)))
    assert (found.x, found.y) == (20, 20)


@given(rings)
def test_a_drawing_holds_in_its_page(found):
    page = Box(10, 20, 210, 120)
    drawn = outline(found, fit(bounds(found), page))
    for step in re.findall(r"M(-?\d+) (-?\d+)l([^z]*)z", drawn.path):
        x, y = int(step[0]), int(step[1])
        numbers = [int(n) for n in re.findall(r"-?\d+", step[2])]
        for dx, dy in [(0, 0), *zip(numbers[::2], numbers[1::2], strict=True)]:
            x, y = x + dx, y + dy
            assert page.left <= x <= page.right
            assert page.top <= y <= page.bottom


@given(rings)
def test_nothing_is_stretched(found):
    source = bounds(found)
    place = fit(source, Box(0, 0, 200, 100))
    assert source.width * place.scale <= 200 * 1.0001
    assert source.height * place.scale <= 100 * 1.0001


def test_what_has_no_extent_is_a_point_in_the_middle():
    for extent in (0.0, 1e-300):
        place = fit(Box(0, 0, extent, extent), Box(0, 0, 200, 100))
        assert place((0, 0)) == (100, 50)
