"""`maillage territories`: load countries, partner regions and the French territories."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from maillage.core.refusal import Refusal
from maillage.territories.models import Territory
from maillage.territories.services import (
    load_countries,
    load_french_territories,
    load_partner_regions,
)


class Command(BaseCommand):
    help = "Load countries, partner regions and the current French territories."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--force", action="store_true", help="load again what is loaded")

    def handle(self, *_args: Any, force: bool, **_options: Any) -> None:
        for load in (load_countries, load_partner_regions, load_french_territories):
            try:
                vintage = load(force=force)
            except Refusal as refusal:
                raise CommandError(str(refusal)) from None
            if vintage:
                self.stdout.write(f"{vintage}: {vintage.rows} territories.")
        self.stdout.write(f"{Territory.objects.current().count()} territories are in force.")
