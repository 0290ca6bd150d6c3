"""Throwing away a file that was brought by mistake."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from maillage.accounts.models import User
from maillage.core.locking import locked
from maillage.core.refusal import Refusal
from maillage.imports.models import Import
from maillage.journal.services import record


@transaction.atomic
def discard_import(of: Import, *, by: User, at: datetime) -> None:
    """Erase the file and its lines at once. What was applied keeps its lines: they undo it."""
    of = locked(of)
    if of.is_busy(at):
        raise Refusal(_("Cet import est en cours : attendez qu’il finisse."))
    if of.status != Import.Status.SHOWN:
        raise Refusal(
            _(
                "Cet import a été fait : ses lignes permettent de l’annuler, et s’effacent après trois mois."
            )
        )
    record("import.discarded", of, by=by)
    of.delete()
