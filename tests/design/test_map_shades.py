"""Shades of the maps, whatever colour a network chose: what must be told apart is, by 3 to 1 (RGAA 3.3)."""

import re
from itertools import pairwise
from math import atan2, cos, hypot, sin
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from maillage.algorithms.colours import contrast, parse, readable, write

CSS = (Path(__file__).parents[2] / "maillage/design/static/design/base.css").read_text("utf-8")
ENOUGH = 3
SHADE = re.compile(r"oklch\(from var\(--pine\) ([\d.]+) (?:min\(c, )?([\d.]+)\)? h\)")
ACCENTS = st.tuples(*[st.floats(0, 1)] * 3).map(write)
LOOKS = pytest.mark.parametrize("look", [0, 1], ids=["light", "dark"])


def told(token):
    """What the style sheet says of a token, in light and in dark."""
    line = re.search(rf"--{token}: light-dark\((.*)\);", CSS)
    assert line, token
    return line[1]


def colour(token, look):
    return told(token).split(", ")[look]


def shade(number, accent, look):
    light, chroma = map(float, SHADE.findall(told(f"map-{number}"))[look])
    own, hue = chroma_and_hue(accent)
    return oklch(light, min(own, chroma) if "min" in told(f"map-{number}") else chroma, hue)


def chroma_and_hue(accent):
    """As CSS Color 4 has it (Björn Ottosson's OKLab)."""
    r, g, b = (
        share / 12.92 if share <= 0.04045 else ((share + 0.055) / 1.055) ** 2.4
        for share in parse(accent)
    )
    long = (0.4122214708 * r + 0.5363325363 * g + 0.0514459929 * b) ** (1 / 3)
    middle = (0.2119034982 * r + 0.6806995451 * g + 0.1073969566 * b) ** (1 / 3)
    short = (0.0883024619 * r + 0.2817188376 * g + 0.6299787005 * b) ** (1 / 3)
    a = 1.9779984951 * long - 2.428592205 * middle + 0.4505937099 * short
    b = 0.0259040371 * long + 0.7827717662 * middle - 0.808675766 * short
    return hypot(a, b), atan2(b, a)


def oklch(light, chroma, hue):
    a, b = chroma * cos(hue), chroma * sin(hue)
    long = (light + 0.3963377774 * a + 0.2158037573 * b) ** 3
    middle = (light - 0.1055613458 * a - 0.0638541728 * b) ** 3
    short = (light - 0.0894841775 * a - 1.291485548 * b) ** 3
    linear = (
        4.0767416621 * long - 3.3077115913 * middle + 0.2309699292 * short,
        -1.2684380046 * long + 2.6097574011 * middle - 0.3413193965 * short,
        -0.0041960863 * long - 0.7034186147 * middle + 1.707614701 * short,
    )
    held = [min(1.0, max(0.0, share)) for share in linear]
    red, green, blue = (
        12.92 * share if share <= 0.0031308 else 1.055 * share ** (1 / 2.4) - 0.055
        for share in held
    )
    return write((red, green, blue))


def test_a_colour_goes_there_and_back():
    assert oklch(0.6279554, *chroma_and_hue("#ff0000")) == "#ff0000"


@LOOKS
@given(ACCENTS)
def test_few_more_and_most_are_told_apart(look, accent):
    accent = readable(accent, colour("paper", look))
    shades = [shade(number, accent, look) for number in (1, 2, 3)]
    assert all(contrast(one, next_) >= ENOUGH for one, next_ in pairwise(shades))


@LOOKS
@given(ACCENTS)
def test_the_outline_and_the_strongest_shade_stand_out_from_the_ground(look, accent):
    ground = colour("land", look)
    accent = readable(accent, colour("paper", look))
    assert contrast(accent, ground) >= ENOUGH
    assert contrast(shade(3, accent, look), ground) >= ENOUGH


@LOOKS
@pytest.mark.parametrize("ground", ["land", "map-1"])
def test_where_the_page_is_about_stands_out(look, ground):
    shown = shade(1, colour("pine", look), look) if ground == "map-1" else colour(ground, look)
    assert contrast(colour("clay", look), shown) >= ENOUGH
