"""Files to start from, and the lines to correct with what is wrong in them."""

from collections.abc import Iterable
from io import BytesIO

from django.utils.translation import gettext as _
from openpyxl import Workbook
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from maillage.algorithms.tabular import columns, text
from maillage.core.text import in_every_language, printable
from maillage.imports.models import Import, Line
from maillage.imports.services import Importer
from maillage.imports.services.header import LINE, THE_COLUMNS, TO_CORRECT

WIDE, VERY_WIDE = 24, 70
AS_TEXT = "@"


def template(importer: type[Importer]) -> bytes:
    """A first sheet with the columns and one example, a second that says what each may hold."""
    book = Workbook()
    sheet = book.worksheets[0]
    sheet.title = _("À remplir")
    _keep_text(sheet, len(importer.columns))
    _write(sheet, 1, [_marked(str(c.label), c.is_needed) for c in importer.columns], bold=True)
    _write(sheet, 2, [column.example for column in importer.columns])
    about = book.create_sheet(str(THE_COLUMNS))
    _keep_text(about, 3, VERY_WIDE)
    _write(about, 1, [_("Colonne"), _("Ce qu’elle contient"), _("Autres noms compris")], bold=True)
    for number, column in enumerate(importer.columns, 2):
        _write(about, number, [str(column.label), str(column.about), ", ".join(column.words)])
    about.column_dimensions["A"].width = WIDE
    return _bytes(book)


def to_correct(shown: Import) -> bytes:
    """The wrong lines as they were, and what is wrong at the end: nothing of a file is lost.

    What an earlier file of ours added at the end is written anew.
    """
    ours = {str(label): in_every_language(label) for label in (LINE, TO_CORRECT)}
    known = columns(shown.header, ours).values()
    kept = [place for place in range(len(shown.header)) if place not in known]
    book = Workbook()
    sheet = book.worksheets[0]
    sheet.title = str(TO_CORRECT)
    _keep_text(sheet, len(kept) + 2)
    sheet.column_dimensions[get_column_letter(len(kept) + 2)].width = VERY_WIDE
    _write(sheet, 1, [*(text(shown.header[place]) for place in kept), *ours], bold=True)
    for at, line in enumerate(shown.lines.filter(state=Line.State.WRONG), 2):
        cells = [line.cells[place] if place < len(line.cells) else "" for place in kept]
        _write(sheet, at, [*map(_as_it_was, cells), str(line.number), " ".join(line.problems)])
    return _bytes(book)


def _as_it_was(cell: object) -> str:
    """Line breaks part the items of a list: they stay."""
    return cell if isinstance(cell, str) else text(cell)  # type: ignore[arg-type] # JSON's own kinds


def _marked(label: str, is_needed: bool) -> str:
    return f"{label} *" if is_needed else label


def _keep_text(sheet: Worksheet, count: int, wide: int = WIDE) -> None:
    """Whole columns are text: a spreadsheet eats no zero and makes no date of its own."""
    for at in range(1, count + 1):
        column = sheet.column_dimensions[get_column_letter(at)]
        column.width, column.number_format = wide, AS_TEXT
    sheet.freeze_panes = "A2"


def _write(sheet: Worksheet, row: int, values: Iterable[str], *, bold: bool = False) -> None:
    for at, value in enumerate(values, 1):
        cell = sheet.cell(row, at)
        cell.value = printable(value) or None
        cell.number_format = AS_TEXT
        cell.alignment = Alignment(wrap_text=True, vertical="top")
        if cell.value is not None:
            cell.data_type = "s"  # never a formula
        if bold:
            cell.font = Font(bold=True)


def _bytes(book: Workbook) -> bytes:
    out = BytesIO()
    book.save(out)
    return out.getvalue()
