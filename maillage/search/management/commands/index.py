"""`maillage index`: make the search's index again, from what is public now."""

from typing import Any

from django.core.management.base import BaseCommand

from maillage.search.services import rebuild


class Command(BaseCommand):
    help = "Make the search's index again, from what is public now."

    def handle(self, *_args: Any, **_options: Any) -> None:
        for kind, lines in rebuild().items():
            self.stdout.write(f"{kind}: {lines} lines.")
