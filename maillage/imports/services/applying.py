"""Doing what the preview showed, all of it or nothing; and undoing it, all of it or nothing."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import Any

from django.apps import apps
from django.db import models, transaction
from django.db.models.deletion import Collector, ProtectedError
from django.utils.translation import gettext as _

from maillage.accounts.models import User
from maillage.core.locking import locked, one_at_a_time
from maillage.core.refusal import Refusal
from maillage.imports.models import Import, Line
from maillage.imports.services.importer import Importer
from maillage.imports.services.planning import draw_up
from maillage.journal.services import record

BATCH = 500
NAMED = 5
Model = type[models.Model]
Deed = dict[str, Any]


class StaleRefusal(Refusal):
    """What is there has changed since the preview was shown."""


@transaction.atomic
def apply_import(importer: Importer, shown: Import, *, by: User, at: datetime) -> Import:
    """Do what every right line asks, exactly as it was shown; the wrong ones are left out."""
    shown = locked(shown)
    if shown.status != Import.Status.SHOWN:
        raise Refusal(_("Cet import est déjà fait."))
    for model in importer.models:
        one_at_a_time(model)
    lines = list(shown.lines.order_by("number", "pk"))
    _refuse_stale(importer, shown, lines)
    touched = _perform(importer, [deed for line in lines for deed in line.deeds], lines)
    Line.objects.bulk_update([line for line in lines if line.deeds], ["deeds"], batch_size=BATCH)
    counts = {state: sum(line.state == state for line in lines) for state in Line.State.values}
    if not counts[Line.State.ADDED] + counts[Line.State.CHANGED]:
        raise Refusal(_("Il n’y a rien à importer : aucune ligne n’ajoute ni ne modifie."))
    importer.settle(touched)
    shown.status, shown.done_at = Import.Status.APPLIED, at
    shown.save(update_fields=["status", "done_at"])
    record("import.applied", shown, by=by, **counts)
    return shown


def _refuse_stale(importer: Importer, shown: Import, lines: list[Line]) -> None:
    """Nobody gets something else than what they were shown."""
    now = draw_up(importer, shown, [(line.number, line.cells) for line in lines])
    same = all(
        (old.state, old.deeds, old.problems) == (new.state, new.deeds, new.problems)
        for old, new in zip(lines, now, strict=True)
    )
    if not same:
        raise StaleRefusal(
            _(
                "Des données ont changé depuis l’aperçu : il vient d’être refait. Regardez-le de nouveau, puis importez."
            )
        )


def _perform(importer: Importer, deeds: list[Deed], lines: list[Line]) -> dict[Model, list[int]]:
    """Make and change, model by model, in a few queries; each deed learns the number it got."""
    for line in lines:
        known: dict[str, Deed] = {f"@{d['key']}": d for d in line.deeds if d.get("key")}
        for deed in line.deeds:
            deed["of"] = {n: known[v] for n, v in deed["fields"].items() if v in known}
    for model in importer.models:
        label = model._meta.label_lower
        _make(model, [d for d in deeds if d["model"] == label and "before" not in d])
        _change(model, [(d["pk"], d["fields"]) for d in deeds if _changes(d, label)])
    touched: dict[Model, list[int]] = defaultdict(list)
    for deed in deeds:
        del deed["of"]
        touched[apps.get_model(deed["model"])].append(deed["pk"])
    return touched


def _changes(deed: Deed, label: str) -> bool:
    return deed["model"] == label and "before" in deed


def _make(model: Model, deeds: list[Deed]) -> None:
    for deed in deeds:
        deed["fields"] |= {name: other["pk"] for name, other in deed["of"].items()}
    made = model._default_manager.bulk_create(
        [model(**_parsed(model, deed["fields"])) for deed in deeds], batch_size=BATCH
    )
    for deed, thing in zip(deeds, made, strict=True):
        deed["pk"] = thing.pk
    for name in {name for deed in deeds for name in deed["links"]}:
        _link(model, name, deeds)


def _link(model: Model, name: str, deeds: list[Deed]) -> None:
    relation: Any = model._meta.get_field(name)
    through = relation.remote_field.through
    here, there = relation.m2m_column_name(), relation.m2m_reverse_name()
    through._default_manager.bulk_create(
        [
            through(**{here: deed["pk"], there: other})
            for deed in deeds
            for other in deed["links"].get(name, [])
        ],
        batch_size=BATCH,
    )


def _change(model: Model, values: Iterable[tuple[int, dict[str, Any]]]) -> None:
    by_pk = dict(values)
    things = model._default_manager.in_bulk(by_pk)
    names: set[str] = set()
    for pk, thing in things.items():
        for name, value in _parsed(model, by_pk[pk]).items():
            setattr(thing, name, value)
            names.add(name)
    if things:
        model._default_manager.bulk_update(things.values(), names, batch_size=BATCH)


def _parsed(model: Model, fields: dict[str, Any]) -> dict[str, Any]:
    """Stored values as the model holds them: days are days again."""
    found = {}
    for name, value in fields.items():
        of: Any = model._meta.get_field(name)
        found[of.attname] = value if of.is_relation or value is None else of.to_python(value)
    return found


@transaction.atomic
def undo_import(importer: Importer, done: Import, *, by: User, at: datetime) -> Import:
    """Take back all that the import did; refused when somebody has used or changed a part since."""
    done = locked(done)
    if done.status != Import.Status.APPLIED:
        raise Refusal(_("Cet import n’est pas fait, ou il est déjà annulé."))
    deeds = [deed for line in done.lines.all() for deed in line.deeds]
    if not deeds:
        raise Refusal(_("Les lignes de cet import sont effacées : il ne peut plus être annulé."))
    _refuse_used(importer, deeds)
    touched: dict[Model, list[int]] = defaultdict(list)
    for model in reversed(importer.models):
        mine = [deed for deed in deeds if deed["model"] == model._meta.label_lower]
        touched[model] = [deed["pk"] for deed in mine]
        _change(model, [(deed["pk"], deed["before"]) for deed in mine if "before" in deed])
        made = [deed["pk"] for deed in mine if "before" not in deed]
        for start in range(0, len(made), BATCH):
            model._default_manager.filter(pk__in=made[start : start + BATCH]).delete()
    importer.settle(touched)
    done.status, done.done_at = Import.Status.UNDONE, at
    done.save(update_fields=["status", "done_at"])
    record("import.undone", done, by=by)
    return done


def _refuse_used(importer: Importer, deeds: list[Deed]) -> None:
    used = list(_edited(importer, deeds)) or list(_held(importer, deeds))
    if used:
        names = ", ".join(f"« {name} »" for name in used[:NAMED])
        more = _(" et %(n)s autres") % {"n": len(used) - NAMED} if len(used) > NAMED else ""
        raise Refusal(
            _(
                "Cet import ne peut plus être annulé : %(names)s a changé ou sert ailleurs depuis. Défaites d’abord ces usages, ou corrigez à la main."
            )
            % {"names": names + more}
        )


def _edited(importer: Importer, deeds: list[Deed]) -> Iterator[str]:
    """What no longer is as the import left it."""
    for model in importer.models:
        mine = {d["pk"]: d for d in deeds if d["model"] == model._meta.label_lower}
        for pk, thing in model._default_manager.in_bulk(mine).items():
            left = _parsed(model, mine[pk]["fields"])
            if any(getattr(thing, name) != value for name, value in left.items()):
                yield str(thing)


def _held(importer: Importer, deeds: list[Deed]) -> Iterator[str]:
    """What something made since would lose, or that holds what was made."""
    collector: Any = Collector(using="default")
    made: dict[Model, set[int]] = {}
    for model in importer.models:
        label = model._meta.label_lower
        made[model] = {d["pk"] for d in deeds if d["model"] == label and "before" not in d}
    try:
        for model, pks in made.items():
            collector.collect(list(model._default_manager.filter(pk__in=pks)))
    except ProtectedError as error:
        yield from (str(thing) for thing in error.protected_objects)
        return
    for model, things in collector.data.items():
        yield from (str(thing) for thing in things if thing.pk not in made.get(model, ()))
    quick: Iterable[Any] = collector.fast_deletes
    for rows in quick:
        model = rows.model
        if model._meta.auto_created not in made:
            yield from (str(thing) for thing in rows if thing.pk not in made.get(model, ()))
    for groups in collector.field_updates.values():
        yield from (str(thing) for things in groups for thing in things)
