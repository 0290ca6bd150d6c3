from importlib import import_module

from django.apps import AppConfig

from maillage.core import checks as checks  # noqa: PLC0414 - importing registers them
from maillage.core.library_data import declare_library_data


class CoreConfig(AppConfig):
    name = "maillage.core"

    def ready(self) -> None:
        """Libraries' models cannot declare their personal data themselves; ours listen to signals."""
        declare_library_data()
        import_module("maillage.core.receivers")
