"""Spreadsheets that people hand in, read as rows of cells; every refusal says what to do."""

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO, StringIO
from typing import cast
from zipfile import ZipFile

from django.utils.translation import gettext as _
from openpyxl import load_workbook

from maillage.algorithms.tabular import Cell, text
from maillage.core.refusal import Refusal

MOST_BYTES, MOST_UNPACKED = 10_000_000, 300_000_000
MOST_ROWS, MOST_COLUMNS = 20_000, 100
MARKS = ";\t,"


@dataclass(frozen=True, slots=True)
class Table:
    """The first line that is not empty, and the lines below it with their numbers in the file."""

    header: list[Cell]
    rows: list[tuple[int, list[Cell]]]


def read_table(data: bytes) -> Table:
    """Read the first sheet of an xlsx, or a CSV of whatever encoding and separator.

    Formulas are not computed: a cell says what the spreadsheet last showed. Empty lines are left out.
    """
    if len(data) > MOST_BYTES:
        raise Refusal(_("Ce fichier est trop lourd : 10 Mo au plus. Partagez-le en plusieurs."))
    found = _xlsx(data) if data.startswith(b"PK") else _csv(data)
    lines = [(number, cells) for number, cells in found if any(text(cell) for cell in cells)]
    if not lines:
        raise Refusal(_("Ce fichier est vide. Partez du modèle, puis réessayez."))
    return Table(lines[0][1], lines[1:])


def _xlsx(data: bytes) -> Iterator[tuple[int, list[Cell]]]:
    try:
        _refuse_too_large(data)
        book = load_workbook(BytesIO(data), read_only=True, data_only=True, keep_links=False)
        sheet = book.worksheets[0]
        sheet.reset_dimensions()
        rows = sheet.iter_rows(values_only=True, max_col=MOST_COLUMNS)
        yield from _numbered(cast("list[Cell]", list(row)) for row in rows)
    except Refusal:
        raise
    except Exception as error:  # whatever a broken file makes the reader say
        raise Refusal(
            _(
                "Ce fichier ne s’ouvre pas comme un classeur xlsx. Enregistrez-le de nouveau, ou en CSV."
            )
        ) from error


def _refuse_too_large(data: bytes) -> None:
    """A small archive may unpack into gigabytes."""
    with ZipFile(BytesIO(data)) as archive:
        if sum(entry.file_size for entry in archive.infolist()) > MOST_UNPACKED:
            raise Refusal(_("Ce fichier se déplie en trop de données. Enregistrez-le en CSV."))


def _csv(data: bytes) -> Iterator[tuple[int, list[Cell]]]:
    words = _decoded(data)
    first = next((line for line in words.splitlines() if line.strip()), "")
    mark = max(MARKS, key=first.count)
    try:
        yield from _numbered(list(row) for row in csv.reader(StringIO(words), delimiter=mark))
    except csv.Error as error:
        raise Refusal(
            _("Ce fichier n’est pas un tableau CSV. Enregistrez-le en xlsx, puis réessayez.")
        ) from error


def _decoded(data: bytes) -> str:
    """UTF-8 where it is, or what French spreadsheets write without saying so."""
    if b"\x00" in data[:1000] and data[:2] in {b"\xff\xfe", b"\xfe\xff"}:
        return data.decode("utf-16", "replace")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("cp1252", "replace")


def _numbered(rows: Iterator[list[Cell]]) -> Iterator[tuple[int, list[Cell]]]:
    for number, cells in enumerate(rows, 1):
        if number > MOST_ROWS:
            raise Refusal(
                _("Ce fichier a plus de %(most)s lignes. Partagez-le en plusieurs.")
                % {"most": MOST_ROWS}
            )
        kept = cells[:MOST_COLUMNS]
        while kept and kept[-1] in {None, ""}:
            kept.pop()
        yield number, kept
