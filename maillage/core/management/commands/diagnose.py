"""`maillage diagnose`: what is wrong with this installation, in sentences."""

import sys
from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from maillage.core.health import findings


class Command(BaseCommand):
    help = "Say what keeps this installation from working, and what to do; 1 when anything does."
    requires_system_checks: list[str] = []

    def handle(self, *_args: Any, **_options: Any) -> None:
        found = list(findings(timezone.now()))
        for one in found:
            self.stdout.write(f"{one.name:<14} {one.trouble or 'ok'}")
        if any(one.trouble for one in found):
            sys.exit(1)
