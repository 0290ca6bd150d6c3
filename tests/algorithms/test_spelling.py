"""Every word one error away is found, and nothing else is."""

import string

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from rapidfuzz.distance import OSA

from maillage.algorithms.spelling import AT_MOST, Known, Vocabulary

WORDS = st.text("abcde", min_size=1, max_size=10)


def of(*words: str) -> Vocabulary:
    return Vocabulary(Known(word, word, 1) for word in words)


def near(known: Vocabulary, word: str) -> set[str]:
    return {one.word for one in known.near(word, at_most=10_000)}


@pytest.mark.parametrize(
    "typed",
    [
        "semance",
        "semenc",
        "semmence",
        "esmence",
        "semecne",
        "xemence",
        "semencx",
        "semencee",
        "emence",
    ],
)
def test_one_error_is_mended(typed):
    known = of("semence", "paysanne", "territoire")
    assert near(known, typed) == {"semence"}


@pytest.mark.parametrize(
    ("typed", "word"), [("metire", "metiers"), ("metirs", "metier"), ("raux", "eau")]
)
def test_the_other_number_counts_for_no_error(typed, word):
    assert near(of(word), typed) == {word}


def test_two_errors_in_a_long_word_when_one_explains_nothing():
    known = of("cooperation", "corporation")
    assert near(known, "cooparration") == {"cooperation"}
    assert near(known, "cooperatoin") == {"cooperation"}
    assert near(of("semenc"), "sxmxnc") == set(), "too short for two errors"


def test_short_words_numbers_and_other_signs_are_left_alone():
    known = of("mer", "mere", "1234", "caen")
    assert near(known, "mxr") == set()
    assert near(known, "1235") == set()
    assert near(known, "ca3n") == set()


def test_the_most_used_first_then_the_alphabet_and_not_too_many():
    known = Vocabulary(
        [Known("caen", "Caen", 3), Known("cadn", "cadn", 9), Known("cabn", "cabn", 3)]
        + [
            Known(f"ca{letter}n", "x", 1)
            for letter in string.ascii_lowercase
            if letter not in "ebd"
        ]
    )
    found = known.near("caxn")
    assert [one.word for one in found[:3]] == ["cadn", "cabn", "caen"]
    assert found[2].written == "Caen"
    assert len(found) == AT_MOST


def test_the_word_itself_is_no_correction():
    known = of("rives", "rivet")
    assert near(known, "rives") == {"rivet"}
    assert "rives" in known
    assert "rive" not in known
    assert len(known) == 2


def one_away(words, typed):
    return {word for word in words if word != typed and OSA.distance(word, typed) <= 1}


@given(st.sets(WORDS, max_size=40), WORDS)
def test_all_that_is_one_error_away_and_only_that(words, typed):
    assume(len(typed) >= 4)
    wanted, found = one_away(words, typed), near(of(*words), typed)
    if not wanted:
        wanted = one_away(words, typed[:-1] if typed.endswith(("s", "x")) else f"{typed}s")
    if wanted or len(typed) < 7:
        assert found == wanted
    else:
        assert all(OSA.distance(word, typed) == 2 for word in found)


@given(
    st.text(string.ascii_lowercase, min_size=4, max_size=14), st.integers(0, 13), st.integers(0, 3)
)
def test_whatever_the_place_of_the_error(word, place, kind):
    place %= len(word)
    typed = (
        word[:place] + "é" + word[place:],
        word[:place] + word[place + 1 :],
        word[:place] + "z" + word[place + 1 :],
        word[:place] + word[place + 1 : place + 2] + word[place] + word[place + 2 :],
    )[kind]
    assume(typed != word and len(typed) >= 4)
    assert near(of(word), typed) == {word}


def test_an_empty_vocabulary_knows_nothing():
    assert of().near("semence") == []
