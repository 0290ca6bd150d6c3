"""Calls as a table."""

from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from maillage.core.spreadsheets import Address, Column, euros
from maillage.programmes.models import Call


def _when(call: Call, field: str) -> str:
    """The instant with its zone, as a machine and a person read it."""
    instant = getattr(call, field)
    return timezone.localtime(instant).isoformat(timespec="minutes") if instant else ""


COLUMNS: list[Column[Call]] = [
    Column(_("Appel"), lambda c: c.title),
    Column(_("En deux phrases"), lambda c: c.summary),
    Column(_("Programme"), lambda c: str(c.phase.programme)),
    Column(_("Phase"), lambda c: c.phase.name),
    Column(_("Pour qui"), lambda c: c.audience),
    Column(_("Ouverture"), lambda c: _when(c, "opens_at")),
    Column(_("Clôture"), lambda c: _when(c, "closes_at")),
    Column(_("Montant minimum (€)"), lambda c: euros(c.min_cents)),
    Column(_("Montant maximum (€)"), lambda c: euros(c.max_cents)),
    Column(_("Enveloppe (€)"), lambda c: euros(c.envelope_cents)),
    Column(_("Exemple"), lambda c: str(_("oui")) if c.is_example else ""),
    Column(_("Adresse"), lambda c: Address(f"{settings.SITE_URL}{c.get_absolute_url()}")),
]
