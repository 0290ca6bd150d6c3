"""`maillage privacy register`: what the house knows about people, why, how long, how it goes."""

import csv
import textwrap
from argparse import ArgumentParser
from io import StringIO
from typing import Any

from django.core.management.base import BaseCommand
from django.utils import translation

from maillage.core.privacy import Declared, register

HEADINGS = ("room", "model", "field", "purpose", "retention", "erasure")
WIDTHS = (20, 18, 20, 44, 34, 8)


def row_of(declared: Declared) -> tuple[str, ...]:
    personal = declared.personal
    return (
        declared.model._meta.app_label,
        declared.model._meta.object_name or "",
        declared.field,
        str(personal.purpose),
        str(personal.retention),
        personal.erasure.value,
    )


def as_text(rows: list[tuple[str, ...]]) -> str:
    """Columns for a terminal; long sentences go on below, in their own column."""
    lines = []
    for row in rows:
        cells = [textwrap.wrap(cell, width) for cell, width in zip(row, WIDTHS, strict=True)]
        for number in range(max(len(cell) for cell in cells)):
            parts = [cell[number] if number < len(cell) else "" for cell in cells]
            padded = [part.ljust(width) for part, width in zip(parts, WIDTHS, strict=True)]
            lines.append("  ".join(padded).rstrip())
    return "\n".join(lines)


def as_csv(rows: list[tuple[str, ...]]) -> str:
    out = StringIO()
    csv.writer(out, lineterminator="\n").writerows(rows)
    return out.getvalue().rstrip()


def as_markdown(rows: list[tuple[str, ...]]) -> str:
    rows = [rows[0], ("---",) * len(rows[0]), *rows[1:]]
    return "\n".join(f"| {' | '.join(cell.replace('|', '/') for cell in row)} |" for row in rows)


LAYOUTS = {"text": as_text, "csv": as_csv, "md": as_markdown}


class Command(BaseCommand):
    help = "Print the register of personal data: purpose, retention and erasure of each field."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("what", choices=["register"])
        parser.add_argument("--format", choices=sorted(LAYOUTS), default="text", dest="layout")
        parser.add_argument("--language", choices=["fr", "en"], default="fr")

    def handle(self, *_args: Any, layout: str, language: str, **_options: Any) -> None:
        with translation.override(language):
            rows = [HEADINGS, *(row_of(declared) for declared in register())]
            self.stdout.write(LAYOUTS[layout](rows))
