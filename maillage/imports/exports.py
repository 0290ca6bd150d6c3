"""Files to start from, and the lines to correct with what is wrong in them."""

from io import BytesIO

from django.utils.translation import gettext as _
from openpyxl import Workbook
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from maillage.core.text import printable
from maillage.imports.models import Import, Line
from maillage.imports.services import Importer

WIDE, VERY_WIDE = 24, 70
AS_TEXT = "@"
MANY = 1000  # rows of the template whose cells are text from the start


def template(importer: type[Importer]) -> bytes:
    """A first sheet with the columns and one example, a second that says what each may hold.

    Cells are text from the start: a spreadsheet eats no zero and makes no date of its own.
    """
    book = Workbook()
    sheet = book.worksheets[0]
    sheet.title = _("À remplir")
    _write(sheet, 1, [column.label for column in importer.columns], bold=True)
    _write(sheet, 2, [column.example for column in importer.columns])
    for at in range(1, len(importer.columns) + 1):
        sheet.column_dimensions[get_column_letter(at)].width = WIDE
        for row in range(2, MANY):
            sheet.cell(row, at).number_format = AS_TEXT
    sheet.freeze_panes = "A2"
    about = book.create_sheet(_("Les colonnes"))
    _write(about, 1, [_("Colonne"), _("Ce qu’elle contient"), _("Autres noms compris")], bold=True)
    for number, column in enumerate(importer.columns, 2):
        _write(about, number, [column.label, str(column.about), ", ".join(column.words)])
    for at in range(1, 4):
        about.column_dimensions[get_column_letter(at)].width = VERY_WIDE if at > 1 else WIDE
    return _bytes(book)


def to_correct(shown: Import) -> bytes:
    """The wrong lines as they were, and what is wrong at the end: nothing of a file is lost."""
    book = Workbook()
    sheet = book.worksheets[0]
    sheet.title = _("À corriger")
    header = [str(cell or "") for cell in shown.header]
    _write(sheet, 1, [*header, _("Ligne"), _("À corriger")], bold=True)
    lines = shown.lines.filter(state=Line.State.WRONG)
    for at, line in enumerate(lines, 2):
        cells = [*line.cells, *[None] * (len(header) - len(line.cells))]
        _write(sheet, at, [*cells, line.number, " ".join(line.problems)])
        sheet.cell(at, len(cells) + 2).alignment = Alignment(wrap_text=True, vertical="top")
    sheet.column_dimensions[get_column_letter(len(header) + 2)].width = VERY_WIDE
    sheet.freeze_panes = "A2"
    return _bytes(book)


def _write(sheet: Worksheet, row: int, values: list[object], *, bold: bool = False) -> None:
    for at, value in enumerate(values, 1):
        cell = sheet.cell(row, at)
        cell.value = printable(value) if isinstance(value, str) else value  # type: ignore[assignment] # JSON's own kinds
        if isinstance(value, str):
            cell.data_type = "s"  # never a formula
        if bold:
            cell.font = Font(bold=True)


def _bytes(book: Workbook) -> bytes:
    out = BytesIO()
    book.save(out)
    return out.getvalue()
