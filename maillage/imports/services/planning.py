"""Reading a file and showing what it would do; nothing is done yet."""

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

from django.db import models, transaction
from django.utils.translation import gettext as _

from maillage.accounts.models import User
from maillage.algorithms.tabular import Cell, columns, text
from maillage.core.locking import locked
from maillage.core.refusal import Refusal
from maillage.core.tables import Table
from maillage.imports.models import Import, Line
from maillage.imports.services.importer import Change, Importer, Make, Planned, Row
from maillage.journal.services import record

BATCH = 500
LONGEST_NAME = 200


@transaction.atomic
def prepare_import(
    importer: Importer, table: Table, *, name: str, by: User, at: datetime
) -> Import:
    """Keep the file's lines with what each would do."""
    shown = Import.objects.create(
        kind=importer.kind,
        file_name=name[:LONGEST_NAME],
        by=by,
        created_at=at,
        header=[_kept(cell) for cell in table.header],
    )
    rows = [(number, [_kept(cell) for cell in cells]) for number, cells in table.rows]
    Line.objects.bulk_create(draw_up(importer, shown, rows), batch_size=BATCH)
    record("import.prepared", shown, by=by, lines=len(rows))
    return shown


@transaction.atomic
def refresh_import(importer: Importer, shown: Import, *, by: User) -> Import:
    """Draw the preview up again, from the same lines, against what is there now."""
    shown = locked(shown)
    if shown.status != Import.Status.SHOWN:
        raise Refusal(_("Cet import est déjà fait : on ne refait pas son aperçu."))
    rows = list(shown.lines.values_list("number", "cells"))
    shown.lines.all().delete()
    Line.objects.bulk_create(draw_up(importer, shown, rows), batch_size=BATCH)
    record("import.prepared", shown, by=by, lines=len(rows))
    return shown


def draw_up(
    importer: Importer, shown: Import, lines: Iterable[tuple[int, list[Cell]]]
) -> list[Line]:
    """Every line of the file, each in exactly one state."""
    places = _places(importer, shown.header)
    rows = [Row(number, cells, places) for number, cells in lines]
    importer.learn(rows)
    return [_line(shown, row, importer.plan(row)) for row in rows]


def _places(importer: Importer, header: list[Cell]) -> dict[str, int]:
    known = {c.name: (c.label, c.name, *c.words) for c in importer.columns}
    places = columns(header, known)
    missing = [c.label for c in importer.columns if c.is_needed and c.name not in places]
    if missing:
        raise Refusal(
            _(
                "La première ligne doit nommer les colonnes. Il manque : %(missing)s. Partez du modèle, ou renommez vos colonnes."
            )
            % {"missing": ", ".join(missing)}
        )
    return places


def _line(shown: Import, row: Row, planned: Planned) -> Line:
    state = _state(row, planned)
    is_right = state != Line.State.WRONG
    return Line(
        of=shown,
        number=row.number,
        state=state,
        label=planned.label[:LONGEST_NAME],
        cells=row.cells,
        problems=row.problems,
        differences=planned.differences if is_right else [],
        deeds=[_told(deed) for deed in planned.deeds] if is_right else [],
    )


def _state(row: Row, planned: Planned) -> Line.State:
    if row.problems:
        return Line.State.WRONG
    if not planned.deeds:
        return Line.State.UNCHANGED
    is_new = isinstance(planned.deeds[0], Make) and not planned.differences
    return Line.State.ADDED if is_new else Line.State.CHANGED


def _told(deed: Make | Change) -> dict[str, Any]:
    """A deed as it is stored: what undoing needs is in it."""
    told: dict[str, Any] = {"model": _label(deed.model), "fields": _plain(deed.fields)}
    if isinstance(deed, Change):
        return told | {"pk": deed.pk, "before": _plain(deed.before)}
    return told | {"links": deed.links, "key": deed.key}


def _label(model: type[models.Model]) -> str:
    return model._meta.label_lower


def _plain(values: dict[str, Any]) -> dict[str, Any]:
    return {name: v.isoformat() if isinstance(v, date) else v for name, v in values.items()}


def _kept(cell: Cell) -> Cell:
    return text(cell) if isinstance(cell, str | date) else cell
