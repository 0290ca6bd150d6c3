"""Spreadsheets that people hand in, read as rows of cells; every refusal says what to do."""

import csv
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from io import BytesIO, StringIO
from itertools import islice
from typing import IO, Any, cast
from zipfile import ZipFile

from django.utils.translation import gettext as _
from openpyxl import load_workbook

from maillage.algorithms.tabular import Cell, text
from maillage.core.refusal import Refusal

MOST_BYTES, MOST_UNPACKED = 10_000_000, 300_000_000
MOST_ROWS, MOST_COLUMNS = 20_000, 100
MARKS = ";\t,"
SAMPLE = 20  # lines that tell what parts the cells
OLD_EXCEL = b"\xd0\xcf\x11\xe0"  # .xls, and an xlsx behind a password
CHUNK = 1 << 20
FORMULA = re.compile(rb"<f[ >/]")
COMPUTED = re.compile(rb"(</f>|<f[^>]*/>)<v>[^<]|t=\"str\"[^>]*><f[ >/]")
Numbered = tuple[int, list[Cell]]


@dataclass(frozen=True, slots=True)
class Table:
    """The first line that is not empty, and the lines below it with their numbers in the file."""

    header: list[Cell]
    rows: list[Numbered]
    left: list[str] = field(default_factory=list)  # the sheets that hold something and are not read


def read_table(data: bytes) -> Table:
    """Read the first sheet of an xlsx that holds something, or a CSV however it is written.

    Formulas are not computed: a cell says what the spreadsheet last showed. Empty lines are left
    out; hidden ones are lines like the others.
    """
    if len(data) > MOST_BYTES:
        raise Refusal(_("Ce fichier est trop lourd : 10 Mo au plus. Partagez-le en plusieurs."))
    if data.startswith(OLD_EXCEL):
        raise Refusal(_unopened())
    lines, left = _xlsx(data) if data.startswith(b"PK") else (list(_csv(data)), [])
    if not lines:
        raise Refusal(_("Ce fichier est vide. Partez du modèle, puis réessayez."))
    return Table(lines[0][1], lines[1:], left)


def _unopened() -> str:
    return _(
        "Ce fichier ne s’ouvre pas comme un classeur xlsx. Enregistrez-le de nouveau, sans mot de passe, ou en CSV."
    )


def _xlsx(data: bytes) -> tuple[list[Numbered], list[str]]:
    try:
        with ZipFile(BytesIO(data)) as archive:
            _refuse_too_large(archive)
            _refuse_uncomputed(archive)
        book = load_workbook(BytesIO(data), read_only=True, data_only=True, keep_links=False)
        return _first_sheet(book.worksheets)
    except Refusal:
        raise
    except Exception as error:  # whatever a broken file makes the reader say
        raise Refusal(_unopened()) from error


def _first_sheet(sheets: list[Any]) -> tuple[list[Numbered], list[str]]:
    """The lines of the first sheet that has any, and the names of the others that have some."""
    found: list[Numbered] = []
    left = []
    for sheet in sheets:
        sheet.reset_dimensions()
        rows = sheet.iter_rows(values_only=True, max_col=MOST_COLUMNS)
        lines = _told(cast("list[Cell]", list(row)) for row in rows)
        if not found:
            found = list(lines)
        elif next(lines, None):
            left.append(str(sheet.title))
    return found, left


def _refuse_too_large(archive: ZipFile) -> None:
    """A small archive may unpack into gigabytes."""
    if sum(entry.file_size for entry in archive.infolist()) > MOST_UNPACKED:
        raise Refusal(_("Ce fichier se déplie en trop de données. Enregistrez-le en CSV."))


def _refuse_uncomputed(archive: ZipFile) -> None:
    """A program that writes formulas leaves their results empty: cells would be lost in silence."""
    has_formulas = False
    for name in archive.namelist():
        if name.startswith("xl/worksheets/") and name.endswith(".xml"):
            with archive.open(name) as part:
                for piece in _pieces(part):
                    if COMPUTED.search(piece):
                        return
                    has_formulas = has_formulas or FORMULA.search(piece) is not None
    if has_formulas:
        raise Refusal(
            _(
                "Ce classeur contient des formules qui ne sont pas calculées. Ouvrez-le dans votre tableur, enregistrez-le, puis réessayez."
            )
        )


def _pieces(part: IO[bytes]) -> Iterator[bytes]:
    """A long text piece by piece, each with the end of the one before it."""
    tail = b""
    while piece := part.read(CHUNK):
        yield tail + piece
        tail = piece[-200:]


def _csv(data: bytes) -> Iterator[Numbered]:
    words = _decoded(data)
    mark = _mark(words)
    if said := re.match(
        r"sep=([;,\t])\r?\n", words
    ):  # a line that spreadsheets write for themselves
        mark, words = said[1], "\n" + words[said.end() :]
    try:
        yield from _told(
            list(row) for row in csv.reader(StringIO(words, newline=""), delimiter=mark)
        )
    except csv.Error as error:
        raise Refusal(
            _("Ce fichier n’est pas un tableau CSV. Enregistrez-le en xlsx, puis réessayez.")
        ) from error


def _mark(words: str) -> str:
    """What parts most of the first lines into as many cells: a comma in a name parts but its own."""
    sample = [line for line in islice(StringIO(words, newline=""), SAMPLE) if line.strip()]

    def agreement(mark: str) -> int:
        try:
            widths = Counter(len(row) - 1 for row in csv.reader(sample, delimiter=mark))
        except csv.Error:
            return 0
        return max((width * lines for width, lines in widths.items()), default=0)

    return max(MARKS, key=agreement)


def _decoded(data: bytes) -> str:
    """UTF-8 where it is, or what French spreadsheets write without saying so."""
    if data[:2] in {b"\xff\xfe", b"\xfe\xff"}:
        return data.decode("utf-16", "replace")
    if b"\x00" in data[:2]:  # UTF-16 without its mark: one of the two first bytes of a letter is 0
        return data.decode("utf-16-be" if data[0] == 0 else "utf-16-le", "replace")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("cp1252", "replace")


def _told(rows: Iterator[list[Cell]]) -> Iterator[Numbered]:
    """The lines that say something. Spreadsheets keep a million empty ones: we stop looking."""
    told, last = 0, 0
    for number, cells in enumerate(rows, 1):
        kept = cells[:MOST_COLUMNS]
        while kept and not text(kept[-1]):
            kept.pop()
        if kept:
            told, last = told + 1, number
            yield number, kept
        if number - last > MOST_ROWS:
            return
        if told > MOST_ROWS:
            raise Refusal(
                _("Ce fichier a plus de %(most)s lignes. Partagez-le en plusieurs.")
                % {"most": MOST_ROWS}
            )
