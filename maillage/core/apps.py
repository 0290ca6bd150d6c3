from django.apps import AppConfig


class CoreConfig(AppConfig):
    name = "maillage.core"

    def ready(self) -> None:
        from maillage.core import checks  # noqa: F401, PLC0415 -- registers the checks
        from maillage.core.library_data import declare_library_data  # noqa: PLC0415

        declare_library_data()
