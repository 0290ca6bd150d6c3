"""Deeds as they are stored with a line, done and undone model by model, in a few queries.

A deed without "before" makes a row, and learns its "pk" when it is done; one with "before" changes
the row "pk". "links" are what either adds to a many-to-many relation.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import Any

from django.apps import apps
from django.db import models

BATCH = 500
Model = type[models.Model]
Deed = dict[str, Any]


class Stale(Exception):  # noqa: N818 -- it says what is so, and never leaves this room
    """A row is no longer as the deed found it."""


def perform(known: Iterable[Model], deeds: list[Deed]) -> None:
    """Do all of it, the models that others need first."""
    keyed = {f"@{deed['key']}": deed for deed in deeds if deed.get("key")}
    for model in known:
        mine = _of(model, deeds)
        _make(model, [deed for deed in mine if "before" not in deed], keyed)
        changes = [deed for deed in mine if "before" in deed]
        _refuse_changed(model, changes)
        _write(model, [(deed["pk"], deed["fields"]) for deed in changes])
        for name in {name for deed in mine for name in deed["links"]}:
            _link(model, name, mine)


def take_back(known: Iterable[Model], deeds: list[Deed]) -> None:
    """Undo all of it, in the other order: `known` is given as to `perform`."""
    for model in reversed(list(known)):
        mine = _of(model, deeds)
        changes = [deed for deed in mine if "before" in deed]
        _write(model, [(deed["pk"], deed["before"]) for deed in changes])
        for deed in changes:
            for name, others in deed["links"].items():
                through, here, there = _through(model, name)
                through.filter(**{here: deed["pk"], f"{there}__in": others}).delete()
        made = [deed["pk"] for deed in mine if "before" not in deed]
        for start in range(0, len(made), BATCH):
            model._default_manager.filter(pk__in=made[start : start + BATCH]).delete()


def touched_by(deeds: list[Deed]) -> dict[Model, list[int]]:
    touched: dict[Model, list[int]] = defaultdict(list)
    for deed in deeds:
        touched[apps.get_model(deed["model"])].append(deed["pk"])
    return touched


def edited(known: Iterable[Model], deeds: list[Deed]) -> Iterator[str]:
    """The names of what no longer is as the deeds left it. The rows are held from now on."""
    for model in known:
        left: dict[int, dict[str, Any]] = defaultdict(dict)
        for deed in _of(model, deeds):
            left[deed["pk"]] |= parsed(model, deed["fields"])
        now = _held_rows(model, left)
        for pk, fields in left.items():
            if pk not in now:
                yield f"{model._meta.verbose_name} {pk}"
            elif any(getattr(now[pk], name) != value for name, value in fields.items()):
                yield str(now[pk])
        yield from _relinked(model, _of(model, deeds), now)


def parsed(model: Model, fields: dict[str, Any]) -> dict[str, Any]:
    """Stored values as the model holds them: days are days again."""
    found = {}
    for name, value in fields.items():
        of: Any = model._meta.get_field(name)
        found[of.attname] = value if of.is_relation or value is None else of.to_python(value)
    return found


def _of(model: Model, deeds: list[Deed]) -> list[Deed]:
    return [deed for deed in deeds if deed["model"] == model._meta.label_lower]


def _make(model: Model, deeds: list[Deed], keyed: dict[str, Deed]) -> None:
    relations = {field.name for field in model._meta.fields if field.is_relation}
    for deed in deeds:
        for name in relations & deed["fields"].keys():
            if (value := deed["fields"][name]) in keyed:
                deed["fields"][name] = keyed[value]["pk"]
    made = model._default_manager.bulk_create(
        [model(**parsed(model, deed["fields"])) for deed in deeds], batch_size=BATCH
    )
    for deed, thing in zip(deeds, made, strict=True):
        deed["pk"] = thing.pk


def _link(model: Model, name: str, deeds: list[Deed]) -> None:
    through, here, there = _through(model, name)
    through.bulk_create(
        [
            through.model(**{here: deed["pk"], there: other})
            for deed in deeds
            for other in deed["links"].get(name, [])
        ],
        batch_size=BATCH,
    )


def _through(model: Model, name: str) -> tuple[Any, str, str]:
    relation: Any = model._meta.get_field(name)
    names = (f"{relation.m2m_field_name()}_id", f"{relation.m2m_reverse_field_name()}_id")
    return relation.remote_field.through._default_manager, *names


def _refuse_changed(model: Model, changes: list[Deed]) -> None:
    """Somebody may have written a row between the second look at the file and now."""
    now = _held_rows(model, [deed["pk"] for deed in changes])
    for deed in changes:
        before = parsed(model, deed["before"])
        if deed["pk"] not in now or any(
            getattr(now[deed["pk"]], name) != value for name, value in before.items()
        ):
            raise Stale


def _held_rows(model: Model, pks: Iterable[int]) -> dict[int, Any]:
    """These rows as they stand, held until the end of the transaction."""
    return model._default_manager.select_for_update().in_bulk(sorted(set(pks)))


def _write(model: Model, values: Iterable[tuple[int, dict[str, Any]]]) -> None:
    """Several deeds may change one row: each adds its fields."""
    by_pk: dict[int, dict[str, Any]] = defaultdict(dict)
    for pk, fields in values:
        by_pk[pk] |= parsed(model, fields)
    things = model._default_manager.in_bulk(by_pk)
    names: set[str] = set()
    for pk, thing in things.items():
        for name, value in by_pk[pk].items():
            setattr(thing, name, value)
            names.add(name)
    if names:
        model._default_manager.bulk_update(things.values(), names, batch_size=BATCH)


def _relinked(model: Model, deeds: list[Deed], now: dict[int, Any]) -> Iterator[str]:
    """What somebody linked otherwise: to a row made, anything; to one changed, what we added."""
    for name in {name for deed in deeds for name in deed["links"]}:
        through, here, there = _through(model, name)
        linked: dict[int, set[int]] = defaultdict(set)
        pks = [deed["pk"] for deed in deeds if deed["links"]]
        for start in range(0, len(pks), BATCH):
            some = through.filter(**{f"{here}__in": pks[start : start + BATCH]})
            for one, other in some.values_list(here, there):
                linked[one].add(other)
        for deed in deeds:
            ours, theirs = set(deed["links"].get(name, ())), linked[deed["pk"]]
            if deed["pk"] in now and (ours - theirs or ("before" not in deed and theirs - ours)):
                yield str(now[deed["pk"]])
