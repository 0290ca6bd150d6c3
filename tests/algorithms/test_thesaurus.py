"""The few words of the field that no stem joins."""

import pytest

from maillage.algorithms.french import words
from maillage.algorithms.thesaurus import LINES, longest, related


def near(text: str) -> set[tuple[str, ...]]:
    told = [word for word in words(text) if not word.is_stop]
    if len(told) == 1:
        return {other for stem in told[0].stems for other in related(stem)}
    return set(related(*(word.stems[-1] for word in told)))


def brings(one: str, other: str) -> bool:
    told = tuple(word.stems[-1] for word in words(other) if not word.is_stop)
    return told in near(one)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("territoire", "territorial"),
        ("agricole", "agriculture"),
        ("agriculteurs", "paysan"),
        ("solidaire", "solidarité"),
        ("syndicaliste", "syndicat"),
        ("formateurs", "formation"),
        ("alimentaire", "alimentation"),
        ("bénévoles", "bénévolat"),
        ("mairie", "commune"),
        ("ess", "économie sociale et solidaire"),
        ("économie sociale et solidaire", "ess"),
        ("réfugié", "exilé"),
        ("réfugié", "demandeur d’asile"),
        ("exilé", "migrant"),
        ("diaspora", "migrant"),
        ("St", "saint"),
    ],
)
def test_one_brings_the_other(one, other):
    assert brings(one, other)
    assert brings(other, one)


@pytest.mark.parametrize(
    ("english", "french"),
    [("refugees", "réfugié"), ("work", "travail"), ("youth", "jeune"), ("seeds", "semence")],
)
def test_an_english_word_brings_french_ones_which_do_not_bring_it(english, french):
    assert brings(english, french)
    assert not brings(french, english)


def test_what_the_law_tells_apart_is_not_taken_for_the_same():
    assert not brings("réfugié", "migrant")
    assert not brings("réfugié", "diaspora")
    assert not brings("migrant", "réfugié")


def test_nothing_brings_itself_and_other_words_bring_nothing():
    assert ("territoir",) not in related("territoir")
    assert related("caen") == ()
    assert related("econom", "solidair", "social") == (), "an expression has its order"
    assert related() == ()


def test_every_expression_is_made_of_words():
    for line in LINES.strip().splitlines():
        parts = [part for part in line.split(",") if list(words(part))]
        assert len(parts) == len(line.split(",")) >= 2, line
    assert 3 <= longest() <= 6
