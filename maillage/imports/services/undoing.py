"""Taking back all that an import did, or nothing of it."""

from collections.abc import Iterator
from datetime import datetime
from itertools import islice
from typing import Any

from django.db import models, transaction
from django.db.models.deletion import Collector, ProtectedError, RestrictedError
from django.utils.translation import gettext as _

from maillage.accounts.models import User
from maillage.core.locking import locked
from maillage.core.refusal import Refusal
from maillage.imports.models import Import
from maillage.imports.services.deeds import Deed, Model, edited, take_back, touched_by
from maillage.imports.services.importer import Importer
from maillage.journal.services import record

NAMED = 5


@transaction.atomic
def undo_import(importer: Importer, done: Import, *, by: User, at: datetime) -> Import:
    """Take it back; refused when somebody has used or changed a part since."""
    done = locked(done)
    if done.status != Import.Status.APPLIED:
        raise Refusal(_("Cet import n’est pas fait, ou il est déjà annulé."))
    deeds = [deed for line in done.lines.order_by("number", "pk") for deed in line.deeds]
    if not deeds:
        raise Refusal(_("Les lignes de cet import sont effacées : il ne peut plus être annulé."))
    _refuse_used(importer, deeds)
    take_back(importer.models, deeds)
    importer.settle(touched_by(deeds))
    done.status, done.done_at = Import.Status.UNDONE, at
    done.save(update_fields=["status", "done_at"])
    record("import.undone", done, by=by)
    return done


def _refuse_used(importer: Importer, deeds: list[Deed]) -> None:
    used = list(dict.fromkeys(edited(importer.models, deeds))) or list(
        dict.fromkeys(_held(importer, deeds))
    )
    if used:
        names = ", ".join(f"« {name} »" for name in used[:NAMED])
        more = _(" et %(n)s autres") % {"n": len(used) - NAMED} if len(used) > NAMED else ""
        raise Refusal(
            _(
                "Cet import ne peut plus être annulé : %(names)s a changé ou sert ailleurs depuis. Défaites d’abord ces usages, ou corrigez à la main."
            )
            % {"names": names + more}
        )


def _held(importer: Importer, deeds: list[Deed]) -> Iterator[str]:
    """What something made since would lose, or that holds what was made."""
    made: dict[Model, set[int]] = {}
    for model in importer.models:
        label = model._meta.label_lower
        made[model] = {d["pk"] for d in deeds if d["model"] == label and "before" not in d}
    collector: Any = Collector(using="default")
    try:
        for model, pks in made.items():
            collector.collect(list(model._default_manager.filter(pk__in=pks)))
    except ProtectedError as error:
        yield from map(str, islice(error.protected_objects, NAMED * 2))
        return
    except RestrictedError as error:
        yield from map(str, islice(error.restricted_objects, NAMED * 2))
        return
    for thing in _collected(collector, made):
        if thing.pk not in made.get(type(thing), ()):
            yield str(thing)


def _collected(collector: Any, made: dict[Model, set[int]]) -> Iterator[models.Model]:
    """All that would go or change with what was made, but its own links."""
    for things in collector.data.values():
        yield from things
    for rows in collector.fast_deletes:
        if rows.model._meta.auto_created not in made:
            yield from rows
    for groups in collector.field_updates.values():
        for things in groups:
            yield from things
