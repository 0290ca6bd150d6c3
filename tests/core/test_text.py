import pytest
from hypothesis import given
from hypothesis import strategies as st

from maillage.core.text import fold


@pytest.mark.parametrize(
    ("typed", "folded"),
    [
        ("L’Île-d’Yeu", "l ile d yeu"),
        ("  Œuvres   SŒURS ", "oeuvres soeurs"),
        ("Saint-Étienne", "saint etienne"),
        ("ÇA", "ca"),
        ("", ""),
        ("\x00'\"", ""),
    ],
)
def test_known_words(typed, folded):
    assert fold(typed) == folded


@given(st.text())
def test_folding_twice_changes_nothing_more(text):
    assert fold(fold(text)) == fold(text)


@given(st.text(alphabet="abcdefghijklmnopqrstuvwxyzéèàùçôî -'’"))
def test_case_never_matters(text):
    assert fold(text.upper()) == fold(text)
