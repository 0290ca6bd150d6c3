from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class AccountsConfig(AppConfig):
    name = "maillage.accounts"
    verbose_name = _("Comptes")
    journal_verbs = {
        "account.opened": _("a ouvert le compte"),
        "account.signed_in": _("s’est connecté :"),
        "account.changed": _("a modifié le profil"),
        "account.team_changed": _("a changé les droits de"),
        "account.erased": _("a effacé le compte"),
    }

    def ready(self) -> None:
        from maillage.accounts import receivers  # noqa: F401, PLC0415 -- Django's way to connect receivers
