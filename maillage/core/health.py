"""What keeps this installation from working, each as a sentence with what to do.

Rooms say what they watch by `@watch`; `maillage diagnose` prints all, `/sante/` answers yes or no.
"""

import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cache
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path

from django.apps import apps
from django.conf import settings
from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor

from maillage.core.backups import last_taken
from maillage.core.checks import unsafe_reasons
from maillage.core.models import Pulse

LATE = timedelta(minutes=2)  # the outbox is looked at every five seconds
OLD = timedelta(days=3)  # the timer saves each night
TIRED = 3  # failures in a row
FULL = 0.05
Watcher = Callable[[datetime], str | None]

_watchers: dict[str, Watcher] = {}


@dataclass(frozen=True, slots=True)
class Found:
    """One thing watched: nothing to say when all is well."""

    name: str
    trouble: str | None


def watch(name: str) -> Callable[[Watcher], Watcher]:
    """Declare what is watched: a function of the instant that gives a sentence, or None."""

    def declare(watcher: Watcher) -> Watcher:
        _watchers[name] = watcher
        return watcher

    return declare


def findings(at: datetime) -> Iterator[Found]:
    """Look at everything; what breaks while looking is told, and the next is looked at."""
    meet_the_rooms()
    for name, watcher in sorted(_watchers.items()):
        try:
            yield Found(name, watcher(at))
        except DatabaseError as error:
            yield Found(name, f"The database does not answer this: {error}.")


@cache
def meet_the_rooms() -> None:
    """Import each room's `queries`, where it says what it watches; once, as each search asks for it."""
    for config in apps.get_app_configs():
        name = f"{config.name}.queries"
        if config.name.startswith("maillage.") and find_spec(name):
            import_module(name)


def database_answers() -> bool:
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except DatabaseError:
        return False
    return True


@watch("database")
def _migrations(_at: datetime) -> str | None:
    executor = MigrationExecutor(connection)
    waiting = executor.migration_plan(executor.loader.graph.leaf_nodes())
    if waiting:
        return f"{len(waiting)} migrations wait: run maillage migrate."
    return None


@watch("cache")
def _cache(_at: datetime) -> str | None:
    backend = settings.CACHES["default"]
    if backend["BACKEND"].endswith("DatabaseCache"):
        tables = connection.introspection.table_names()
        if backend["LOCATION"] not in tables:
            return "The table of the cache is missing: run maillage createcachetable."
    return None


@watch("worker")
def worker_is_late(at: datetime) -> str | None:
    """The next time of each periodic task moves on when it is taken: a worker that stopped shows."""
    if not Pulse.objects.exists():
        return "No worker ever ran here: start maillage serve, or maillage worker beside it."
    if Pulse.objects.filter(next_at__lt=at - LATE).exists():
        return "The worker has stopped: mails wait. Start maillage worker (systemd, compose)."
    return None


@watch("tasks")
def _tasks(_at: datetime) -> str | None:
    """A task that fails and fails again: the mailbox that does not open, say."""
    failing = Pulse.objects.filter(failures__gte=TIRED).order_by("name")
    if said := ", ".join(f"{pulse.name} ({pulse.failures} times)" for pulse in failing):
        return f"Periodic tasks fail: {said}. The logs of the worker say why."
    return None


@watch("backup")
def _backup(at: datetime) -> str | None:
    """Of no use where nothing is worth keeping."""
    if settings.DEBUG or settings.DEMO:
        return None
    last = last_taken()
    if last is None:
        return "No backup was ever taken: run maillage backup, each night (timer, cron)."
    if last.taken_at < at - OLD:
        days = (at - last.taken_at).days
        return f"The last backup is {days} days old: look at what runs maillage backup."
    return None


@watch("static files")
def _static(_at: datetime) -> str | None:
    if not settings.DEBUG and not (Path(settings.STATIC_ROOT) / "staticfiles.json").exists():
        return "Style sheets were not collected: run maillage collectstatic --noinput."
    return None


@watch("words")
def _catalogues(_at: datetime) -> str | None:
    folder = Path(settings.LOCALE_PATHS[0])
    if not all((folder / code / "LC_MESSAGES/django.mo").exists() for code in ("fr", "en")):
        return "The words were not compiled: run maillage messages compile."
    return None


@watch("disk")
def _disk(_at: datetime) -> str | None:
    usage = shutil.disk_usage(settings.VAR)
    if usage.free < FULL * usage.total:
        left = usage.free // 1_000_000
        return f"The disk of {settings.VAR} is nearly full: {left} MB left. Make room, soon."
    return None


@watch("safety")
def _safety(_at: datetime) -> str | None:
    return " ".join(unsafe_reasons()) or None
