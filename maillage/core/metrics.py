"""Figures for Prometheus: what each web process counts, and what the database knows.

Web processes write their counters into files of one folder (`maillage serve` makes it), which whoever
answers adds up; all else is read from the database when asked, so that it is true whatever the number
of processes and wherever they run. Rooms say their figures by `@measure`. Labels are names of pages,
of states, of tasks: never what somebody typed.
"""

import os
import shutil
from collections.abc import Callable, Iterator, Mapping
from datetime import datetime
from importlib.metadata import version
from pathlib import Path

from django.conf import settings
from django.contrib.sessions.models import Session
from django.db import connection
from django.db.models import Count
from django_tasks import TaskResultStatus
from django_tasks_db.models import DBTaskResult
from prometheus_client import CollectorRegistry, Counter, Histogram, generate_latest
from prometheus_client.core import GaugeMetricFamily
from prometheus_client.multiprocess import MultiProcessCollector

from maillage.core import backups
from maillage.core.health import database_answers, meet_the_rooms, worker_is_late
from maillage.core.models import Pulse

FOLDER = "PROMETHEUS_MULTIPROC_DIR"  # the library's own word
Measurer = Callable[[datetime], Iterator[GaugeMetricFamily]]
BUCKETS = (0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10)
SIZE_OF = {
    "sqlite": "SELECT page_count * page_size FROM pragma_page_count(), pragma_page_size()",
    "postgresql": "SELECT pg_database_size(current_database())",
}

_measurers: list[Measurer] = []
_of_this_process = CollectorRegistry()
_requests = Counter(
    "maillage_http_requests",
    "Requests answered, by page, method and class of status.",
    ["view", "method", "status"],
    registry=_of_this_process,
)
_seconds = Histogram(
    "maillage_http_request_duration_seconds",
    "How long answers took, by page.",
    ["view"],
    buckets=BUCKETS,
    registry=_of_this_process,
)


def count_request(view: str, method: str, status: int, seconds: float) -> None:
    _requests.labels(view, method, f"{status // 100}xx").inc()
    _seconds.labels(view).observe(seconds)


def measure(measurer: Measurer) -> Measurer:
    """Declare figures of a room: a function of the instant that gives them."""
    _measurers.append(measurer)
    return measurer


def gauge(name: str, words: str, value: float) -> GaugeMetricFamily:
    return GaugeMetricFamily(name, words, value=value)


def gauge_by(
    label: str, name: str, words: str, values: Mapping[str, float | None]
) -> GaugeMetricFamily:
    """One figure for each name; what is not known is not said."""
    family = GaugeMetricFamily(name, words, labels=[label])
    for key, value in values.items():
        if value is not None:
            family.add_metric([key], value)
    return family


class _Rooms:
    """What the database knows now, as the library collects it."""

    def __init__(self, at: datetime) -> None:
        self.at = at

    def collect(self) -> Iterator[GaugeMetricFamily]:
        info = GaugeMetricFamily("maillage_build_info", "The version.", labels=["version"])
        info.add_metric([version("maillage")], 1)
        yield info
        answers = database_answers()
        yield gauge("maillage_database_up", "1 while the database answers.", float(answers))
        if answers:
            meet_the_rooms()
            for measurer in _measurers:
                yield from measurer(self.at)


def exposition(at: datetime) -> bytes:
    """All figures, in the text that Prometheus reads."""
    counted = CollectorRegistry() if os.environ.get(FOLDER) else _of_this_process
    if counted is not _of_this_process:
        MultiProcessCollector(counted)  # type: ignore[no-untyped-call]
    known = CollectorRegistry()
    known.register(_Rooms(at))
    return generate_latest(counted) + generate_latest(known)


def new_folder(name: str) -> Path:
    """An empty folder for the counters of one server: those of its life before are over."""
    folder = Path(settings.VAR) / "metrics" / name
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    return folder


# --- What belongs to no room in particular ------------------------------------------------------


@measure
def _worker(at: datetime) -> Iterator[GaugeMetricFamily]:
    late = worker_is_late(at)
    yield gauge("maillage_worker_up", "1 while periodic tasks come in time.", float(not late))
    pulses = list(Pulse.objects.order_by("name"))
    task, each = "maillage_periodic_task", "of each periodic task"
    figures: tuple[tuple[str, str, Callable[[Pulse], float | None]], ...] = (
        ("next_timestamp_seconds", f"Next time {each}.", lambda p: p.next_at.timestamp()),
        (
            "last_success_timestamp_seconds",
            f"Last success {each}.",
            lambda p: p.succeeded_at.timestamp() if p.succeeded_at else None,
        ),
        ("duration_seconds", f"Length of the last run {each}.", lambda p: p.seconds),
        ("failures", f"Failures since the last success {each}.", lambda p: p.failures),
    )
    for name, words, value in figures:
        yield gauge_by("task", f"{task}_{name}", words, {p.name: value(p) for p in pulses})


@measure
def _background_tasks(_at: datetime) -> Iterator[GaugeMetricFamily]:
    states = {value.lower(): 0.0 for value in TaskResultStatus.values}
    counted = DBTaskResult.objects.order_by().values_list("status").annotate(Count("pk"))
    states |= {status.lower(): float(number) for status, number in counted}
    yield gauge_by("status", "maillage_background_tasks", "Background tasks, by state.", states)


@measure
def _data(at: datetime) -> Iterator[GaugeMetricFamily]:
    yield gauge("maillage_database_size_bytes", "Size of the database.", _database_size())
    free = shutil.disk_usage(settings.VAR).free
    yield gauge("maillage_disk_free_bytes", "Room left where files are kept.", free)
    sessions = Session.objects.filter(expire_date__gt=at).count()
    yield gauge("maillage_sessions", "Sessions that are not over.", sessions)
    last = backups.last_taken()
    if last:
        yield gauge(
            "maillage_backup_last_timestamp_seconds", "Last backup.", last.taken_at.timestamp()
        )
        yield gauge("maillage_backup_last_size_bytes", "Size of the last backup.", last.size)


def _database_size() -> float:
    query = SIZE_OF["sqlite" if connection.vendor == "sqlite" else "postgresql"]
    with connection.cursor() as cursor:
        cursor.execute(query)
        return float(cursor.fetchone()[0])
