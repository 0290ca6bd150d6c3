"""Reading a file and showing what it would do; nothing is done yet."""

from collections.abc import Iterable
from datetime import date, datetime
from math import isfinite
from typing import Any

from django.db import models, transaction
from django.utils.translation import gettext as _

from maillage.accounts.models import User
from maillage.algorithms.tabular import Cell, is_fault, text
from maillage.core.locking import locked
from maillage.core.money import money
from maillage.core.refusal import Refusal
from maillage.core.tables import Table
from maillage.design.words import day
from maillage.imports.models import Import, Line
from maillage.imports.services.header import found_header, places_of, remarks_on
from maillage.imports.services.importer import Change, Importer, Make, Planned, Row
from maillage.journal.services import record

BATCH = 500
LONGEST_NAME = 200
Said = dict[tuple[type[models.Model], int, str], tuple[int, Any]]


@transaction.atomic
def receive_import(
    importer: Importer, table: Table, *, name: str, by: User, at: datetime
) -> Import:
    """Keep the lines of a file as they are; nobody has looked at them yet."""
    headed, above = found_header(importer, table)
    received = Import.objects.create(
        kind=importer.kind,
        file_name=name[-LONGEST_NAME:],
        by=by,
        created_at=at,
        header=[_kept(cell) for cell in headed.header],
        remarks=remarks_on(importer, headed, above),
    )
    lines = (
        Line(of=received, number=number, cells=[_kept(cell) for cell in cells])
        for number, cells in headed.rows
    )
    Line.objects.bulk_create(lines, batch_size=BATCH)
    record("import.prepared", received, by=by, lines=len(headed.rows))
    return received


@transaction.atomic
def prepare_import(
    importer: Importer, table: Table, *, name: str, by: User, at: datetime
) -> Import:
    """Keep the file's lines with what each would do."""
    received = receive_import(importer, table, name=name, by=by, at=at)
    _show(importer, received)
    return received


@transaction.atomic
def refresh_import(importer: Importer, shown: Import, *, by: User) -> Import:
    """Draw the preview up again, from the same lines, against what is there now."""
    shown = locked(shown)
    if shown.status != Import.Status.SHOWN:
        raise Refusal(_("Cet import est déjà fait : on ne refait pas son aperçu."))
    _show(importer, shown)
    record("import.refreshed", shown, by=by)
    return shown


def _show(importer: Importer, shown: Import) -> None:
    rows = list(shown.lines.order_by("number", "pk").values_list("number", "cells"))
    shown.lines.all().delete()
    Line.objects.bulk_create(draw_up(importer, shown, rows), batch_size=BATCH)


def draw_up(
    importer: Importer, shown: Import, lines: Iterable[tuple[int, list[Cell]]]
) -> list[Line]:
    """Every line of the file, each in exactly one state."""
    places = places_of(importer, shown.header)
    rows = [Row(number, cells, places) for number, cells in lines]
    importer.learn(rows)
    said: Said = {}
    return [_line(shown, row, _planned(importer, row, said)) for row in rows]


def _planned(importer: Importer, row: Row, said: Said) -> Planned:
    if _is_example(importer, row):
        row.wrong(_("C’est l’exemple du modèle. Effacez cette ligne."))
        return Planned(label=row.text(importer.columns[0].name))
    for fault in {text(row.cell(name)) for name in row.places if is_fault(row.cell(name))}:
        row.wrong(
            _("« %(words)s » : le tableur n’a pas su calculer cette cellule. Écrivez sa valeur.")
            % {"words": fault}
        )
    planned = importer.plan(row)
    _refuse_contradiction(row, planned, said)
    if _state(row, planned) == Line.State.ADDED:
        planned.facts = _facts(importer, row)
    return planned


def _facts(importer: Importer, row: Row) -> list[tuple[str, str, str]]:
    """What a line that adds says, as it was understood: a number is a day, a name is a place."""
    facts = []
    for column in importer.columns[1:]:
        if row.text(column.name):
            words = _in_words(row.meant.get(column.name, row.text(column.name)))
            facts.append((str(column.label), "", words))
    return facts


def _in_words(value: Any) -> str:
    if isinstance(value, date):
        return day(value)
    return money(value) if isinstance(value, int) else str(value)


def _is_example(importer: Importer, row: Row) -> bool:
    named = [column for column in importer.columns if column.name in row.places]
    return all(row.text(column.name) == column.example for column in named)


def _refuse_contradiction(row: Row, planned: Planned, said: Said) -> None:
    """Two lines may say one thing; they may not say two of the same field."""
    changed = {
        (deed.model, deed.pk, name): value
        for deed in planned.deeds
        if isinstance(deed, Change)
        for name, value in deed.fields.items()
    }
    others = [
        said[key][0] for key, value in changed.items() if key in said and said[key][1] != value
    ]
    if others:
        row.wrong(
            _("La ligne %(n)s dit autre chose de « %(thing)s ». Gardez-en une seule.")
            % {"n": others[0], "thing": planned.label}
        )
    if not row.problems:
        for key, value in changed.items():
            said.setdefault(key, (row.number, value))


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
        differences=planned.differences or planned.facts if is_right else [],
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
    told: dict[str, Any] = {"model": deed.model._meta.label_lower, "fields": _plain(deed.fields)}
    if isinstance(deed, Change):
        return told | {"links": deed.links, "pk": deed.pk, "before": _plain(deed.before)}
    return told | {"links": deed.links, "key": deed.key}


def _plain(values: dict[str, Any]) -> dict[str, Any]:
    return {name: v.isoformat() if isinstance(v, date) else v for name, v in values.items()}


def _kept(cell: Cell) -> Cell:
    """A cell as it can be stored: nothing of it is lost but what no data base holds."""
    if cell is None or isinstance(cell, bool | int):
        return cell
    if isinstance(cell, float):
        return cell if isfinite(cell) else str(cell)
    if isinstance(cell, date):
        return text(cell)
    return str(cell).replace("\x00", "")  # an hour and a length of time come as such
