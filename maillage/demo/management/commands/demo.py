"""`maillage demo`: prepare the demonstration, or print its accounts."""

from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction
from django.utils import timezone, translation

from maillage.core.checks import demo_marker
from maillage.demo.inventing import invent_examples
from maillage.demo.story.examples import ACCOUNTS
from maillage.demo.telling import tell_programme


class Command(BaseCommand):
    help = "Prepare the demonstration: the programme's story, and examples marked as such."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--accounts", action="store_true", help="print the accounts to sign in as"
        )

    def handle(self, *_args: Any, accounts: bool, **_options: Any) -> None:
        if accounts:
            self._print_accounts()
            return
        if not settings.DEMO:
            raise CommandError(
                "The demonstration writes accounts whose password everybody knows: "
                "it runs with MAILLAGE_DEMO=1 only (make demo sets it)."
            )
        demo_marker().parent.mkdir(parents=True, exist_ok=True)
        demo_marker().write_text("This folder holds the demonstration's data.\n")
        call_command("territories", stdout=self.stdout)
        with translation.override("fr"), transaction.atomic():
            now = timezone.now()
            tell_programme(now)
            invent_examples(now)
        self.stdout.write("The demonstration is ready. Its accounts: maillage demo --accounts")

    def _print_accounts(self) -> None:
        self.stdout.write(f"\nComptes de démonstration (mot de passe : {settings.DEMO_PASSWORD})\n")
        for account in ACCOUNTS:
            self.stdout.write(f"  {account.email:<28} {account.does}")
