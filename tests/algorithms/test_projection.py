"""From the globe to the page."""

from math import cos, isclose, pi, radians, sqrt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from maillage.algorithms.projection import around, equal_earth, lambert93

lons, lats = st.floats(-180, 180), st.floats(-89, 89)
STEP = 1e-5


def test_the_origin_of_lambert_93():
    """Its definition: longitude 3°, latitude 46.5° is (700 000, 6 600 000)."""
    x, y = lambert93(3, 46.5)
    assert (round(x, 3), round(y, 3)) == (700_000, 6_600_000)


@pytest.mark.parametrize("lat", [44, 49])
def test_lambert_93_keeps_lengths_on_its_two_parallels(lat):
    """A thousandth of a degree of longitude is as long on the page as on GRS80."""
    sine = 0.0818191910428158 * cos(radians(90 - lat))
    on_earth = 6_378_137 / sqrt(1 - sine**2) * cos(radians(lat)) * radians(0.001)
    (x1, y1), (x2, y2) = lambert93(2, lat), lambert93(2.001, lat)
    assert isclose(sqrt((x2 - x1) ** 2 + (y2 - y1) ** 2), on_earth, rel_tol=1e-6)


@given(st.floats(-5, 10), st.floats(41, 51))
def test_lambert_93_puts_east_at_the_right_and_north_above(lon, lat):
    x, y = lambert93(lon, lat)
    assert lambert93(lon + 0.1, lat)[0] > x
    assert lambert93(lon, lat + 0.1)[1] > y


@given(lons, lats)
def test_equal_earth_keeps_areas(lon, lat):
    """A small rectangle covers as much of the page as of the unit globe."""
    (x1, y1), (x2, y2), (x3, y3) = (
        equal_earth(lon, lat),
        equal_earth(lon + STEP, lat),
        equal_earth(lon, lat + STEP),
    )
    area = (x2 - x1) * (y3 - y1) - (x3 - x1) * (y2 - y1)
    assert isclose(area, radians(STEP) ** 2 * cos(radians(lat)), rel_tol=1e-3)


@given(lons, lats)
def test_equal_earth_is_the_same_on_both_sides_of_the_equator(lon, lat):
    (x1, y1), (x2, y2) = equal_earth(lon, lat), equal_earth(lon, -lat)
    assert isclose(x1, x2, abs_tol=1e-12)
    assert isclose(y1, -y2, abs_tol=1e-12)


def test_equal_earth_spans_the_width_its_authors_give():
    """At the equator, x = 2√3/3 · λ / 1.340264."""
    assert isclose(equal_earth(180, 0)[0], 2 * sqrt(3) / 3 * pi / 1.340264)


def test_near_a_latitude_a_degree_is_as_long_both_ways():
    (x1, _y), (x2, _same) = around(60)(10, 60), around(60)(11, 60)
    assert isclose(x2 - x1, 0.5)
