import json
import os
import signal
import socket
import subprocess
import sys
import time
from contextlib import contextmanager
from urllib.request import Request, urlopen

import pytest
from django.conf import settings
from django.core.management import CommandError, call_command
from prometheus_client.parser import text_string_to_metric_families

from maillage.core.management.commands.serve import end, is_busy, web_command


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


@pytest.fixture
def taken_port():
    with socket.socket() as server:
        server.bind(("127.0.0.1", 0))
        server.listen()
        yield server.getsockname()[1]


def test_a_port_is_busy_when_something_answers(taken_port):
    assert is_busy("127.0.0.1", taken_port)
    assert not is_busy("127.0.0.1", _free_port())


@pytest.mark.django_db
def test_a_busy_port_is_a_sentence(settings, taken_port):
    settings.DEBUG = True
    with pytest.raises(CommandError, match=f"Port {taken_port} is busy"):
        call_command("serve", port=taken_port)


@pytest.mark.django_db
def test_an_unsafe_server_does_not_start(settings, tmp_path):
    settings.DEBUG = settings.DEMO = False
    settings.VAR = tmp_path
    settings.SECRET_KEY = settings.DEMO_SECRET_KEY
    with pytest.raises(CommandError, match="SECRET_KEY is the demonstration"):
        call_command("serve", port=_free_port())


def test_the_web_server_has_threads_and_no_control_socket():
    command = web_command("127.0.0.1", 8000, workers=2, threads=4)
    assert "--no-control-socket" in command
    assert command[command.index("--threads") + 1] == "4"
    assert command[command.index("--bind") + 1] == "127.0.0.1:8000"


def test_the_web_servers_own_words_go_where_ours_go():
    command = web_command("127.0.0.1", 8000, workers=2, threads=4)
    assert command[command.index("--logger-class") + 1] == "maillage.core.logs.ServerLogger"
    assert not [word for word in command if "access" in word]  # each request has its line already


def test_ending_waits_for_each_process():
    command = [sys.executable, "-c", "import time; time.sleep(60)"]
    processes = {name: subprocess.Popen(command) for name in ("one", "two")}
    end(processes)
    assert all(process.returncode == -signal.SIGTERM for process in processes.values())


@contextmanager
def served(folder, *options, **more):
    """The real thing on an empty database, as a developer would start it."""
    port = _free_port()
    environment = {
        **os.environ,
        "DEBUG": "1",
        "MAILLAGE_VAR": str(folder),
        "DATABASE_URL": f"sqlite:///{folder}/served.sqlite3",
        "DJANGO_SETTINGS_MODULE": "config.settings",
        **more,
    }
    maillage = [sys.executable, "-m", "maillage"]
    where = {"cwd": settings.ROOT, "env": environment}
    subprocess.run([*maillage, "migrate", "--verbosity", "0"], check=True, **where)
    subprocess.run([*maillage, "createcachetable", "--verbosity", "0"], check=True, **where)
    with subprocess.Popen(
        [*maillage, "serve", "--port", str(port), *options],
        cwd=settings.ROOT,
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    ) as process:
        deadline = time.monotonic() + 30
        while not is_busy("127.0.0.1", port) and time.monotonic() < deadline:
            time.sleep(0.1)
        yield process, port
        if process.poll() is None:
            process.kill()


@pytest.mark.slow
def test_it_answers_and_both_halves_stop_together(tmp_path):
    with served(tmp_path, "--workers", "1") as (process, port):
        with urlopen(f"http://127.0.0.1:{port}/", timeout=20) as answer:
            assert answer.status == 200
        process.send_signal(signal.SIGTERM)
        told, errors = process.communicate(timeout=30)
    assert f"http://127.0.0.1:{port}" in told
    assert "Maillage stops." in told
    assert "INFO maillage.access [" in errors
    assert not is_busy("127.0.0.1", port)


@pytest.mark.slow
def test_machines_read_each_line_and_figures_of_all_processes(tmp_path):
    """Two web processes count; whichever is asked adds up; every line on the output is an object."""
    more = {"LOG_FORMAT": "json", "METRICS_TOKEN": "word"}
    with served(tmp_path, "--workers", "2", "--without-worker", **more) as (process, port):
        address = f"http://127.0.0.1:{port}"
        for _number in range(12):
            with urlopen(f"{address}/sante/", timeout=20) as answer:
                assert json.load(answer)["status"] == "up"
        asked = Request(f"{address}/metriques/", headers={"Authorization": "Bearer word"})
        with urlopen(asked, timeout=20) as answer:
            figures = answer.read().decode()
        process.send_signal(signal.SIGTERM)
        told, _errors = process.communicate(timeout=30)
    families = {f.name: f for f in text_string_to_metric_families(figures)}
    counted = {s.labels["view"]: s.value for s in families["maillage_http_requests"].samples}
    assert counted["public:health"] == 12
    assert families["maillage_worker_up"].samples[0].value == 0  # none was started
    lines = [json.loads(line) for line in told.splitlines()]
    assert [line["view"] for line in lines if line["logger"] == "maillage.access"] == [
        *["public:health"] * 12,
        "public:metrics",
    ]
    assert "Maillage stops." in {line["message"] for line in lines}
    assert list((tmp_path / "metrics" / str(port)).glob("*.db"))
