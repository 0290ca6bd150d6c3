"""`maillage backup`: everything in one archive, while people go on working."""

from argparse import ArgumentParser
from importlib.metadata import version
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand
from django.utils import timezone

from maillage.core import backups

MEGABYTE = 1_000_000


class Command(BaseCommand):
    help = "Save the database and the files into one archive (in MAILLAGE_VAR/backups by default)."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--to", type=Path, help="a folder, or the file to write")
        parser.add_argument("--keep", type=int, help="keep this many archives in the folder")

    def handle(self, *_args: Any, to: Path | None, keep: int | None, **_options: Any) -> None:
        now = timezone.now()
        target = to or Path(settings.VAR) / "backups"
        if target.suffix != ".gz":
            target = target / f"maillage-{now:%Y%m%d-%H%M%S}.tar.gz"
        manifest = backups.take(target, at=now, version=version("maillage"))
        rows = sum(part["rows"] for part in manifest["parts"].values())
        size = target.stat().st_size / MEGABYTE
        self.stdout.write(f"{target}: {rows} rows, {size:.1f} MB.")
        if keep:
            for old in sorted(target.parent.glob("maillage-*.tar.gz"))[:-keep]:
                old.unlink()
                self.stdout.write(f"{old.name} is removed.")
