"""`maillage restore`: put an archive back; never over somebody's work without a word."""

import tarfile
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError

from maillage.core import backups

WORD = "overwrite"


class Command(BaseCommand):
    help = "Put an archive of `maillage backup` back, after reading all of it."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("archive", type=Path)
        parser.add_argument(
            "--overwrite", action="store_true", help="replace what this instance holds"
        )

    def handle(self, *_args: Any, archive: Path, overwrite: bool, **_options: Any) -> None:
        try:
            with tarfile.open(archive) as opened:
                manifest = backups.check(opened)
                call_command("migrate", verbosity=0, interactive=False)
                call_command("createcachetable", verbosity=0)
                backups.refuse_other_shape(manifest)
                self._refuse_to_overwrite(agreed=overwrite)
                backups.give_back(opened, manifest)
        except (OSError, tarfile.TarError, ValueError, EOFError, backups.BadArchiveError) as error:
            raise CommandError(f"{archive} is not restored. {error}") from error
        rows = sum(part["rows"] for part in manifest["parts"].values())
        self.stdout.write(f"Restored as of {manifest['taken_at']}: {rows} rows, each compared.")

    def _refuse_to_overwrite(self, *, agreed: bool) -> None:
        if backups.is_empty() or agreed:
            return
        self.stdout.write("This instance holds accounts and work, which would be replaced.")
        if input(f"Type {WORD} to go on: ").strip() != WORD:
            raise CommandError("Nothing is changed.")
