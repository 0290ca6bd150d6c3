"""`maillage messages`: the words of the interface and their English."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from maillage.core import catalogue

LANGUAGE = "en"


class Command(BaseCommand):
    help = "Extract, check or compile the catalogues of messages (no system gettext needed)."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("act", choices=["extract", "check", "compile"])

    def handle(self, *_args: Any, act: str, **_options: Any) -> None:
        locale = Path(settings.LOCALE_PATHS[0])
        path = catalogue.catalogue_path(locale, LANGUAGE)
        sources = catalogue.extract(settings.ROOT)
        if act == "compile":
            french = catalogue.compile_french(locale, sources)
            for written in [*catalogue.compile_all(locale), french]:
                self.stdout.write(f"{written.relative_to(settings.ROOT)} is written.")
            return
        if act == "extract":
            catalogue.merge(path, sources, LANGUAGE)
        problems = catalogue.problems(path, sources, LANGUAGE)
        if act == "check" and problems:
            raise CommandError("\n".join([*problems, f"{len(problems)} messages to mend."]))
        self.stdout.write(f"{len(sources)} messages, {len(problems)} to translate.")
