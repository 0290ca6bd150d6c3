"""The worker is killed in the middle of an import: nothing is half done, and it can be done again.

A real process (`maillage worker`), a real data base, SIGKILL: no handler runs, no transaction ends.
"""

import os
import signal
import subprocess
import sys
import time
from contextlib import contextmanager

import pytest
from django.conf import settings
from django.db import connection
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from maillage.actors.models import Membership, Organisation
from maillage.imports.models import PATIENCE, Import, Line
from maillage.imports.services import ask
from maillage.imports.tasks import carry_out
from maillage.journal.models import Entry
from tests.imports.bringing import applied, counts, everything, officer, shown, undone
from tests.messy import KNOWN, as_file, lay_past, messy_rows

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.slow]
ROWS = 1500
MOMENTS = (0.1, 0.4, 0.7)  # of the time that a whole import takes


def address():
    """This test's own data base, as another process names it."""
    found = connection.settings_dict
    if connection.vendor == "sqlite":
        return f"sqlite:///{found['NAME']}"
    who = f"{found['USER']}:{found['PASSWORD']}".rstrip(":")
    return f"postgres://{who}@{found['HOST']}:{found['PORT'] or 5432}/{found['NAME']}"


@contextmanager
def worker(tmp_path):
    """`maillage worker --once` on this data base; it is dead at the end, one way or the other."""
    environment = {k: v for k, v in os.environ.items() if k != "DJANGO_SETTINGS_MODULE"}
    environment |= {"DATABASE_URL": address(), "DEBUG": "1", "MAILLAGE_VAR": str(tmp_path)}
    command = [sys.executable, "-m", "maillage", "worker", "--once"]
    process = subprocess.Popen(command, cwd=settings.ROOT, env=environment, stderr=subprocess.PIPE)
    try:
        yield process
    finally:
        process.kill()
        process.communicate()


def started():
    """Wait until the worker has the task in hand."""
    deadline = time.monotonic() + 60
    while not DBTaskResult.objects.filter(status="RUNNING").exists():
        assert time.monotonic() < deadline
        time.sleep(0.005)
    return time.monotonic()


def asked(of, act, at):
    """A task of before that was killed stays "running": only the new one is looked at."""
    DBTaskResult.objects.all().delete()
    ask(of, act, at=at)
    carry_out.enqueue(of.code, officer().pk, "fr")


def finish(of, act, tmp_path, at):
    """Let the worker do it to the end."""
    asked(of, act, at)
    with worker(tmp_path) as process:
        assert process.wait(120) == 0, process.stderr.read().decode()
    of.refresh_from_db()
    assert of.said == ""


def killed(of, act, tmp_path, after, at):
    """Whether the process was still at it when it was killed."""
    asked(of, act, at)
    with worker(tmp_path) as process:
        time.sleep(max(0, started() + after - time.monotonic()))
        was_at_it = (
            process.poll() is None and DBTaskResult.objects.filter(status="RUNNING").exists()
        )
        process.send_signal(signal.SIGKILL)
        assert process.wait(30) in {0, -signal.SIGKILL}
    of.refresh_from_db()
    return was_at_it


def whole(of, right):
    """Everything or nothing; say which."""
    organisations = Organisation.objects.count() - KNOWN
    is_done = of.status == Import.Status.APPLIED
    assert organisations == (right if is_done else 0)
    assert Membership.objects.exists() == is_done
    made = [line for line in of.lines.filter(state=Line.State.ADDED) if "pk" in line.deeds[0]]
    assert len(made) == (right if is_done else 0)
    return is_done


def test_killed_at_any_moment_all_or_nothing_and_then_it_can_be_done(tmp_path):
    lay_past()
    before, at = everything(), timezone.now()
    began = time.monotonic()
    undone(applied(as_file(messy_rows(ROWS))))
    took = (time.monotonic() - began) / 2
    of = shown(as_file(messy_rows(ROWS)))
    right = counts(of)["added"]
    caught = []
    for moment in MOMENTS:
        caught.append(killed(of, Import.Act.APPLY, tmp_path, moment * took, at))
        at += PATIENCE  # what was killed may be asked again after a while
        if whole(of, right):
            break
        assert everything() == before
    assert any(caught), "no kill came in the middle"
    if of.status == Import.Status.SHOWN:
        finish(of, Import.Act.APPLY, tmp_path, at)
    assert whole(of, right)
    assert Entry.objects.filter(verb="import.applied").count() == 2  # what was killed left none

    killed(of, Import.Act.UNDO, tmp_path, took / 3, at)
    if of.status == Import.Status.APPLIED:
        assert whole(of, right)
        finish(of, Import.Act.UNDO, tmp_path, at + PATIENCE)
    assert everything() == before
