"""The worker: what it runs, what it says of it, what it writes down."""

import json
import logging
import time
from datetime import timedelta
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone
from django_tasks import TaskResultStatus, task
from django_tasks.signals import task_finished

from maillage.core import schedule
from maillage.core.logs import Context, Json
from maillage.core.management.commands.worker import Command
from maillage.core.models import Pulse
from maillage.core.schedule import Periodic

pytestmark = pytest.mark.django_db
HOUR = timedelta(hours=1)


@pytest.fixture
def lines(caplog):
    caplog.set_level(logging.DEBUG)

    def read() -> list[dict[str, object]]:
        made = [record for record in caplog.records if record.name == "maillage.worker"]
        formatter, context = Json(json_ensure_ascii=False), Context()
        return [json.loads(formatter.format(r)) for r in made if context.filter(r)]

    return read


def run(work, name: str = "room.tasks.work") -> Pulse:
    """One run of a task that is due, as the worker makes it."""
    Pulse.objects.get_or_create(name=name, defaults={"next_at": timezone.now()})
    Command().run(Periodic(name, work, HOUR))
    return Pulse.objects.get(name=name)


class TestPeriodic:
    def test_a_run_is_said_and_written_down(self, lines):
        pulse = run(lambda: time.sleep(0.01))
        (line,) = lines()
        assert (line["task"], line["outcome"], line["level"]) == ("room.tasks.work", "done", "info")
        assert line["seconds"] >= 0.01
        assert pulse.seconds >= 0.01
        assert pulse.failures == 0
        assert timezone.now() - pulse.succeeded_at < timedelta(minutes=1)

    def test_a_look_that_found_nothing_is_said_to_who_asks_for_all(self, lines):
        run(lambda: 0)
        run(lambda: 3)
        assert [line["level"] for line in lines()] == ["debug", "info"]

    def test_failures_are_counted_until_one_succeeds(self, lines):
        def fail():
            raise OSError("the mailbox of awa@example.org is away")

        assert run(lambda: None).failures == 0
        assert [run(fail).failures for _number in range(3)] == [1, 2, 3]
        last = lines()[-1]
        assert (last["outcome"], last["level"]) == ("failed", "error")
        assert "OSError: the mailbox of …@… is away" in last["exc_info"]
        pulse = run(lambda: None)
        assert pulse.failures == 0

    def test_a_failure_keeps_the_last_success(self):
        before = run(lambda: None).succeeded_at
        assert run(lambda: 1 / 0).succeeded_at == before


@task()
def greet(name: str) -> str:
    return f"Bonjour {name}"


@task()
def stumble(name: str) -> None:
    raise ValueError(name)


@pytest.mark.django_db(transaction=True)
class TestBackground:
    def test_a_task_is_said_without_what_it_was_given(self, lines, settings):
        settings.EMAIL_URL = ""
        greet.enqueue("Awa Diop")
        call_command("worker", "--once")
        (line,) = [line for line in lines() if "greet" in str(line.get("task"))]
        assert line["outcome"] == "done"
        assert line["task"] == f"{__name__}.greet"
        assert "Awa" not in json.dumps(lines(), ensure_ascii=False)

    def test_one_that_fails_is_an_error_with_its_traceback(self, lines, settings):
        settings.EMAIL_URL = ""
        stumble.enqueue("awa@example.org")
        call_command("worker", "--once")
        (line,) = [line for line in lines() if "stumble" in str(line.get("task"))]
        assert (line["outcome"], line["level"]) == ("failed", "error")
        assert "ValueError: …@…" in line["exc_info"]

    def test_one_without_dates_is_said_too(self, lines):
        result = greet.enqueue("x")
        object.__setattr__(result, "status", TaskResultStatus.SUCCESSFUL)
        task_finished.send(type(result), task_result=result)
        assert lines()[-1]["seconds"] == 0


@pytest.mark.django_db(transaction=True)
class TestLook:
    def test_one_that_fails_does_not_stop_the_next(self, monkeypatch, settings):
        settings.EMAIL_URL = ""
        done = []
        broken = Periodic("a.broken", lambda: 1 / 0, HOUR)
        sound = Periodic("b.sound", lambda: done.append(1), HOUR)
        monkeypatch.setattr(schedule, "_declared", {one.name: one for one in (broken, sound)})
        call_command("worker", "--once")
        assert done == [1]
        assert Pulse.objects.get(name="a.broken").failures == 1


class TestCheck:
    def test_a_worker_that_runs_is_said(self):
        Pulse.objects.create(name="mail", next_at=timezone.now() + HOUR)
        out = StringIO()
        call_command("worker", "--check", stdout=out)
        assert out.getvalue() == "A worker runs.\n"

    @pytest.mark.parametrize(
        ("late", "said"), [(None, "No worker ever ran"), (HOUR, "has stopped")]
    )
    def test_one_that_does_not_is_a_failure(self, late, said):
        if late:
            Pulse.objects.create(name="mail", next_at=timezone.now() - late)
        with pytest.raises(CommandError, match=said):
            call_command("worker", "--check")
