"""Words that ought to meet do, however they are written."""

import threading
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from maillage.algorithms.french import STOP, Word, called, fold, forms, words

LETTERS = "aàâbcçdeéèêëfghiîïjklmnoôœpqrstuùûüvwxyz"
WORDS = st.text(LETTERS, min_size=1, max_size=20)


def met(one: str, other: str) -> bool:
    return not set(forms(one)[0].stems).isdisjoint(forms(other)[0].stems)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("réfugiée", "réfugiés"),
        ("réfugiée", "refugiee"),
        ("solidarité", "solidarite"),
        ("solidarités", "solidarite"),
        ("coopération", "coopérer"),
        ("coopération", "cooperation"),
        ("formations", "formation"),
        ("semences", "semence"),
        ("territoriales", "territorial"),
        ("œuvre", "oeuvres"),
        ("ÉCOLES".lower(), "école"),
        ("paysannes", "paysanne"),
        ("évaluations", "evaluation"),
        ("bénévoles", "benevole"),
    ],
)
def test_these_two_are_one_word(one, other):
    assert met(one, other)


@pytest.mark.parametrize(
    ("one", "other"),
    [("semence", "semaine"), ("ville", "village"), ("caen", "canne"), ("mer", "maire")],
)
def test_these_two_are_not(one, other):
    assert not met(one, other)


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("L’Île-d’Yeu", ["l", "ile", "d", "yeu"]),
        ("qu'il l’a dit", ["qu", "il", "l", "a", "dit"]),
        ("Œuvrer à Saint-Étienne", ["oeuvrer", "a", "saint", "etienne"]),
        ("COOPÉRER_AUTREMENT", ["cooperer", "autrement"]),
        ("2027, 14000 Caen", ["2027", "14000", "caen"]),
        ("½ tarif", ["1", "2", "tarif"]),
        ("", []),
        ("« — ! »", []),
    ],
)
def test_a_text_is_its_words(text, folded):
    assert [word.folded for word in words(text)] == folded


def test_a_word_keeps_how_it_is_written():
    assert next(words("Réfugiées")) == Word("réfugiées", "refugiees", ("refugi", "refugie"))
    assert next(words("Caen")).stems == ("caen",)


@pytest.mark.parametrize(
    ("one", "other"),
    [("Les semences", "semence"), ("Réseau de l’Ouest", "réseaux ouest"), ("La", "la"), ("", "—")],
)
def test_two_names_are_one(one, other):
    assert called(words(one)) == called(words(other))


def test_two_names_are_two():
    assert called(words("Caen")) != called(words("Caen la Mer"))


def test_numbers_have_no_ending():
    assert forms("2027")[0].stems == ("2027",)
    assert forms("14e")[0].stems == ("14e",)


@pytest.mark.parametrize("word", ["le", "d", "qu", "jusqu", "à", "où", "même"])
def test_what_ties_a_text_together_is_known(word):
    assert forms(word)[0].is_stop


@pytest.mark.parametrize("word", ["été", "sol", "eau", "paix", "non"])
def test_what_says_something_is_not_a_tie(word):
    assert not forms(word)[0].is_stop


def test_stop_words_are_folded():
    assert {fold(word) for word in STOP} == STOP


@given(WORDS)
def test_a_word_meets_itself_without_its_accents(word):
    assert met(word, fold(word))


@given(WORDS)
def test_stems_are_folded_and_never_empty(word):
    for form in forms(word):
        assert form.stems
        assert all(stem and fold(stem) == stem for stem in form.stems)


@given(st.text(max_size=80))
def test_any_text_gives_words_of_letters_and_figures(text):
    for word in words(text):
        assert word.folded.isalnum()
        assert word.folded == fold(word.folded)
        assert " " not in "".join(word.stems)


@given(st.text(max_size=80))
def test_how_accents_are_composed_does_not_matter(text):
    composed, apart = (unicodedata.normalize(form, text) for form in ("NFC", "NFD"))
    assert [w.folded for w in words(composed)] == [w.folded for w in words(apart)]


@given(st.text(max_size=60))
def test_folding_twice_is_folding_once(text):
    assert fold(fold(text)) == fold(text)


def test_two_threads_do_not_mix_their_words():
    """The stemmer holds the word it works on: each thread has its own."""
    asked = [f"coopération{letter}" for letter in "abcdefghij"] + ["territoriales", "bénévolement"]
    forms.cache_clear()
    expected = {word: forms(word) for word in asked}
    wrong = []

    def stem() -> None:
        for _round in range(20):
            forms.cache_clear()
            wrong.extend(word for word in asked if forms(word) != expected[word])

    threads = [threading.Thread(target=stem) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert wrong == []
