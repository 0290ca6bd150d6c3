"""What is done to a call, from its preparation to its results."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from maillage.accounts.models import User
from maillage.core.codes import free_slug
from maillage.core.locking import locked
from maillage.core.refusal import Refusal
from maillage.journal.services import record
from maillage.programmes.models import Call, Phase
from maillage.programmes.queries import CALLS
from maillage.search.services import refresh

# What people have begun to work with may no longer be changed under their hands.
FIXED_ONCE_PUBLIC = {
    "opens_at": gettext_lazy("ouverture"),
    "leads": gettext_lazy("qui peut être chef de file"),
    "min_cents": gettext_lazy("montant minimum"),
    "max_cents": gettext_lazy("montant maximum"),
}


@transaction.atomic
def create_call(phase: Phase, *, by: User | None, **fields: Any) -> Call:
    """Prepare a call; nobody outside the team sees it before it is published."""
    themes, territories = fields.pop("themes", ()), fields.pop("territories", ())
    fields.setdefault("slug", free_slug(Call.objects.all(), fields["title"], fallback="appel"))
    call = Call.objects.create(phase=phase, **fields)
    call.themes.set(themes)
    call.territories.set(territories)
    record("call.created", call, by=by)
    return call


@transaction.atomic
def change_call(call: Call, *, by: User, **fields: Any) -> Call:
    """Change a call; once public, its rules stay and its closing can only move later."""
    relations = {name: fields.pop(name) for name in ("themes", "territories") if name in fields}
    call = locked(call)
    changed = sorted(name for name, value in fields.items() if getattr(call, name) != value)
    if call.published_at is not None:
        _refuse_moved_goalposts(call, changed, fields)
    for name, value in fields.items():
        setattr(call, name, value)
    call.save(update_fields=list(fields))
    for name, things in relations.items():
        getattr(call, name).set(things)
    record("call.changed", call, by=by, changed=changed)
    refresh(CALLS, [call.pk])
    return call


def _refuse_moved_goalposts(call: Call, changed: Iterable[str], fields: dict[str, Any]) -> None:
    if fixed := [name for field, name in FIXED_ONCE_PUBLIC.items() if field in changed]:
        names = ", ".join(f"« {name} »" for name in fixed)
        raise Refusal(
            _(
                "L’appel est public : %(names)s ne peut plus changer, des alliances y travaillent déjà."
            )
            % {"names": names}
        )
    if (
        "closes_at" in changed
        and call.closes_at
        and (fields["closes_at"] is None or fields["closes_at"] < call.closes_at)
    ):
        raise Refusal(_("L’appel est public : sa clôture peut être repoussée, jamais avancée."))


@transaction.atomic
def publish_call(call: Call, *, by: User | None, at: datetime) -> Call:
    """Make a call public. It opens by itself at its opening date."""
    call = locked(call)
    if call.published_at is not None:
        raise Refusal(_("Cet appel est déjà public."))
    if missing := _missing_before_publication(call, at):
        raise Refusal(_("L’appel n’est pas prêt à être publié."), more=missing)
    call.published_at = at
    call.save(update_fields=["published_at"])
    record("call.published", call, by=by)
    refresh(CALLS, [call.pk])
    return call


def _missing_before_publication(call: Call, at: datetime) -> list[str]:
    missing = []
    if call.opens_at is None or call.closes_at is None:
        missing.append(_("Donnez une date d’ouverture et une date de clôture."))
    elif call.closes_at <= at:
        missing.append(_("La clôture est déjà passée : choisissez une date à venir."))
    if not call.questions.exists():
        missing.append(_("Posez au moins une question aux candidats."))
    if not call.criteria.exists():
        missing.append(_("Choisissez au moins un critère pour les lecteurs."))
    return missing


@transaction.atomic
def mark_decided(call: Call, *, by: User, at: datetime) -> Call:
    """Close the story of a call: its results are announced."""
    call.decided_at = at
    call.save(update_fields=["decided_at"])
    record("call.announced", call, by=by)
    return call
