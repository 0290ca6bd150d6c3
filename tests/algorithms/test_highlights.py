"""Marks fall on the words that answer, and the text is never changed by them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from maillage.algorithms.asking import ask
from maillage.algorithms.highlights import excerpt, pieces


def marked(text: str, asked: str) -> list[str]:
    return [piece for piece, is_marked in pieces(text, ask(asked)) if is_marked]


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ("semence ", ["Semences"]),
        ("SÉMENCE ", ["Semences"]),
        ("pays", ["paysannes", "Pays"]),
        ("ndem semences ", ["Semences", "Ndem"]),
        ("de la", []),
        ("agriculteur ", ["paysannes"]),
        ("loire", ["Loire"]),
        ("zzz", []),
    ],
)
def test_what_answers_is_marked(asked, found):
    assert marked("Semences paysannes de Ndem, en Pays de la Loire", asked) == found


def test_a_neighbour_is_marked_too():
    question = ask("semance ").widened(lambda _part: [("semence",)])
    assert pieces("Une semence", question) == [("Une ", False), ("semence", True)]


def test_accents_written_apart_stay_in_their_word():
    assert marked("re\u0301fugie\u0301s d’ici", "refugies ") == ["re\u0301fugie\u0301s"]


def test_an_excerpt_holds_what_is_asked():
    text = "Avant. " * 60 + "Ici, des semences paysannes de Ndem circulent. " + "Après. " * 60
    cut = excerpt(text, ask("semences ndem"), 120)
    assert "semences paysannes de Ndem" in cut
    assert cut.startswith("… ")
    assert cut.endswith("…")
    assert len(cut) <= 124


def test_an_excerpt_begins_with_the_text_when_nothing_answers_or_it_answers_soon():
    text = "Des semences circulent entre les deux rives. " * 10
    assert excerpt(text, ask("zzz"), 60).startswith("Des semences")
    assert excerpt(text, ask("semences"), 60).startswith("Des semences")
    assert excerpt(text, ask("zzz"), 60).endswith("…")


def test_a_short_text_is_whole():
    assert excerpt("  Deux\nrives. ", ask("rives"), 60) == "Deux rives."
    assert excerpt("", ask("rives"), 60) == ""


@given(st.text(max_size=120), st.text(max_size=30))
def test_the_pieces_are_the_text(text, asked):
    assert "".join(piece for piece, _ in pieces(text, ask(asked))) == text


@given(st.text(max_size=400), st.text(max_size=30), st.integers(20, 120))
def test_an_excerpt_is_of_the_text_and_short(text, asked, longest):
    cut = excerpt(text, ask(asked), longest)
    plain = " ".join(text.split())
    assert len(cut) <= longest + 3
    assert cut == plain or cut.removeprefix("… ").removesuffix("…") in plain
