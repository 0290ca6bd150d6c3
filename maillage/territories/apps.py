from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class TerritoriesConfig(AppConfig):
    name = "maillage.territories"
    verbose_name = _("Territoires")
    journal_verbs = {
        "territories.loaded": _("a chargé les territoires de la source"),
        "territory.defined": _("a défini le territoire"),
    }
