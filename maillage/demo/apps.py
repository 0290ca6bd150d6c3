from django.apps import AppConfig

from maillage.core import demonstration


class DemoConfig(AppConfig):
    name = "maillage.demo"

    def ready(self) -> None:
        """Tell the pages what each account is for."""
        from maillage.demo.story.examples import ACCOUNTS  # noqa: PLC0415 - models are ready now

        for account in ACCOUNTS:
            demonstration.offer(account.email, account.does)
