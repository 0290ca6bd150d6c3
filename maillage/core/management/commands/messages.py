"""`maillage messages extract|check|compile`: the English catalogue."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from maillage.core import catalogue


class Command(BaseCommand):
    help = "Extract the French messages, check that each has its English, or compile the catalogue."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("act", choices=["extract", "check", "compile"])

    def handle(self, *_args: Any, act: str, **_options: Any) -> None:
        path = Path(settings.LOCALE_PATHS[0]) / "en" / "LC_MESSAGES" / "django.po"
        if act == "compile":
            catalogue.compile_catalogue(path)
            return
        found = catalogue.extract(settings.ROOT)
        if act == "extract":
            catalogue.merge(path, found)
        wrong = list(catalogue.problems(path, found))
        if act == "check" and wrong:
            raise CommandError("\n".join([*wrong, f"{len(wrong)} messages to mend."]))
        self.stdout.write(f"{len(found)} messages, {len(wrong)} to translate.")
