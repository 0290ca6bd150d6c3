import pytest
from django import forms
from django.utils import translation

from maillage.core.forms import MoneyField


class Asked(forms.Form):
    amount = MoneyField(label="montant", required=False)


@pytest.mark.parametrize(
    ("typed", "amount"), [("15 000,50 €", 1_500_050), ("", None), ("  ", None), ("0", 0)]
)
def test_an_amount_becomes_cents(typed, amount):
    form = Asked({"amount": typed})
    assert form.is_valid()
    assert form.cleaned_data["amount"] == amount


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ("quinze mille", "n’est pas un montant"),
        ("-5", "négatif"),
        ("9" * 20, "trop grand"),
        ("1" * 41, "40"),
        ("5\x000", "caractère nul"),
    ],
)
def test_a_wrong_amount_gets_a_sentence_and_stays_on_the_page(typed, sentence):
    with translation.override("fr"):
        form = Asked({"amount": typed})
        assert sentence in str(form.errors["amount"])
    assert form["amount"].value() == typed


def test_a_known_amount_is_shown_as_people_write_it():
    with translation.override("fr"):
        assert 'value="15\u202f000\u202f€"' in str(Asked(initial={"amount": 1_500_000})["amount"])
