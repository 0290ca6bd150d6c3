import pytest
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

from maillage.core.money import cents, money, number

AMOUNTS = st.integers(min_value=-(10**13), max_value=10**13)


@pytest.mark.parametrize(
    ("amount", "french", "english"),
    [
        (1_500_000, "15\u202f000\u202f€", "€15,000"),
        (1_500_050, "15\u202f000,50\u202f€", "€15,000.50"),
        (5, "0,05\u202f€", "€0.05"),
        (0, "0\u202f€", "€0"),
        (-123_456_700, "−1\u202f234\u202f567\u202f€", "−€1,234,567"),
    ],
)
def test_each_reader_finds_its_own_habits(amount, french, english):
    with translation.override("fr"):
        assert money(amount) == french
    with translation.override("en"):
        assert money(amount) == english


@pytest.mark.parametrize(
    ("typed", "amount"),
    [
        ("15 000", 1_500_000),
        ("15 000,5", 1_500_050),
        ("15\u202f000,50\u202f€", 1_500_050),
        ("15.000", 1_500_000),
        ("15,000.50", 1_500_050),
        ("1.234.567,89", 123_456_789),
        ("0,05", 5),
        ("-3", -300),
        ("7", 700),
    ],
)
def test_what_people_type_is_understood(typed, amount):
    assert cents(typed) == amount


@pytest.mark.parametrize("typed", ["", "abc", "12k", "1..2", "--5", "1,", "١٢x", "1e5"])
def test_what_is_no_amount_is_said(typed):
    with pytest.raises(ValueError, match=r".*"):
        cents(typed)


@given(AMOUNTS.filter(lambda amount: amount >= 0), st.sampled_from(["fr", "en"]))
def test_what_we_write_we_read_back(amount, language):
    with translation.override(language):
        assert cents(money(amount)) == amount


@given(AMOUNTS)
def test_an_amount_never_breaks_at_the_end_of_a_line(amount):
    with translation.override("fr"):
        assert " " not in money(amount)


@pytest.mark.parametrize(
    ("count", "french", "english"),
    [(0, "0", "0"), (999, "999", "999"), (3000, "3\u202f000", "3,000"), (-1234567, "-1\u202f234\u202f567", "-1,234,567")],
)  # fmt: skip
def test_counts_are_grouped_by_thousands(count, french, english):
    with translation.override("fr"):
        assert number(count) == french
    with translation.override("en"):
        assert number(count) == english
