"""`maillage serve`: the web server and the worker, side by side; they stop together."""

import logging
import os
import signal
import socket
import subprocess
import sys
import time
from argparse import ArgumentParser
from types import FrameType
from typing import Any

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError

from maillage.core.checks import refuse_unsafe_start
from maillage.core.metrics import FOLDER, new_folder

logger = logging.getLogger("maillage.serve")
PATIENCE = 20  # seconds given to a process to finish what it is doing


class Command(BaseCommand):
    help = "Serve the pages and run the background tasks until stopped."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--host", default="127.0.0.1")
        parser.add_argument("--port", type=int, default=8000)
        parser.add_argument("--workers", type=int, default=2)
        parser.add_argument("--threads", type=int, default=4)
        parser.add_argument(
            "--without-worker", action="store_true", help="the worker runs elsewhere"
        )

    def handle(self, *_args: Any, host: str, port: int, **options: Any) -> None:
        self.stopped = False
        try:
            refuse_unsafe_start()
        except ImproperlyConfigured as reason:
            raise CommandError(str(reason)) from None
        if is_busy(host, port):
            raise CommandError(
                f"Port {port} is busy: stop what uses it, or choose another (PORT=)."
            )
        for number in (signal.SIGINT, signal.SIGTERM):
            signal.signal(number, self.stop)
        processes = self.start(host, port, **options)
        try:
            self.watch(processes, host, port)
        finally:
            end(processes)

    def start(
        self, host: str, port: int, *, without_worker: bool, **options: Any
    ) -> dict[str, subprocess.Popen[bytes]]:
        """The web processes share a folder for their counters; the worker's facts are in the database."""
        environment = {**os.environ, FOLDER: str(new_folder(str(port)))}
        web = web_command(host, port, **options)
        started = {"web server": subprocess.Popen(web, env=environment)}  # noqa: S603 - our own words
        if not without_worker:
            started["worker"] = subprocess.Popen([sys.executable, "-m", "maillage", "worker"])
        return started

    def stop(self, _signal: int, _frame: FrameType | None) -> None:
        self.stopped = True

    def watch(self, processes: dict[str, subprocess.Popen[bytes]], host: str, port: int) -> None:
        """Stay until we are stopped, or until one of the two dies, which stops the other."""
        greeted = False
        while not self.stopped:
            for name, process in processes.items():
                # Ctrl-C reaches the children first: wait a moment before calling it a death.
                if process.poll() is not None and not self.is_stopping():
                    raise CommandError(
                        f"The {name} stopped by itself (code {process.returncode}): "
                        "the rest is stopped too. Its last words are above."
                    )
            if not greeted and is_busy(host, port):
                greeted = True
                self.greet(host, port)
            time.sleep(0.2)
        if settings.LOG_FORMAT == "json":
            logger.info("Maillage stops.")
        else:
            self.stdout.write("Maillage stops.")

    def is_stopping(self) -> bool:
        time.sleep(0.3)
        return self.stopped

    def greet(self, host: str, port: int) -> None:
        shown = "127.0.0.1" if host == "0.0.0.0" else host  # noqa: S104 - read, not bound
        if settings.LOG_FORMAT == "json":
            logger.info("Maillage answers on http://%s:%s", shown, port)
            return
        self.stdout.write(f"\nMaillage answers on http://{shown}:{port}\n")
        if settings.DEMO:
            call_command("demo", accounts=True, stdout=self.stdout)
        self.stdout.write("Ctrl-C stops it.")
        self.stdout.flush()


def web_command(host: str, port: int, *, workers: int, threads: int, **_rest: Any) -> list[str]:
    """Threads keep a slow line from holding a worker; the control socket has no use here."""
    return [
        *(sys.executable, "-m", "gunicorn", "config.wsgi:application"),
        *("--bind", f"{host}:{port}", "--worker-class", "gthread", "--no-control-socket"),
        *("--workers", str(workers), "--threads", str(threads), "--log-level", "warning"),
        *("--logger-class", "maillage.core.logs.ServerLogger"),
    ]


def is_busy(host: str, port: int) -> bool:
    """Does something answer there?"""
    with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as knock:
        knock.settimeout(1)
        return knock.connect_ex((host, port)) == 0


def end(processes: dict[str, subprocess.Popen[bytes]]) -> None:
    """Ask each to finish, then insist."""
    for process in processes.values():
        process.terminate()
    deadline = time.monotonic() + PATIENCE
    for process in processes.values():
        try:
            process.wait(max(0, deadline - time.monotonic()))
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
