"""What an import is asked, and what came of it; the long ones are asked of the worker."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from maillage.accounts.models import User
from maillage.core.locking import locked
from maillage.core.refusal import Refusal
from maillage.imports.models import Import
from maillage.imports.services.applying import StaleRefusal, apply_import
from maillage.imports.services.importer import importers
from maillage.imports.services.planning import refresh_import
from maillage.imports.services.undoing import undo_import


@transaction.atomic
def ask(of: Import, act: Import.Act, *, at: datetime) -> Import:
    """Note what is to be done; one thing at a time. What was stopped may be asked again."""
    of = locked(of)
    if of.is_busy(at):
        raise Refusal(_("Cet import est déjà en cours : attendez qu’il finisse."))
    of.doing, of.asked_at, of.said = act, at, ""
    of.save(update_fields=["doing", "asked_at", "said"])
    return of


def do_asked(of: Import, *, by: User) -> bool:
    """Do what was asked; when it is refused, keep the sentence that says why for who comes back.

    Nothing, when it is done already: asked again after a stop, the first asking may come late.
    """
    if not of.doing:
        return True
    said = _("Le travail s’est arrêté avant la fin : rien n’est fait à moitié. Recommencez.")
    try:
        said = _act(of, by=by, at=timezone.now())
    finally:
        Import.objects.filter(pk=of.pk).update(doing="", said=said)
    return not said


def _act(of: Import, *, by: User, at: datetime) -> str:
    """Say why it is not done; nothing, when it is."""
    importer = importers()[of.kind]()
    try:
        if of.doing == Import.Act.APPLY:
            apply_import(importer, of, by=by, at=at)
        elif of.doing == Import.Act.UNDO:
            undo_import(importer, of, by=by, at=at)
        else:
            refresh_import(importer, of, by=by)
    except StaleRefusal as refusal:
        refresh_import(importer, of, by=by)
        return str(refusal)
    except Refusal as refusal:
        return str(refusal)
    return ""
