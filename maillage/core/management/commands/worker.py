"""`maillage worker`: what happens behind the pages."""

import logging
import signal
from argparse import ArgumentParser
from threading import Event
from time import monotonic
from types import FrameType
from typing import Any

from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.db import close_old_connections
from django.utils import timezone

from maillage.core.health import worker_is_late
from maillage.core.receivers import facts
from maillage.core.schedule import Periodic, note, take_due

logger = logging.getLogger("maillage.worker")


class Command(BaseCommand):
    help = "Run periodic tasks (the outbox among them) and background tasks until stopped."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--once", action="store_true", help="do what is due now, then stop")
        parser.add_argument("--check", action="store_true", help="say whether one runs (exit 0)")
        parser.add_argument("--interval", type=float, default=1.0, help="seconds between two looks")

    def handle(
        self, *_args: Any, once: bool, check: bool, interval: float, **_options: Any
    ) -> None:
        if check:
            self.check_pulse()
            return
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

    def check_pulse(self) -> None:
        """For what watches a container that answers on no port."""
        if late := worker_is_late(timezone.now()):
            raise CommandError(late)
        self.stdout.write("A worker runs.")

    def look(self) -> None:
        """Run what is due once: our periodic tasks, then the library's queue."""
        for periodic in take_due(timezone.now()):
            self.run(periodic)
        call_command(
            "db_worker", batch=True, reload=False, interval=0, startup_delay=False, verbosity=0
        )

    def run(self, periodic: Periodic) -> None:
        """One task that fails must not stop the mails; it comes again at its next time."""
        started, done, failed = monotonic(), None, False
        try:
            done = periodic.work()
        except Exception:
            failed = True
            seconds = monotonic() - started
            logger.exception(
                "%s failed.", periodic.name, extra=facts(periodic.name, seconds, "failed")
            )
        seconds = monotonic() - started
        if not failed:
            # A look that found nothing comes every few seconds: said to who asks for all.
            level = logging.DEBUG if done == 0 else logging.INFO
            said = facts(periodic.name, seconds, "done")
            logger.log(level, "%s done in %.1f s.", periodic.name, seconds, extra=said)
        note(periodic, at=timezone.now(), seconds=seconds, failed=failed)
