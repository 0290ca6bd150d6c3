import csv
from datetime import date
from io import BytesIO, StringIO

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import load_workbook

from maillage.core.spreadsheets import (
    FORMULA,
    Address,
    Column,
    as_csv,
    as_xlsx,
    degrees,
    euros,
    file_response,
    listed,
)

COLUMNS = [
    Column("Titre", lambda row: row[0]),
    Column("Montant", lambda row: row[1]),
    Column("Le", lambda row: row[2]),
]
ROWS = [("Été à Ndem ; « oui »", 12000, date(2026, 5, 1)), ("", None, None), ("x", 12.5, None)]


def read_back(columns, rows):
    text = "".join(as_csv(columns, rows))
    assert text.startswith("\ufeff")
    return list(csv.reader(StringIO(text[1:], newline=""), delimiter=";"))


def test_a_csv_opens_as_it_was_said():
    assert read_back(COLUMNS, ROWS) == [
        ["Titre", "Montant", "Le"],
        ["Été à Ndem ; « oui »", "12000", "2026-05-01"],
        ["", "", ""],
        ["x", "12,50", ""],
    ]


def test_an_xlsx_keeps_numbers_days_and_texts_apart():
    sheet = load_workbook(BytesIO(as_xlsx(COLUMNS, ROWS, "projets"))).active
    lines = list(sheet.values)
    assert lines[0] == ("Titre", "Montant", "Le")
    assert lines[1][:2] == ("Été à Ndem ; « oui »", 12000)
    assert lines[1][2].date() == date(2026, 5, 1)
    assert sheet["A1"].font.bold
    assert sheet.freeze_panes == "A2"


def test_an_xlsx_filters_follows_its_links_and_is_as_wide_as_what_it_says():
    columns = [Column("A", lambda r: r), Column("Adresse", lambda _r: Address("https://x.example"))]
    sheet = load_workbook(BytesIO(as_xlsx(columns, ["é" * 30, "b" * 90], "x"))).active
    assert sheet.auto_filter.ref == "A1:B3"
    assert sheet["B3"].hyperlink.target == "https://x.example"
    assert sheet["A2"].hyperlink is None
    widths = [sheet.column_dimensions[letter].width for letter in "AB"]
    assert widths == [50, 19]
    assert load_workbook(BytesIO(as_xlsx(columns, [], "x"))).active.auto_filter.ref == "A1:B1"


def test_names_in_one_cell_are_told_apart():
    assert listed(["Itasy, Madagascar", "A ; B"]) == "Itasy, Madagascar ; A , B"


@pytest.mark.parametrize(
    "text", ["=1+1", "+33 1", "-2", "@SUM(A1)", "\t=1", "\n=1", "＝1+1", '=HYPERLINK("x")']
)
def test_a_text_is_never_a_formula_in_any_form(text):
    (_, [cell]) = read_back([COLUMNS[0]], [(text,)])
    assert cell == f"'{text}"
    stored = load_workbook(BytesIO(as_xlsx([COLUMNS[0]], [(text,)], "x"))).active["A2"]
    assert (stored.data_type, stored.value) == ("s", text)


def test_a_negative_number_stays_a_number():
    assert read_back([COLUMNS[0]], [(-2,)])[1] == ["-2"]


@given(st.lists(st.text(st.characters(codec="utf-8", exclude_characters="\x00\r"), max_size=20)))
def test_every_text_comes_back_from_a_csv(texts):
    wanted = [f"'{t}" if t.startswith(FORMULA) else t for t in texts]
    # A line of one empty cell is an empty line to a reader: a second column keeps it.
    columns = [COLUMNS[0], Column("n", lambda _row: 1)]
    assert [line[0] for line in read_back(columns, [(t,) for t in texts])[1:]] == wanted


@given(st.text(max_size=20))
def test_no_text_breaks_an_xlsx(text):
    assert as_xlsx([COLUMNS[0]], [(text.encode(errors="ignore").decode(),)], "x")


@pytest.mark.parametrize(
    ("cents", "said"), [(None, None), (1_200_000, 12000), (1250, 12.5), (0, 0)]
)
def test_euros_add_up_in_a_spreadsheet(cents, said):
    assert euros(cents) == said


@pytest.mark.parametrize("angle", [48.856613, -0.370679, 0.0, -17.4655, 180.0])
def test_a_place_keeps_a_metre_with_a_comma_in_a_csv_and_as_a_number_in_an_xlsx(angle):
    rows = [("", degrees(angle), None)]
    said = read_back(COLUMNS, rows)[1][1]
    assert "." not in said
    assert float(said.replace(",", ".")) == pytest.approx(angle, abs=1e-5)
    stored = load_workbook(BytesIO(as_xlsx(COLUMNS, rows, "x"))).active["B2"]
    assert (stored.data_type, stored.value) == ("n", pytest.approx(angle, abs=1e-5))
    assert degrees(None) is None


def test_a_file_says_its_name_and_its_kind():
    response = file_response("xlsx", "projets", COLUMNS, ROWS)
    assert response["Content-Disposition"] == 'attachment; filename="projets.xlsx"'
    assert "spreadsheetml" in response["Content-Type"]
    assert b"".join(file_response("csv", "projets", COLUMNS, ROWS)).startswith(b"\xef\xbb\xbf")
