"""`maillage worker`: what happens behind the pages."""

import logging
import signal
from argparse import ArgumentParser
from threading import Event
from types import FrameType
from typing import Any

from django.core.management import call_command
from django.core.management.base import BaseCommand
from django.db import close_old_connections
from django.utils import timezone

from maillage.core.schedule import take_due

logger = logging.getLogger("maillage.worker")


class Command(BaseCommand):
    help = "Run periodic tasks (the outbox among them) and background tasks until stopped."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--once", action="store_true", help="do what is due now, then stop")
        parser.add_argument("--interval", type=float, default=1.0, help="seconds between two looks")

    def handle(self, *_args: Any, once: bool, interval: float, **_options: Any) -> None:
        stop = Event()

        def finish(_signal: int, _frame: FrameType | None) -> None:
            """End after the task under way: a mail half sent helps nobody."""
            stop.set()

        if not once:
            signal.signal(signal.SIGTERM, finish)
            signal.signal(signal.SIGINT, finish)
        while not stop.is_set():
            close_old_connections()
            self.look()
            if once:
                return
            stop.wait(interval)

    def look(self) -> None:
        """Run what is due once: our periodic tasks, then the library's queue."""
        for periodic in take_due(timezone.now()):
            try:
                periodic.work()
            except Exception:
                # One task that fails must not stop the mails; it comes again at its next time.
                logger.exception("The periodic task %s failed.", periodic.name)
        call_command(
            "db_worker", batch=True, reload=False, interval=0, startup_delay=False, verbosity=0
        )
