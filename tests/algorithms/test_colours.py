import pytest
from hypothesis import given
from hypothesis import strategies as st

from maillage.algorithms.colours import contrast, luminance, parse, readable, write

COLOURS = st.integers(0, 0xFFFFFF).map(lambda n: f"#{n:06x}")


@pytest.mark.parametrize(
    ("one", "other", "known"),
    [
        ("#000000", "#ffffff", 21.0),
        ("#777777", "#ffffff", 4.48),  # WebAIM's known near miss
        ("#767676", "#ffffff", 4.54),  # and the lightest grey that passes
        ("#ff0000", "#ffffff", 4.0),
        ("#0e5a4c", "#0e5a4c", 1.0),
    ],
)
def test_known_contrasts(one, other, known):
    assert contrast(one, other) == pytest.approx(known, abs=0.01)


def test_luminance_goes_from_black_to_white():
    assert (luminance("#000000"), luminance("#ffffff")) == (0.0, pytest.approx(1.0))


@given(COLOURS)
def test_a_colour_is_written_as_it_was_read(colour):
    assert write(parse(colour)) == colour


@given(COLOURS, COLOURS)
def test_contrast_does_not_mind_the_order(one, other):
    assert contrast(one, other) == contrast(other, one)


@given(COLOURS, st.sampled_from(["#faf7f1", "#11181a", "#ffffff", "#000000"]))
def test_what_we_write_in_is_always_readable(colour, ground):
    assert contrast(readable(colour, ground), ground) >= 4.5


@given(COLOURS)
def test_a_colour_that_reads_is_left_alone(colour):
    if contrast(colour, "#faf7f1") >= 4.5:
        assert readable(colour, "#faf7f1") == colour
