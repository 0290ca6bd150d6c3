"""Spreadsheets that people hand in."""

from datetime import date
from io import BytesIO
from zipfile import ZipFile

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import Workbook
from openpyxl.utils.datetime import CALENDAR_MAC_1904

from maillage.algorithms.tabular import day
from maillage.core import tables
from maillage.core.refusal import Refusal
from maillage.core.tables import read_table


def xlsx(*rows):
    book = Workbook()
    for row in rows:
        book.active.append(row)
    return saved(book)


def saved(book):
    out = BytesIO()
    book.save(out)
    return out.getvalue()


def edited(data, old, new):
    """The workbook with some of its first sheet written otherwise."""
    out = BytesIO()
    with ZipFile(BytesIO(data)) as before, ZipFile(out, "w") as after:
        for name in before.namelist():
            content = before.read(name).decode()
            if name.endswith("sheet1.xml"):
                assert old in content
                content = content.replace(old, new)
            after.writestr(name, content)
    return out.getvalue()


class TestXlsx:
    def test_cells_keep_their_kinds_and_lines_their_numbers(self):
        found = read_table(xlsx([], ["Nom", "Jour"], ["É", 44267], [], ["b", None]))
        assert found.header == ["Nom", "Jour"]
        assert found.rows == [(3, ["É", 44267]), (5, ["b"])]

    def test_formulas_that_nobody_computed_would_be_lost_cells(self):
        with pytest.raises(Refusal, match="ne sont pas calculées"):
            read_table(xlsx(["Nom"], ["=1+1"], ["x"]))

    def test_a_formula_says_what_the_spreadsheet_last_showed(self):
        computed = edited(
            xlsx(["Nom", "Total"], ["a", "=1+1"]), "<f>1+1</f><v />", "<f>1+1</f><v>2</v>"
        )
        assert read_table(computed).rows == [(2, ["a", 2])]

    @pytest.mark.parametrize("piece", [7, 90, 10_000])
    def test_a_result_is_seen_wherever_the_file_is_cut(self, monkeypatch, piece):
        monkeypatch.setattr(tables, "CHUNK", piece)
        formulas = xlsx(["Nom"], ["=1+1"])
        with pytest.raises(Refusal, match="ne sont pas calculées"):
            read_table(formulas)
        computed = edited(formulas, "<f>1+1</f><v />", "<f>1+1</f><v>2</v>")
        assert read_table(computed).rows == [(2, [2])]

    def test_days_of_a_workbook_that_counts_from_1904(self):
        book = Workbook()
        book.epoch = CALENDAR_MAC_1904
        book.active.append(["Jour"])
        book.active.append([date(2021, 3, 12)])
        assert day(read_table(saved(book)).rows[0][1][0]) == date(2021, 3, 12)

    def test_merged_cells_hold_what_their_first_one_holds_and_the_others_nothing(self):
        book = Workbook()
        for row in (["Nom", "Ville"], ["a", "Caen"], ["b", None]):
            book.active.append(row)
        book.active.merge_cells("B2:B3")
        assert read_table(saved(book)).rows == [(2, ["a", "Caen"]), (3, ["b"])]

    def test_hidden_lines_are_lines(self):
        book = Workbook()
        for row in (["Nom"], ["a"], ["b"]):
            book.active.append(row)
        book.active.row_dimensions[2].hidden = True
        assert len(read_table(saved(book)).rows) == 2

    def test_the_first_sheet_that_holds_something_and_the_names_of_the_others(self):
        book = Workbook()
        book.create_sheet("Membres").append(["Nom"])
        book.create_sheet("Vide")
        book.create_sheet("Archives").append(["x"])
        found = read_table(saved(book))
        assert (found.header, found.left) == (["Nom"], ["Archives"])

    def test_a_million_lines_with_a_format_and_nothing_in_them(self, monkeypatch):
        monkeypatch.setattr(tables, "MOST_ROWS", 20)
        book = Workbook()
        book.active.append(["Nom"])
        book.active.append(["a"])
        for row in range(3, 60):
            book.active.cell(row, 1).number_format = "@"
        assert read_table(saved(book)).rows == [(2, ["a"])]

    def test_an_old_workbook_or_one_with_a_password_says_so(self):
        with pytest.raises(Refusal, match="sans mot de passe"):
            read_table(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"x" * 600)

    def test_what_unpacks_into_too_much_is_refused(self, monkeypatch):
        monkeypatch.setattr(tables, "MOST_UNPACKED", 100)
        with pytest.raises(Refusal, match="se déplie"):
            read_table(xlsx(["Nom"]))

    def test_entities_are_not_followed(self):
        """A billion laughs, and a file of the server: the reader expands neither."""
        bomb = '<!DOCTYPE w [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;"><!ENTITY f SYSTEM "file:///etc/passwd">]>'
        armed = edited(xlsx(["Nom"], ["x"]), "<sheetData>", "<sheetData>&b;&f;")
        with pytest.raises(Refusal, match="ne s’ouvre pas"):
            read_table(edited(armed, "<worksheet", f"{bomb}<worksheet"))


class TestCsv:
    @pytest.mark.parametrize(
        "encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16", "utf-16-le", "utf-16-be"]
    )
    @pytest.mark.parametrize("mark", [";", ",", "\t"])
    def test_whatever_the_encoding_and_the_separator(self, encoding, mark):
        data = f"Nom{mark}Ville\r\nÉlan{mark}Œuvre’s\r\n".encode(encoding)
        found = read_table(data)
        assert found.header == ["Nom", "Ville"]
        assert found.rows == [(2, ["Élan", "Œuvre’s"])]

    def test_the_line_that_says_what_parts_the_cells(self):
        found = read_table(b"sep=,\r\nNom,Ville;\r\na,b\r\n")
        assert (found.header, found.rows) == (["Nom", "Ville;"], [(3, ["a", "b"])])

    def test_commas_in_names_do_not_part_what_semicolons_part(self):
        found = read_table(b"Membres, en 2021\nNom;Ville;Site\nA, B;C, D, E;x\nF;G;\n")
        assert found.rows[0] == (2, ["Nom", "Ville", "Site"])
        assert found.rows[1] == (3, ["A, B", "C, D, E", "x"])

    @pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
    def test_whatever_ends_a_line(self, end):
        found = read_table(f"Nom;Ville{end}a;b{end}".encode())
        assert (found.header, found.rows) == (["Nom", "Ville"], [(2, ["a", "b"])])

    def test_quotes_and_line_breaks_within_a_cell(self):
        found = read_table(b'Nom;Notes\n"a;b";"un\ndeux"\n')
        assert found.rows == [(2, ["a;b", "un\ndeux"])]


@pytest.mark.parametrize("data", [b"", b"\n\n;;\n", xlsx(), xlsx(["", None])])
def test_an_empty_file_says_so(data):
    with pytest.raises(Refusal, match="vide"):
        read_table(data)


def test_a_file_too_heavy_or_too_long_says_so(monkeypatch):
    with pytest.raises(Refusal, match="trop lourd"):
        read_table(b"x" * (tables.MOST_BYTES + 1))
    monkeypatch.setattr(tables, "MOST_ROWS", 3)
    with pytest.raises(Refusal, match="plus de 3 lignes"):
        read_table(b"a\nb\nc\nd\n")


@given(st.binary(max_size=300))
def test_noise_is_read_or_refused_and_nothing_else(noise):
    for data in (noise, b"PK" + noise):
        try:
            read_table(data)
        except Refusal:
            continue
