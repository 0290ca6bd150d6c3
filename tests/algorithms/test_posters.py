"""The picture of a shared link."""

from io import BytesIO

from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image, ImageFont

from maillage.algorithms.posters import TEXT_WIDTH, Poster, draw_poster, wrapped

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
    assert all(FONT.getlength(line) <= TEXT_WIDTH or " " not in line for line in lines)
