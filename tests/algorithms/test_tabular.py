"""What people mean in the cells of a spreadsheet."""

from datetime import date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from maillage.algorithms.tabular import (
    EPOCH,
    LostDigitsError,
    UnreadableError,
    amount,
    columns,
    day,
    is_fault,
    plain,
    several,
    siren,
    text,
)
from tests.messy import siren as a_siren
from tests.messy import siret as a_siret

cells = st.one_of(
    st.none(), st.booleans(), st.integers(), st.floats(), st.text(max_size=30), st.datetimes()
)
MARCH = date(2021, 3, 12)


@pytest.mark.parametrize(
    "cell",
    [
        MARCH,
        datetime(2021, 3, 12, 14, 30),  # noqa: DTZ001 -- as spreadsheets give it
        44267,
        44267.0,
        "44267",
        "44267,5",
        "12/03/2021",
        "12-03-2021",
        "12.03.21",
        "12 03 2021",
        "2021-03-12",
        "2021/3/12",
        "2021-03-12T10:00:00",
        "12 mars 2021",
        " 12  Mars 2021 ",
        "12 march 2021",
    ],
)
def test_a_day_however_it_is_written(cell):
    assert day(cell) == MARCH


@pytest.mark.parametrize(
    ("cell", "meant"),
    [
        ("mars 2021", date(2021, 3, 1)),
        ("03/2021", date(2021, 3, 1)),
        ("1er février 2020", date(2020, 2, 1)),
        ("août 2019", date(2019, 8, 1)),
        ("déc. 2019", date(2019, 12, 1)),
        ("2021", date(2021, 1, 1)),
        (2021, date(2021, 1, 1)),
        ("12/03/85", date(1985, 3, 12)),
        ("29/02/2020", date(2020, 2, 29)),
    ],
)
def test_a_month_is_its_first_day_and_a_year_its_first_of_january(cell, meant):
    assert day(cell) == meant


@pytest.mark.parametrize(
    "cell",
    ["31/02/2021", "bientôt", "2021-13-01", "12/2021/03", "ma 2021", "jui 2021", 7, True, "1/2/3"],
)
def test_what_is_no_day(cell):
    with pytest.raises(UnreadableError):
        day(cell)


@pytest.mark.parametrize("cell", [None, "", "  ", "\u00a0"])
def test_an_empty_cell_is_no_day_and_no_fault(cell):
    assert day(cell) is None


@given(st.dates(date(1911, 1, 1), date(2199, 1, 1)))
def test_a_spreadsheets_number_of_a_day(meant):
    number = (meant - EPOCH).days
    assert day(number) == day(float(number)) == day(str(number)) == meant
    assert EPOCH + timedelta(days=number) == meant


@given(st.dates(date(1971, 1, 1), date(2069, 1, 1)))
def test_french_and_iso_days(meant):
    for form in ("%d/%m/%Y", "%d.%m.%y", "%Y-%m-%d"):
        assert day(meant.strftime(form)) == meant


@pytest.mark.parametrize(
    ("cell", "cents"),
    [
        (15000, 1_500_000),
        (15000.5, 1_500_050),
        (0.1 + 0.2, 30),
        ("15 000,50 €", 1_500_050),
        ("15\u202f000,5", 1_500_050),
        ("€15,000.50", 1_500_050),
        ("15.000,50", 1_500_050),
        ("15000 euros", 1_500_000),
        ("15,000", 1_500_000),
        ("-12,5", -1250),
        ("−12,50 €", -1250),
        ('="100"', 10_000),
        ("0", 0),
    ],
)
def test_amounts(cell, cents):
    assert amount(cell) == cents


@pytest.mark.parametrize(
    "cell",
    [
        "beaucoup",
        "12,345,6",
        "0.125",
        "(12)",
        "1e400",
        float("nan"),
        float("inf"),
        10**14,
        True,
        MARCH,
    ],
)
def test_what_is_no_amount(cell):
    with pytest.raises(UnreadableError):
        amount(cell)


@given(st.integers(0, 10**11))
def test_an_amount_is_read_as_it_is_written(cents):
    whole, rest = divmod(cents, 100)
    assert amount(f"{whole},{rest:02}") == cents
    assert amount(f"{whole:,}.{rest:02}") == cents
    assert amount(f"{whole:,}".replace(",", " ") + f",{rest:02} €") == cents


class TestSiren:
    @pytest.mark.parametrize(
        "cell",
        ["732829320", "732 829 320", 732829320, 732829320.0, "73282932000074", 73282932000074.0],
    )
    def test_of_a_siren_or_of_a_siret(self, cell):
        assert siren(cell) == "732829320"

    def test_a_zero_eaten_is_back(self):
        whole = a_siren(1_000_000)
        assert whole.startswith("01")
        assert siren(int(whole)) == whole
        assert siren(int(a_siret(1_000_000))) == whole
        assert siren(int(a_siren(1_000))) == a_siren(1_000).lstrip(
            "0"
        )  # five are missing: no guess

    def test_two_zeros_eaten_are_back(self):
        whole = a_siren(123_456)
        assert whole.startswith("00")
        assert siren(int(whole)) == siren(int(a_siret(123_456))) == whole

    def test_a_number_kept_as_text_by_a_program(self):
        assert siren('="732829320"') == "732829320"

    @pytest.mark.parametrize(
        "cell",
        ["4,43E+13", "4.43062E+13", "7e8", "73282932000000", 4.43062e13, "44306184100000"],
    )
    def test_lost_digits_are_told_apart(self, cell):
        with pytest.raises(LostDigitsError):
            siren(cell)

    @pytest.mark.parametrize("cell", ["W142000001", "néant", "٣٤٥"])
    def test_what_is_no_number(self, cell):
        with pytest.raises(UnreadableError):
            siren(cell)

    def test_nothing(self):
        assert siren(None) == siren(" ") == ""


class TestColumns:
    KNOWN = {"name": ("Nom", "dénomination"), "siren": ("SIREN", "siret", "n° siret")}

    def test_accents_case_signs_and_stars_are_forgiven(self):
        assert columns(["N° SIRET", "  nom *"], self.KNOWN) == {"name": 1, "siren": 0}
        assert columns(["Denomination"], self.KNOWN) == {"name": 0}

    def test_the_best_word_counts_and_the_first_column_of_a_name(self):
        assert columns(["dénomination", "Nom", "Nom"], self.KNOWN) == {"name": 1}

    def test_what_nobody_knows_is_left(self):
        assert columns(["Remarques", None, 12], self.KNOWN) == {}


def test_lists_in_a_cell():
    assert several("Caen ; Ndem, Sénégal;;\nDakar | Thiès") == [
        "Caen",
        "Ndem, Sénégal",
        "Dakar",
        "Thiès",
    ]
    assert several(None) == []


@pytest.mark.parametrize(
    ("cell", "words"),
    [
        (None, ""),
        (12.0, "12"),
        (1.5, "1.5"),
        (True, "oui"),
        (" a\u00a0 b\n", "a b"),
        (MARCH, "2021-03-12"),
        ("a\x00b", "ab"),
        ('="00123"', "00123"),
        ('="a" & "b"', 'a" & "b'),
    ],
)
def test_words(cell, words):
    assert text(cell) == words


def test_a_ligature_is_two_letters_in_capitals_too():
    assert plain("ŒUVRE") == plain("œuvre") == "oeuvre"


def test_what_is_plain_stays_so_whatever_the_sign():
    signs = map(chr, range(0x110000))
    assert [s for s in signs if plain(s) != plain(plain(s))] == []


@given(cells)
def test_any_cell_is_read_or_refused_and_nothing_else(cell):
    assert isinstance(text(cell), str)
    assert plain(text(cell)) == plain(plain(text(cell)))
    for reader in (day, amount, siren):
        try:
            reader(cell)
        except UnreadableError:
            continue


@pytest.mark.parametrize(
    ("cell", "so"),
    [("#REF!", True), (" #N/A ", True), ("#NOM?", True), ("#1", False), (None, False), (12, False)],
)
def test_what_a_spreadsheet_could_not_compute(cell, so):
    assert is_fault(cell) == so
