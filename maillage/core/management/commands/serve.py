"""`maillage serve`: the web server and the worker, together until one of them stops."""

import signal
import socket
import subprocess
import sys
import time
from argparse import ArgumentParser
from types import FrameType
from typing import Any
from urllib.error import HTTPError, URLError
from urllib.request import urlopen

from django.conf import settings
from django.core.management import call_command, get_commands
from django.core.management.base import BaseCommand, CommandError

PATIENCE = 30  # seconds for the first answer


class Command(BaseCommand):
    help = "Serve the pages and run the worker."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--host", default="127.0.0.1")
        parser.add_argument("--port", type=int, default=8000)
        parser.add_argument("--workers", type=int, default=2)
        parser.add_argument("--threads", type=int, default=4)

    def handle(self, *_args: Any, host: str, port: int, **options: Any) -> None:
        self._refuse_taken(host, port)
        children = [self._web(host, port, options), self._worker()]
        signal.signal(signal.SIGTERM, self._interrupt)
        try:
            self._wait_for_answer(host, port, children)
            self._welcome(host, port)
            self._watch(children)
        except KeyboardInterrupt:
            self.stdout.write("\nMaillage s’arrête.")
        finally:
            _stop(children)

    @staticmethod
    def _interrupt(_signal: int, _frame: FrameType | None) -> None:
        raise KeyboardInterrupt

    @staticmethod
    def _refuse_taken(host: str, port: int) -> None:
        with socket.socket() as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                probe.bind((host, port))
            except OSError as error:
                raise CommandError(
                    f"Le port {port} est déjà pris sur cette machine. "
                    f"Choisissez-en un autre : make demo PORT={port + 1}"
                ) from error

    @staticmethod
    def _web(host: str, port: int, options: dict[str, Any]) -> "subprocess.Popen[bytes]":
        command = [sys.executable, "-m", "gunicorn", "config.wsgi", "--bind", f"{host}:{port}"]
        command += ["--worker-class", "gthread", "--workers", str(options["workers"])]
        command += ["--threads", str(options["threads"]), "--no-control-socket"]
        command += ["--log-level", "warning", "--graceful-timeout", "20"]
        return subprocess.Popen(command, cwd=settings.ROOT)  # noqa: S603 -- our own words

    @staticmethod
    def _worker() -> "subprocess.Popen[bytes]":
        return subprocess.Popen(  # noqa: S603 -- our own words
            [sys.executable, "-m", "maillage", "worker"], cwd=settings.ROOT
        )

    @staticmethod
    def _wait_for_answer(host: str, port: int, children: list["subprocess.Popen[bytes]"]) -> None:
        for _try in range(PATIENCE * 5):
            if any(child.poll() is not None for child in children):
                return
            try:
                with urlopen(f"http://{host}:{port}/robots.txt", timeout=5):
                    return
            except HTTPError:
                return
            except (URLError, OSError):
                time.sleep(0.2)

    def _welcome(self, host: str, port: int) -> None:
        if settings.DEMO and "demo" in get_commands():
            call_command("demo", "--accounts", stdout=self.stdout)
        self.stdout.write(f"\nMaillage répond sur http://{host}:{port}  (Ctrl-C pour arrêter)\n")
        self.stdout.flush()

    @staticmethod
    def _watch(children: list["subprocess.Popen[bytes]"]) -> None:
        names = ("Le serveur web", "Le processus de fond")
        while True:
            for name, child in zip(names, children, strict=True):
                if child.poll() is not None:
                    raise CommandError(f"{name} s’est arrêté ; le reste s’arrête avec lui.")
            time.sleep(0.5)


def _stop(children: list["subprocess.Popen[bytes]"]) -> None:
    for child in children:
        child.terminate()
    for child in children:
        try:
            child.wait(timeout=25)
        except subprocess.TimeoutExpired:
            child.kill()
