"""Organisations as a table. Never people."""

from django.conf import settings
from django.utils.translation import gettext_lazy as _

from maillage.actors.models import Organisation
from maillage.core.spreadsheets import Address, Column

COLUMNS: list[Column[Organisation]] = [
    Column(_("Organisation"), lambda o: o.name),
    Column(_("Sigle"), lambda o: o.acronym),
    Column(_("Sorte d’acteur"), lambda o: o.get_kind_display()),
    Column(_("SIREN"), lambda o: o.siren or ""),
    Column(_("RNA"), lambda o: o.rna or ""),
    Column(_("Siège"), lambda o: o.seat.full_name if o.seat else ""),
    Column(_("Site"), lambda o: Address(o.website)),
    Column(_("Exemple"), lambda o: str(_("oui")) if o.is_example else ""),
    Column(_("Adresse"), lambda o: Address(f"{settings.SITE_URL}{o.get_absolute_url()}")),
]
