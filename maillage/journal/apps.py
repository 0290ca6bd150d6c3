from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class JournalConfig(AppConfig):
    name = "maillage.journal"
    verbose_name = _("Journal")

    def ready(self) -> None:
        from maillage.journal import receivers  # noqa: F401, PLC0415 -- Django's way to connect receivers
