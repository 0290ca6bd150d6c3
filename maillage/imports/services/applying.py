"""Doing what the preview showed, all of it or nothing."""

from collections import Counter
from datetime import datetime

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from maillage.accounts.models import User
from maillage.core.locking import locked, one_at_a_time
from maillage.core.refusal import Refusal
from maillage.imports.models import Import, Line
from maillage.imports.services.deeds import Stale, perform, touched_by
from maillage.imports.services.importer import Importer
from maillage.imports.services.planning import draw_up
from maillage.journal.services import record

BATCH = 500


class StaleRefusal(Refusal):
    """What is there has changed since the preview was shown."""


def apply_import(importer: Importer, shown: Import, *, by: User, at: datetime) -> Import:
    """Do what every right line asks, exactly as it was shown; the wrong ones are left out."""
    try:
        return _apply(importer, shown, by=by, at=at)
    except (Stale, IntegrityError) as error:  # somebody wrote while we did: theirs stays
        raise _stale() from error


@transaction.atomic
def _apply(importer: Importer, shown: Import, *, by: User, at: datetime) -> Import:
    shown = locked(shown)
    if shown.status != Import.Status.SHOWN:
        raise Refusal(_("Cet import est déjà fait."))
    for model in importer.models:
        one_at_a_time(model)
    lines = list(shown.lines.order_by("number", "pk"))
    _refuse_stale(importer, shown, lines)
    counts = Counter(line.state for line in lines)
    if not counts[Line.State.ADDED] + counts[Line.State.CHANGED]:
        raise Refusal(_("Il n’y a rien à importer : aucune ligne n’ajoute ni ne modifie."))
    deeds = [deed for line in lines for deed in line.deeds]
    perform(importer.models, deeds)
    Line.objects.bulk_update([line for line in lines if line.deeds], ["deeds"], batch_size=BATCH)
    importer.settle(touched_by(deeds))
    shown.status, shown.done_at = Import.Status.APPLIED, at
    shown.save(update_fields=["status", "done_at"])
    record("import.applied", shown, by=by, **{state: counts[state] for state in Line.State.values})
    return shown


def _refuse_stale(importer: Importer, shown: Import, lines: list[Line]) -> None:
    """Nobody gets something else than what they were shown.

    States and deeds are compared, not sentences: who applies may read another language.
    """
    now = draw_up(importer, shown, [(line.number, line.cells) for line in lines])
    if [(old.state, old.deeds) for old in lines] != [(new.state, new.deeds) for new in now]:
        raise _stale()


def _stale() -> StaleRefusal:
    return StaleRefusal(
        _(
            "Des données ont changé depuis l’aperçu : il vient d’être refait. Regardez-le de nouveau, puis importez."
        )
    )
