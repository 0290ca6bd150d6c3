"""The picture of a shared link."""

from io import BytesIO

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image, ImageFont

from maillage.algorithms.posters import TEXT_WIDTH, Poster, _cut, _holds, draw_poster, wrapped

FONT = ImageFont.load_default(40)


def drawn(title, above="Caen · Ndem"):
    poster = Poster(above, title, "Comité", "#0e5a4c", "#a83f22")
    return draw_poster(poster, display=None, text=None)


def test_it_has_the_size_that_other_sites_ask_for_and_is_light():
    data = drawn("Semences paysannes : une biodiversité gérée à plusieurs")
    assert Image.open(BytesIO(data)).size == (1200, 630)
    assert len(data) < 40_000


def test_the_same_words_give_the_same_picture():
    assert drawn("Haies") == drawn("Haies") != drawn("Rives")


def test_a_very_long_title_still_holds():
    assert Image.open(BytesIO(drawn("coopération " * 40))).size == (1200, 630)


def ink(data, left):
    """Whether anything of the title's colour is drawn from this column on."""
    sheet = Image.open(BytesIO(data)).convert("L").crop((left, 140, 1200, 500))
    return sheet.getextrema()[0] < 60


def test_one_very_long_word_never_crosses_the_mesh():
    assert not ink(drawn("anticonstitutionnellement" * 6), 800)
    assert ink(drawn("anticonstitutionnellement" * 6), 80)


@given(st.text("abcé·", min_size=1, max_size=200))
def test_a_word_is_cut_into_lines_that_hold_and_loses_nothing(word):
    lines = wrapped(word, FONT)
    assert "".join(lines) == word
    assert all(FONT.getlength(line) <= TEXT_WIDTH for line in lines)


def test_a_title_is_drawn_smaller_before_a_word_is_cut():
    word = "interterritorialisationnelle"
    assert not _holds(word, ImageFont.load_default(76))
    assert _holds(word, ImageFont.load_default(48))


@pytest.mark.parametrize("count", range(1, 40))
def test_the_line_above_never_ends_in_a_lone_separator(count):
    line = _cut(" · ".join(["Caen"] * count), FONT)
    assert "· …" not in line
    assert line.startswith("Caen")


def test_nothing_above_is_nothing():
    assert _cut("", FONT) == ""


def test_a_no_break_space_keeps_its_words_together():
    assert wrapped("a\N{NO-BREAK SPACE}: b", FONT)[0].startswith("a\N{NO-BREAK SPACE}:")


@settings(max_examples=50, deadline=None)
@given(st.text(max_size=160))
def test_any_title_is_drawn(title):
    assert drawn(title, title)


@given(st.lists(st.text("abcé", min_size=1, max_size=12), max_size=20))
def test_lines_keep_every_word_in_order_and_hold_in_the_column(words):
    lines = wrapped(" ".join(words), FONT)
    assert " ".join(lines).split() == words
    assert all(FONT.getlength(line) <= TEXT_WIDTH for line in lines)
