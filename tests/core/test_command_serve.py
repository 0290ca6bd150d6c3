import os
import signal
import socket
import subprocess
import sys
import time
from urllib.request import urlopen

import pytest
from django.conf import settings
from django.core.management import CommandError, call_command

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


def test_ending_waits_for_each_process():
    command = [sys.executable, "-c", "import time; time.sleep(60)"]
    processes = {name: subprocess.Popen(command) for name in ("one", "two")}
    end(processes)
    assert all(process.returncode == -signal.SIGTERM for process in processes.values())


@pytest.fixture
def server(tmp_path):
    """The real thing on an empty database, as a developer would start it."""
    port = _free_port()
    environment = {
        **os.environ,
        "DEBUG": "1",
        "MAILLAGE_VAR": str(tmp_path),
        "DATABASE_URL": f"sqlite:///{tmp_path}/served.sqlite3",
        "DJANGO_SETTINGS_MODULE": "config.settings",
    }
    maillage = [sys.executable, "-m", "maillage"]
    where = {"cwd": settings.ROOT, "env": environment}
    subprocess.run([*maillage, "migrate", "--verbosity", "0"], check=True, **where)
    subprocess.run([*maillage, "createcachetable", "--verbosity", "0"], check=True, **where)
    with subprocess.Popen(
        [*maillage, "serve", "--port", str(port), "--workers", "1"],
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
def test_it_answers_and_both_halves_stop_together(server):
    process, port = server
    with urlopen(f"http://127.0.0.1:{port}/", timeout=20) as answer:
        assert answer.status == 200
    process.send_signal(signal.SIGTERM)
    told, _errors = process.communicate(timeout=30)
    assert f"http://127.0.0.1:{port}" in told
    assert "Maillage stops." in told
    assert not is_busy("127.0.0.1", port)
