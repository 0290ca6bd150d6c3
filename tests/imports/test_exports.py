"""Files to start from, and lines to correct: what leaves here can come back."""

from io import BytesIO

import pytest
from django.utils import translation
from openpyxl import load_workbook

from maillage.imports.exports import template, to_correct
from maillage.imports.services import importers
from tests.imports.bringing import counts, shown, xlsx

pytestmark = pytest.mark.django_db
KINDS = ["organisations", "people", "projects", "payments"]


def rows_of(data, sheet=0):
    book = load_workbook(BytesIO(data))
    return list(book.worksheets[sheet].iter_rows(values_only=True))


class TestTemplate:
    @pytest.mark.parametrize("language", ["fr", "en"])
    @pytest.mark.parametrize("kind", KINDS)
    def test_the_columns_an_example_and_what_each_may_hold(self, kind, language):
        importer = importers()[kind]
        with translation.override(language):
            made = template(importer)
            labels = [str(column.label) for column in importer.columns]
        head, example = rows_of(made)
        assert [cell.removesuffix(" *") for cell in head] == labels
        assert [cell.endswith(" *") for cell in head] == [c.is_needed for c in importer.columns]
        assert [cell or "" for cell in example] == [c.example for c in importer.columns]
        assert [row[0] for row in rows_of(made, 1)][1:] == labels
        assert all(row[1] for row in rows_of(made, 1))

    @pytest.mark.parametrize("kind", KINDS)
    def test_it_is_read_back_in_the_other_language_without_a_remark(self, kind):
        with translation.override("en"):
            made = template(importers()[kind])
        of = shown(made, importers()[kind])
        assert of.remarks == []
        assert counts(of) == {"added": 0, "changed": 0, "unchanged": 0, "wrong": 1}

    def test_whole_columns_are_text(self):
        """A spreadsheet eats no zero of what is typed below the example."""
        book = load_workbook(BytesIO(template(importers()["organisations"])))
        sheet = book.worksheets[0]
        assert sheet.column_dimensions["D"].number_format == "@"
        assert sheet.freeze_panes == "A2"
        assert sheet.max_row == 2


class TestToCorrect:
    def test_the_lines_as_they_were_and_what_is_wrong(self):
        of = shown(xlsx(["Nom", "SIREN", "Notes"], ["Élan"], ["Faux", 4.5e13, "un\nici"]))
        head, line = rows_of(to_correct(of))
        assert head == ("Nom", "SIREN", "Notes", "Ligne", "À corriger")
        assert line[:4] == ("Faux", "45000000000000", "un\nici", "3")
        assert "a arrondi ce numéro" in line[4]

    def test_a_number_keeps_all_its_digits_and_a_formula_stays_words(self):
        of = shown(b"Nom;SIREN\n=1+1;00552100553\n")
        book = load_workbook(BytesIO(to_correct(of)))
        cells = book.worksheets[0][2]
        assert [cell.data_type for cell in cells] == ["s"] * 4
        assert [cell.value for cell in cells][:2] == ["=1+1", "00552100553"]

    def test_brought_again_what_our_file_added_is_written_anew(self):
        first = to_correct(shown(b"Nom;SIREN;Notes\nFaux;123;x\n"))
        with translation.override("en"):
            of = shown(first)
            head, line = rows_of(to_correct(of))
        assert head == ("Nom", "SIREN", "Notes", "Row", "To correct")
        assert line[:4] == ("Faux", "123", "x", "2")
        assert len(of.remarks) == 1  # the notes, not our own columns
