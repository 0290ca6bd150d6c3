from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ThemesConfig(AppConfig):
    name = "maillage.themes"
    verbose_name = _("Thèmes")
    journal_verbs = {
        "theme.defined": _("a défini le thème"),
        "theme.changed": _("a modifié le thème"),
    }
