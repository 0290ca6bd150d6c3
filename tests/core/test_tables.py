"""Spreadsheets that people hand in."""

from io import BytesIO
from zipfile import ZipFile

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import Workbook

from maillage.core import tables
from maillage.core.refusal import Refusal
from maillage.core.tables import read_table


def xlsx(*rows):
    book = Workbook()
    for row in rows:
        book.active.append(row)
    out = BytesIO()
    book.save(out)
    return out.getvalue()


class TestXlsx:
    def test_cells_keep_their_kinds_and_lines_their_numbers(self):
        found = read_table(xlsx([], ["Nom", "Jour"], ["É", 44267], [], ["b", None]))
        assert found.header == ["Nom", "Jour"]
        assert found.rows == [(3, ["É", 44267]), (5, ["b"])]

    def test_formulas_that_nobody_computed_would_be_lost_cells(self):
        with pytest.raises(Refusal, match="ne sont pas calculées"):
            read_table(xlsx(["Nom"], ["=1+1"], ["x"]))

    def test_what_unpacks_into_too_much_is_refused(self, monkeypatch):
        monkeypatch.setattr(tables, "MOST_UNPACKED", 100)
        with pytest.raises(Refusal, match="se déplie"):
            read_table(xlsx(["Nom"]))

    def test_entities_are_not_followed(self):
        """A billion laughs, and a file of the server: the reader expands neither."""
        bomb = '<!DOCTYPE w [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;"><!ENTITY f SYSTEM "file:///etc/passwd">]>'
        source, out = BytesIO(xlsx(["Nom"], ["x"])), BytesIO()
        with ZipFile(source) as old, ZipFile(out, "w") as new:
            for name in old.namelist():
                content = old.read(name).decode()
                if name.endswith("sheet1.xml"):
                    content = bomb + content.replace("<sheetData>", "<sheetData>&b;&f;")
                new.writestr(name, content)
        with pytest.raises(Refusal, match="ne s’ouvre pas"):
            read_table(out.getvalue())


class TestCsv:
    @pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
    @pytest.mark.parametrize("mark", [";", ",", "\t"])
    def test_whatever_the_encoding_and_the_separator(self, encoding, mark):
        data = f"Nom{mark}Ville\r\nÉlan{mark}Œuvre’s\r\n".encode(encoding)
        found = read_table(data)
        assert found.header == ["Nom", "Ville"]
        assert found.rows == [(2, ["Élan", "Œuvre’s"])]

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
