"""Lists as files: CSV that a French spreadsheet opens with its accents, xlsx whose text stays text."""

import csv
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from io import BytesIO, StringIO
from itertools import chain, islice
from typing import Any, Generic, TypeVar

from django.http import HttpResponse, HttpResponseBase, StreamingHttpResponse
from django.utils.functional import Promise
from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Font
from openpyxl.utils import get_column_letter

from maillage.core.text import printable

Row = TypeVar("Row")
Cell = str | int | float | Decimal | date | None
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
NARROW, WIDE = 10, 50  # letters across a column
MEASURED = 200  # lines that the widths are taken from
MOST_LINKED = 20_000  # lines with links: a sheet may have 65,530, three in a line
FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")  # as OWASP lists them


@dataclass(frozen=True, slots=True)
class Column(Generic[Row]):
    """What a column is called, and what it says of a row."""

    title: str | Promise
    value: Callable[[Row], Cell]


class Address(str):
    """An address: a link that a click follows, where the form of the file has such."""

    __slots__ = ()


def listed(names: Iterable[str]) -> str:
    """Several names in one cell, between signs that none of them holds: « Itasy, Madagascar » has a comma."""
    return " ; ".join(name.replace(";", ",") for name in names)


def as_csv(columns: list[Column[Row]], rows: Iterable[Row]) -> Iterator[str]:
    """Semicolons, decimal commas, a mark of UTF-8 first: what spreadsheets here open at a click.

    A text that begins like a formula gets an apostrophe: nobody's title runs on a reader's machine.
    """
    buffer = StringIO()
    writer = csv.writer(buffer, delimiter=";", lineterminator="\r\n")
    yield "\ufeff"
    for line in _lines(columns, rows):
        writer.writerow([_plain(cell) for cell in line])
        yield buffer.getvalue()
        buffer.seek(0)
        buffer.truncate()


def as_xlsx(columns: list[Column[Row]], rows: Iterable[Row], title: str) -> bytes:
    """One sheet, its first line bold, kept in view and filtering; numbers, days and links as such."""
    book = Workbook(write_only=True)
    sheet = book.create_sheet(title[:31])
    sheet.freeze_panes = "A2"
    lines = _lines(columns, rows)
    first = list(islice(lines, MEASURED))
    for at, told in enumerate(zip(*first, strict=True), start=1):
        width = max(len(_plain(cell)) for cell in told) + 2
        sheet.column_dimensions[get_column_letter(at)].width = min(max(width, NARROW), WIDE)
    number = 0
    for number, line in enumerate(chain(first, lines), start=1):
        sheet.append(
            [_cell(sheet, cell, bold=number == 1, link=number <= MOST_LINKED) for cell in line]
        )
    sheet.auto_filter.ref = f"A1:{get_column_letter(len(columns))}{number}"
    out = BytesIO()
    book.save(out)
    return out.getvalue()


def file_response(
    form: str, name: str, columns: list[Column[Row]], rows: Iterable[Row]
) -> HttpResponseBase:
    """Give the list as a file to keep: `form` is "csv" or "xlsx"."""
    response: HttpResponseBase
    if form == "csv":
        lines = (line.encode() for line in as_csv(columns, rows))
        response = StreamingHttpResponse(lines, content_type="text/csv; charset=utf-8")
    else:
        response = HttpResponse(as_xlsx(columns, rows, name), content_type=XLSX)
    response["Content-Disposition"] = f'attachment; filename="{name}.{form}"'
    return response


def _lines(columns: list[Column[Row]], rows: Iterable[Row]) -> Iterator[list[Cell]]:
    yield [str(column.title) for column in columns]
    for row in rows:
        yield [column.value(row) for column in columns]


def _cell(sheet: Any, told: Cell, *, bold: bool, link: bool) -> Any:
    """The value as it is, but where the library would take a text for a formula or an error."""
    value = _printable(told)
    linked = link and isinstance(told, Address) and bool(told)
    if not (bold or linked or (isinstance(value, str) and value.startswith(("=", "#")))):
        return value
    cell = WriteOnlyCell(sheet, value)  # type: ignore[arg-type]
    if linked:
        cell.hyperlink = str(told)
    if isinstance(value, str):
        cell.data_type = "s"  # never a formula
    if bold:
        cell.font = Font(bold=True)
    return cell


def _printable(cell: Cell) -> Cell:
    return printable(cell) if isinstance(cell, str) else cell


def _plain(cell: Cell) -> str:
    if cell is None:
        return ""
    if isinstance(cell, float):
        return f"{cell:.2f}".replace(".", ",")
    if isinstance(cell, Decimal):
        return str(cell).replace(".", ",")
    if isinstance(cell, date):
        return cell.isoformat()
    text = str(cell)
    return f"'{text}" if isinstance(cell, str) and text.startswith(FORMULA) else text


def degrees(angle: float | None) -> Cell:
    """A latitude or a longitude to a metre or so, where amounts have two decimals."""
    return None if angle is None else Decimal(f"{angle:.5f}")


def euros(cents: int | None) -> Cell:
    """An amount as a spreadsheet adds it up: 12000, 12000.5."""
    if cents is None:
        return None
    return cents / 100 if cents % 100 else cents // 100
