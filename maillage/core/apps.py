from django.apps import AppConfig

from maillage.core import checks as checks  # noqa: PLC0414 - importing registers them
from maillage.core.library_data import declare_library_data


class CoreConfig(AppConfig):
    name = "maillage.core"

    def ready(self) -> None:
        """Libraries' models cannot declare their personal data themselves."""
        declare_library_data()
