"""Which line of a file names its columns, what they are, and what of the file is not read."""

from collections.abc import Sequence

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from maillage.algorithms.tabular import Cell, columns, plain, text
from maillage.core.refusal import Refusal
from maillage.core.tables import Table
from maillage.core.text import in_every_language
from maillage.imports.services.importer import Importer

TITLES = 20  # lines that may stand above the names of the columns
THE_COLUMNS = gettext_lazy("Les colonnes")  # the sheet of the template that explains
LINE, TO_CORRECT = gettext_lazy("Ligne"), gettext_lazy("À corriger")  # what our own files add


def places_of(importer: Importer, header: Sequence[Cell]) -> dict[str, int]:
    """Where each column of the importer stands; those it cannot do without must be there."""
    places = _places(importer, header)
    if missing := [str(c.label) for c in importer.columns if c.is_needed and c.name not in places]:
        raise Refusal(
            _(
                "Une des premières lignes doit nommer les colonnes. Il manque : %(missing)s. Partez du modèle, ou renommez vos colonnes."
            )
            % {"missing": ", ".join(missing)}
        )
    return places


def _places(importer: Importer, header: Sequence[Cell]) -> dict[str, int]:
    known = {c.name: (*in_every_language(c.label), c.name, *c.words) for c in importer.columns}
    return columns(header, known)


def found_header(importer: Importer, table: Table) -> tuple[Table, int]:
    """The table below the line that names the columns, and how many lines stand above it."""
    needed = {column.name for column in importer.columns if column.is_needed}
    for above, (_number, cells) in enumerate([(0, table.header), *table.rows[:TITLES]]):
        if needed <= _places(importer, cells).keys():
            return Table(cells, table.rows[above:], table.left), above
    places_of(importer, table.header)  # says what is missing
    raise AssertionError("a header that lacks something is refused")


def remarks_on(importer: Importer, table: Table, above: int) -> list[str]:
    """What of the file is not read, said aloud: nothing is left in silence."""
    remarks = []
    if above:
        remarks.append(
            ngettext(
                "La ligne au-dessus des noms de colonnes est laissée de côté.",
                "Les %(n)s lignes au-dessus des noms de colonnes sont laissées de côté.",
                above,
            )
            % {"n": above}
        )
    if names := unread(importer, table.header):
        remarks.append(
            _("Colonnes que cet import ne reprend pas : %(names)s.") % {"names": ", ".join(names)}
        )
    ours = in_every_language(THE_COLUMNS)
    if sheets := [name for name in table.left if name not in ours]:
        remarks.append(
            _("Une seule feuille est lue. Laissées de côté : %(names)s.")
            % {"names": ", ".join(sheets)}
        )
    return remarks


def unread(importer: Importer, header: Sequence[Cell]) -> list[str]:
    """The named columns nobody asked for; those our own files add are no news."""
    read = set(_places(importer, header).values())
    ours = {plain(word) for label in (LINE, TO_CORRECT) for word in in_every_language(label)}
    return [
        words
        for place, cell in enumerate(header)
        if place not in read and (words := text(cell)) and plain(words) not in ours
    ]
