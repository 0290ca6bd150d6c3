"""Periodic tasks: what the task library leaves out, and no more.

`@every(timedelta)` declares one. The worker asks for those that are due; of several workers that
ask in the same second, one gets it, since the next time moves by one conditional UPDATE.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from importlib import import_module
from importlib.util import find_spec
from typing import Any

from django.apps import apps
from django.db.models import F

from maillage.core.models import Pulse

Work = Callable[[], Any]


@dataclass(frozen=True, slots=True)
class Periodic:
    """A piece of work and how often it comes."""

    name: str
    work: Work
    period: timedelta


_declared: dict[str, Periodic] = {}


def every(period: timedelta) -> Callable[[Work], Work]:
    """Declare a periodic task. It must be short, and safe to run again after a crash."""

    def declare(work: Work) -> Work:
        name = f"{work.__module__}.{work.__name__}"
        _declared[name] = Periodic(name, work, period)
        return work

    return declare


def declared() -> list[Periodic]:
    """Every periodic task of the house, in a steady order; imports each room's `tasks`."""
    for config in apps.get_app_configs():
        name = f"{config.name}.tasks"
        if config.name.startswith("maillage.") and find_spec(name):
            import_module(name)
    return [_declared[name] for name in sorted(_declared)]


def note(periodic: Periodic, *, at: datetime, seconds: float, failed: bool) -> None:
    """Write how a run went, for `maillage diagnose` and the metrics."""
    pulse = Pulse.objects.filter(name=periodic.name)
    if failed:
        pulse.update(seconds=seconds, failures=F("failures") + 1)
    else:
        pulse.update(seconds=seconds, failures=0, succeeded_at=at)


def take_due(at: datetime) -> list[Periodic]:
    """The tasks this worker must run now; each is given to one worker only."""
    return [periodic for periodic in declared() if _take(periodic, at)]


def _take(periodic: Periodic, at: datetime) -> bool:
    pulse, is_new = Pulse.objects.get_or_create(
        name=periodic.name, defaults={"next_at": at + periodic.period}
    )
    if is_new:
        return True
    moved = Pulse.objects.filter(pk=pulse.pk, next_at=pulse.next_at, next_at__lte=at)
    return bool(moved.update(next_at=at + periodic.period))
