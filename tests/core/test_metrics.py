"""Figures, read back by the library's own parser."""

import subprocess
import sys
from datetime import timedelta
from pathlib import Path

import pytest
from django.db import OperationalError, connection
from django.utils import timezone
from django_tasks_db.models import DBTaskResult
from prometheus_client.parser import text_string_to_metric_families

from maillage.core.metrics import count_request, exposition, new_folder
from maillage.core.models import Pulse
from maillage.mail.models import Message, Status
from tests.factories.mail import MessageFactory, UndeliverableFactory

NOW = timezone.now()
pytestmark = pytest.mark.django_db


def read(text: str | None = None) -> dict[tuple[str, ...], float]:
    """Each figure under its name and its labels' values."""
    families = text_string_to_metric_families(text or exposition(NOW).decode())
    return {
        (sample.name, *sorted(sample.labels.values())): sample.value
        for family in families
        for sample in family.samples
    }


class TestRequests:
    def test_they_are_counted_by_page_and_class_of_status(self, client):
        before = read()
        for path in ("/sante/", "/sante/", "/nulle-part/", "/ailleurs/?q=awa"):
            client.get(path)
        after = read()

        def more(*key: str) -> float:
            return after.get(key, 0) - before.get(key, 0)

        assert more("maillage_http_requests_total", "2xx", "GET", "public:health") == 2
        assert more("maillage_http_requests_total", "4xx", "GET", "none") == 2
        assert more("maillage_http_request_duration_seconds_count", "public:health") == 2
        assert more("maillage_http_request_duration_seconds_bucket", "+Inf", "public:health") == 2

    def test_labels_are_few_whatever_people_type(self, client):
        client.get("/sante/")
        client.get("/nulle-part/")
        before = set(read())
        for number in range(20):
            client.get(f"/nulle-part-{number}/")
            client.get(f"/sante/?q={number}")
            client.generic(f"VERB{number}", "/sante/")
        assert len(set(read()) - before) <= 2 * 13 + 2  # "other" at one page, refused or led back

    def test_a_long_one_falls_into_its_bucket(self):
        before = read()
        count_request("test:page", "GET", 200, 0.3)
        after = read()
        name = "maillage_http_request_duration_seconds_bucket"
        for edge, found in (("0.25", 0), ("0.5", 1), ("10.0", 1)):
            key = (name, *sorted((edge, "test:page")))
            assert after[key] - before.get(key, 0) == found


class TestDatabase:
    def test_the_outbox(self):
        MessageFactory(status=Status.SENT, sent_at=NOW)
        MessageFactory(status=Status.FAILED)
        old = MessageFactory()
        MessageFactory()
        Message.objects.filter(pk=old.pk).update(created_at=NOW - timedelta(hours=2))
        UndeliverableFactory()
        told = read()
        states = {key[1]: told[key] for key in told if key[0] == "maillage_mails"}
        assert set(states) == set(Status.values)
        assert (states["sent"], states["failed"], states["waiting"], states["blocked"]) == (
            1,
            1,
            2,
            0,
        )
        assert told["maillage_mails_oldest_waiting_age_seconds",] == 7200
        assert told["maillage_mails_undeliverable_addresses",] == 1

    def test_an_empty_outbox_is_zero(self):
        told = read()
        assert told["maillage_mails", "waiting"] == 0
        assert told["maillage_mails_oldest_waiting_age_seconds",] == 0

    def test_the_worker_and_its_tasks(self):
        Pulse.objects.create(
            name="mail",
            next_at=NOW + timedelta(seconds=5),
            succeeded_at=NOW,
            seconds=0.25,
            failures=3,
        )
        Pulse.objects.create(name="new", next_at=NOW)
        told = read()
        task = "maillage_periodic_task"
        assert told["maillage_worker_up",] == 1
        assert told[f"{task}_last_success_timestamp_seconds", "mail"] == NOW.timestamp()
        assert told[f"{task}_duration_seconds", "mail"] == 0.25
        assert told[f"{task}_failures", "mail"] == 3
        assert (f"{task}_last_success_timestamp_seconds", "new") not in told
        Pulse.objects.update(next_at=NOW - timedelta(hours=1))
        assert read()["maillage_worker_up",] == 0

    def test_background_tasks_by_state(self):
        facts = {
            "args_kwargs": {"args": [], "kwargs": {}},
            "task_path": "x",
            "run_after": NOW,
            "backend_name": "default",
        }
        DBTaskResult.objects.create(status="FAILED", **facts)
        DBTaskResult.objects.create(status="READY", **facts)
        told = read()
        assert told["maillage_background_tasks", "failed"] == 1
        assert told["maillage_background_tasks", "ready"] == 1
        assert told["maillage_background_tasks", "successful"] == 0

    def test_size_room_and_the_last_backup(self, settings, tmp_path):
        settings.VAR = tmp_path
        told = read()
        assert told["maillage_database_size_bytes",] > 10_000
        assert told["maillage_disk_free_bytes",] > 0
        assert ("maillage_backup_last_timestamp_seconds",) not in told
        (tmp_path / "last-backup.json").write_text(
            '{"taken_at": "2026-11-25T02:30:00+00:00", "size": 2000000, "name": "x"}'
        )
        told = read()
        assert told["maillage_backup_last_timestamp_seconds",] == 1_795_573_800
        assert told["maillage_backup_last_size_bytes",] == 2_000_000

    @pytest.mark.parametrize("note", ["", "{}", "[]", '{"taken_at": "x", "size": 1, "name": "x"}'])
    def test_a_note_that_cannot_be_read_is_no_backup(self, settings, tmp_path, note):
        settings.VAR = tmp_path
        (tmp_path / "last-backup.json").write_text(note)
        assert ("maillage_backup_last_size_bytes",) not in read()

    def test_as_many_queries_whatever_there_is(self, django_assert_num_queries):
        read()
        with django_assert_num_queries(9):
            exposition(NOW)
        for number in range(3):
            MessageFactory()
            Pulse.objects.create(name=f"task {number}", next_at=NOW)
        with django_assert_num_queries(10):  # a worker is known: whether it is late is asked
            exposition(NOW)

    def test_a_database_that_does_not_answer_is_a_figure(self):
        def fail(*_args):
            raise OperationalError("server closed the connection")

        with connection.execute_wrapper(fail):
            told = read()
        assert told["maillage_database_up",] == 0
        assert ("maillage_mails", "waiting") not in told


class TestDoor:
    def test_without_a_word_there_is_nothing_here(self, client, settings):
        settings.METRICS_TOKEN = ""
        for given in ({}, {"Authorization": "Bearer "}):
            assert client.get("/metriques/", headers=given).status_code == 404

    def test_the_word_opens(self, client, settings):
        settings.METRICS_TOKEN = "un mot"
        answer = client.get("/metriques/", headers={"Authorization": "Bearer un mot"})
        assert answer.status_code == 200
        assert answer["Content-Type"].startswith("text/plain; version=0.0.4")
        assert "no-store" in answer["Cache-Control"]
        told = read(answer.content.decode())
        assert told["maillage_database_up",] == 1
        assert ("maillage_build_info", "0.1.0") in told

    @pytest.mark.parametrize(
        "given", ["", "Bearer", "Bearer un", "un mot", "Basic un mot", "Bearer é"]
    )
    def test_another_does_not(self, client, settings, given):
        settings.METRICS_TOKEN = "un mot"
        answer = client.get("/metriques/", headers={"Authorization": given})
        assert (answer.status_code, answer["WWW-Authenticate"]) == (401, "Bearer")
        assert answer.content == b""

    def test_it_only_reads(self, client, settings):
        settings.METRICS_TOKEN = "un mot"
        assert client.post("/metriques/").status_code in {401, 405}


COUNTING = """
import django
django.setup()
from maillage.core.metrics import count_request
count_request("public:home", "GET", 200, 0.02)
"""
ASKING = """
import django
django.setup()
from django.utils import timezone
from maillage.core import metrics
metrics.database_answers = lambda: False
print(metrics.exposition(timezone.now()).decode())
"""


class TestProcesses:
    def test_the_folder_of_a_server_is_new(self, settings, tmp_path):
        settings.VAR = tmp_path
        (new_folder("8000") / "counter_1.db").write_text("old")
        folder = new_folder("8000")
        assert list(folder.iterdir()) == []
        assert new_folder("8001") != folder

    @pytest.mark.slow
    def test_what_each_process_counted_is_added_up(self, tmp_path):
        """Three processes that write, as gunicorn's do, and one that is asked."""
        environment = {
            "PROMETHEUS_MULTIPROC_DIR": str(tmp_path),
            "DJANGO_SETTINGS_MODULE": "config.settings_test",
            "PATH": "/usr/bin:/bin",
        }
        root = Path(__file__).parents[2]

        def run(words: str) -> str:
            done = subprocess.run(
                [sys.executable, "-c", words],
                env=environment,
                cwd=root,
                capture_output=True,
                text=True,
                check=False,
            )
            assert done.returncode == 0, done.stderr
            return done.stdout

        for _process in range(3):
            run(COUNTING)
        told = read(run(ASKING))
        assert told["maillage_http_requests_total", "2xx", "GET", "public:home"] == 3
        assert told["maillage_http_request_duration_seconds_count", "public:home"] == 3
        name = "maillage_http_request_duration_seconds_bucket"
        assert told[name, "0.01", "public:home"] == 0
        assert told[name, "0.025", "public:home"] == 3
