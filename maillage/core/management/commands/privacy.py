"""`maillage privacy register`: what is kept about people, why, how long, and how it goes."""

import csv
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand

from maillage.core.privacy import Declared, register

COLUMNS = ("model", "field", "purpose", "retention", "erasure")


def _row(line: Declared) -> tuple[str, ...]:
    return (
        line.model._meta.label,
        line.field,
        str(line.personal.purpose),
        str(line.personal.retention),
        line.personal.erasure.value,
    )


class Command(BaseCommand):
    help = "Print the register of personal data."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("what", choices=["register"])
        parser.add_argument("--format", choices=["text", "csv"], default="text")

    def handle(self, *_args: Any, **options: Any) -> None:
        rows = [_row(line) for line in register()]
        if options["format"] == "csv":
            writer = csv.writer(self.stdout)
            writer.writerows([COLUMNS, *rows])
            return
        for model in dict.fromkeys(row[0] for row in rows):
            self.stdout.write(f"\n{model}")
            for _model, field, purpose, retention, erasure in (r for r in rows if r[0] == model):
                self.stdout.write(f"  {field} — {purpose} ; {retention} ; {erasure}")
