"""What runs it elsewhere is written down: compose, the image, systemd, Caddy. Read here as they will be."""

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

ROOT = Path(__file__).parent.parent
COMPOSE = yaml.safe_load((ROOT / "compose.yaml").read_text(encoding="utf-8"))
SERVICES = COMPOSE["services"]
UNITS = sorted((ROOT / "deploy/systemd").iterdir())
EXAMPLE = (ROOT / ".env.example").read_text(encoding="utf-8")
SETTINGS = (ROOT / "config/settings.py").read_text(encoding="utf-8")
ASKED = set(re.findall(r'env(?:\.\w+)?\(\s*"([A-Z_]+)"', SETTINGS))
OUTSIDE = {"DOMAIN", "POSTGRES_PASSWORD"}  # compose and Caddy read these, not we


def told_in(text: str) -> set[str]:
    """The names of a file of variables, those in comments too."""
    return set(re.findall(r"^(?:# )?([A-Z][A-Z_]+)=", text, flags=re.MULTILINE))


class TestEnvironment:
    def test_what_the_example_names_is_read_by_somebody(self):
        assert told_in(EXAMPLE) - ASKED - OUTSIDE == set()

    def test_what_the_settings_read_is_in_the_example(self):
        assert ASKED - told_in(EXAMPLE) - {"CACHE_URL"} == set()

    def test_what_compose_gives_is_read_by_the_settings(self):
        for name in ("web", "worker"):
            assert set(SERVICES[name]["environment"]) <= ASKED

    def test_what_compose_asks_for_is_in_the_example(self):
        words = (ROOT / "compose.yaml").read_text(encoding="utf-8")
        assert set(re.findall(r"\$\{(\w+)", words)) <= told_in(EXAMPLE)


class TestCompose:
    def test_there_is_a_database_a_web_server_a_worker_and_https(self):
        assert set(SERVICES) == {"database", "web", "worker", "https"}
        assert SERVICES["database"]["image"].startswith("postgres:")
        assert SERVICES["https"]["image"].startswith("caddy:")
        assert SERVICES["web"]["image"] == SERVICES["worker"]["image"]
        assert SERVICES["web"]["command"][-1] == "web"
        assert SERVICES["worker"]["command"][-1] == "worker"

    def test_each_starts_again_and_is_watched(self):
        for name, service in SERVICES.items():
            assert service["restart"] == "unless-stopped", name
            assert "healthcheck" in service or name == "https", name

    def test_each_waits_for_whom_it_needs(self):
        healthy = {"condition": "service_healthy"}
        assert SERVICES["web"]["depends_on"] == {"database": healthy}
        assert SERVICES["worker"]["depends_on"] == {"web": healthy}

    def test_only_https_is_open_to_the_world(self):
        assert [name for name, service in SERVICES.items() if "ports" in service] == ["https"]
        assert {port.partition(":")[0] for port in SERVICES["https"]["ports"]} == {"80", "443"}

    def test_what_must_last_lies_in_volumes_that_are_declared(self):
        mounted = {
            volume.partition(":")[0]
            for service in SERVICES.values()
            for volume in service["volumes"]
            if not volume.startswith("./")
        }
        assert mounted == set(COMPOSE["volumes"])
        assert SERVICES["web"]["volumes"] == SERVICES["worker"]["volumes"]
        image = (ROOT / "Dockerfile").read_text(encoding="utf-8")
        kept = re.search(r"MAILLAGE_VAR=(\S+)", image)[1]
        assert SERVICES["web"]["volumes"] == [f"data:{kept}"]

    def test_what_it_mounts_and_runs_is_here(self):
        for service in SERVICES.values():
            mounts = [v.partition(":")[0] for v in service["volumes"] if v.startswith("./")]
            words = [*service.get("command", []), *service.get("healthcheck", {}).get("test", [])]
            ours = [word for word in words if word.startswith("/srv/maillage/deploy/")]
            for path in [*mounts, *(word.removeprefix("/srv/maillage/") for word in ours)]:
                assert (ROOT / path).exists(), path

    def test_the_tool_itself_understands_it(self, tmp_path):
        tool = compose_tool()
        if not tool:
            pytest.skip("no docker-compose here (apt install docker-compose): read as YAML alone")
        for name in ("compose.yaml", "Dockerfile"):
            shutil.copy(ROOT / name, tmp_path)
        (tmp_path / ".env").write_text(
            "DOMAIN=alliances.example\nPOSTGRES_PASSWORD=p\nSECRET_KEY=k\n"
        )
        done = compose(tool, tmp_path)
        assert done.returncode == 0, done.stderr
        read = yaml.safe_load(done.stdout)
        assert set(read["services"]) == set(SERVICES)
        given = read["services"]["web"]["environment"]
        assert given["DATABASE_URL"] == "postgres://maillage:p@database:5432/maillage"
        assert given["SECRET_KEY"] == "k"
        (tmp_path / ".env").write_text("SECRET_KEY=k\n")
        refused = compose(tool, tmp_path)
        assert refused.returncode != 0
        assert "say it in .env" in refused.stderr


def compose_tool() -> list[str] | None:
    """docker compose where there is one, else the older command."""
    found = shutil.which("docker")
    if found:
        known = subprocess.run([found, "compose", "version"], capture_output=True, check=False)
        if known.returncode == 0:
            return [found, "compose"]
    older = shutil.which("docker-compose")
    return [older] if older else None


def compose(tool: list[str], folder: Path) -> "subprocess.CompletedProcess[str]":
    kept = {name: value for name, value in os.environ.items() if name not in OUTSIDE}
    return subprocess.run(
        [*tool, "config"], cwd=folder, env=kept, capture_output=True, text=True, check=False
    )


class TestImage:
    STEPS = (ROOT / "Dockerfile").read_text(encoding="utf-8")

    def test_it_is_built_as_every_machine_is(self):
        assert "RUN make install" in self.STEPS

    def test_nobody_powerful_runs_it(self):
        assert self.STEPS.index("useradd") < self.STEPS.index("USER maillage")
        assert self.STEPS.index("USER maillage") < self.STEPS.index("\nCMD")

    def test_what_it_runs_is_here_and_may_be_run(self):
        for path in re.findall(r"/srv/maillage/(deploy/[\w.]+)", self.STEPS):
            assert (ROOT / path).exists(), path
        assert os.access(ROOT / "deploy/start.sh", os.X_OK)

    def test_secrets_and_data_stay_out_of_it(self):
        ignored = (ROOT / ".dockerignore").read_text(encoding="utf-8").splitlines()
        assert {".git", ".venv", "var", ".env"} <= set(ignored)

    def test_the_starting_script_is_understood_by_the_plainest_shell(self):
        script = str(ROOT / "deploy/start.sh")
        assert subprocess.run(["sh", "-n", script], check=False).returncode == 0


START = """#!/bin/sh
echo "$*" >> said
"""


@pytest.mark.parametrize(
    ("word", "last", "count"),
    [
        ("", "serve --host 0.0.0.0 --port 8000", 5),
        ("web", "serve --host 0.0.0.0 --port 8000 --without-worker", 5),
        ("worker", "worker", 1),
    ],
)
def test_a_container_does_its_own_steps(tmp_path, word, last, count):
    """The script, run in a folder whose `maillage` writes down what it is asked."""
    (tmp_path / ".venv/bin").mkdir(parents=True)
    maillage = tmp_path / ".venv/bin/maillage"
    maillage.write_text(START)
    maillage.chmod(0o755)
    script = (ROOT / "deploy/start.sh").read_text().replace("/srv/maillage", str(tmp_path))
    (tmp_path / "start.sh").write_text(script)
    subprocess.run(["sh", "start.sh", *word.split()], cwd=tmp_path, check=True)
    said = (tmp_path / "said").read_text().splitlines()
    assert said[-1] == last
    assert len(said) == count


class TestHealthy:
    """The script that the container's health check runs, against a server that answers as told."""

    def ask(self, tmp_path, status: int, body: dict[str, str]) -> int:
        server = f"""
import http.server, json, subprocess, sys, threading
class Answer(http.server.BaseHTTPRequestHandler):
    def do_GET(self):
        self.send_response({status}); self.end_headers()
        self.wfile.write(json.dumps({body!r}).encode())
    def log_message(self, *words): pass
server = http.server.HTTPServer(("127.0.0.1", 0), Answer)
threading.Thread(target=server.serve_forever, daemon=True).start()
source = open({str(ROOT / "deploy/healthy.py")!r}).read().replace("8000", str(server.server_port))
sys.exit(subprocess.run([sys.executable, "-c", source], capture_output=True).returncode)
"""
        return subprocess.run([sys.executable, "-c", server], check=False).returncode

    @pytest.mark.parametrize(
        ("status", "body", "code"),
        [(200, {"status": "up"}, 0), (503, {"status": "down"}, 1), (200, {"status": "odd"}, 1)],
    )
    def test_it_says_whether_pages_are_served(self, tmp_path, status, body, code):
        assert self.ask(tmp_path, status, body) == code


class TestSystemd:
    @pytest.mark.parametrize("unit", UNITS, ids=lambda path: path.name)
    def test_what_it_runs_is_a_command_of_ours(self, unit):
        commands = {path.stem for path in ROOT.glob("maillage/*/management/commands/*.py")}
        words = unit.read_text(encoding="utf-8")
        ran = set(
            re.findall(r"^Exec\w+=/srv/maillage/\.venv/bin/maillage (\w+)", words, re.MULTILINE)
        )
        assert ran <= commands | {"migrate"}
        assert ran or unit.suffix == ".timer"

    @pytest.mark.parametrize("unit", UNITS, ids=lambda path: path.name)
    def test_systemd_itself_understands_it(self, unit, tmp_path):
        tool = shutil.which("systemd-analyze")
        if not tool:
            pytest.skip("no systemd here: units are read as text alone")
        for one in UNITS:
            here = one.read_text().replace("/srv/maillage/.venv/bin/maillage", sys.executable)
            (tmp_path / one.name).write_text(here)
        done = subprocess.run(
            [tool, "verify", "--man=no", str(tmp_path / unit.name)],
            capture_output=True,
            text=True,
            check=False,
        )
        assert (done.returncode, done.stderr) == (0, "")


class TestCaddy:
    WORDS = (ROOT / "deploy/Caddyfile").read_text(encoding="utf-8")

    def test_it_serves_the_name_and_asks_the_web_server(self):
        assert "{$DOMAIN} {" in self.WORDS
        assert "{$UPSTREAM:web:8000}" in self.WORDS

    def test_the_number_of_a_request_is_not_the_visitors_choice(self):
        assert "header_up X-Request-ID {http.request.uuid}" in self.WORDS

    def test_caddy_itself_understands_it(self):
        tool = shutil.which("caddy")
        if not tool:
            pytest.skip("no caddy here (apt install caddy): read as text alone")
        done = subprocess.run(
            [tool, "adapt", "--config", str(ROOT / "deploy/Caddyfile"), "--adapter", "caddyfile"],
            env={**os.environ, "DOMAIN": "alliances.example"},
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 0, done.stderr
        (server,) = json.loads(done.stdout)["apps"]["http"]["servers"].values()
        assert server["listen"] == [":443"]
        assert '"dial":"web:8000"' in done.stdout.replace(" ", "")
