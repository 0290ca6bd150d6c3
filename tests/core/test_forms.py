import pytest
from django import forms
from django.core.exceptions import ValidationError
from django.utils import translation

from maillage.core.forms import MoneyField, NumberField


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


class TestNumberField:
    @pytest.mark.parametrize(
        "typed",
        ["443061841", "443 061 841", " 443.061.841 ", "443\u00a0061\u202f841", "443-061-841"],
    )
    def test_a_number_is_read_as_papers_print_it(self, typed):
        assert NumberField(max_length=9).clean(typed) == "443061841"

    def test_an_associations_number_may_be_in_small_letters(self):
        assert NumberField(max_length=10).clean("w751 212345") == "W751212345"

    def test_a_siret_is_named_and_told_what_to_keep(self):
        with pytest.raises(ValidationError, match="neuf premiers chiffres"):
            NumberField(max_length=9).clean("443 061 841 00047")

    def test_the_box_never_cuts_what_is_pasted(self):
        assert NumberField(max_length=9).widget.attrs["maxlength"] == "30"

    def test_nothing_stays_nothing(self):
        assert NumberField(max_length=9, required=False).clean("") == ""
