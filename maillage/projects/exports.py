"""Projects as a table."""

from django.conf import settings
from django.utils.translation import gettext_lazy as _

from maillage.core.spreadsheets import Column, euros
from maillage.projects.models import Ally, Project


def _allies(project: Project, role: str) -> str:
    return ", ".join(ally.organisation.name for ally in project.allies.all() if ally.role == role)


def _places(project: Project, *, abroad: bool) -> str:
    places = project.territories.all()
    return ", ".join(place.full_name for place in places if place.is_abroad == abroad)


# Ask for `with_alliance` first: nothing here may cost a query for each row.
COLUMNS: list[Column[Project]] = [
    Column(_("Projet"), lambda p: p.title),
    Column(_("En deux phrases"), lambda p: p.summary),
    Column(_("Programme"), lambda p: str(p.phase.programme)),
    Column(_("Phase"), lambda p: p.phase.name),
    Column(_("Appel"), lambda p: p.call.title if p.call else ""),
    Column(_("Chef de file"), lambda p: _allies(p, Ally.Role.LEAD)),
    Column(_("Partenaires"), lambda p: _allies(p, Ally.Role.PARTNER)),
    Column(_("Territoires ici"), lambda p: _places(p, abroad=False)),
    Column(_("Territoires là-bas"), lambda p: _places(p, abroad=True)),
    Column(_("Thèmes"), lambda p: ", ".join(t.display_name for t in p.themes.all())),
    Column(_("Montant accordé (€)"), lambda p: euros(p.granted_cents)),
    Column(_("Début"), lambda p: p.starts_on),
    Column(_("Fin"), lambda p: p.ends_on),
    Column(_("Exemple"), lambda p: str(_("oui")) if p.is_example else ""),
    Column(_("Adresse"), lambda p: f"{settings.SITE_URL}{p.get_absolute_url()}"),
]
