from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class AccountsConfig(AppConfig):
    name = "maillage.accounts"
    verbose_name = _("Comptes")
    journal_verbs = {
        "account.opened": _("a ouvert son compte"),
        "account.signed_in": _("s’est connecté"),
        "account.team_changed": _("a changé les droits de"),
        "account.erased": _("a effacé le compte"),
    }
