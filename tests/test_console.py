"""The console command, as whoever installs Maillage first meets it."""

import os
import subprocess
import sys

from django.conf import settings


def maillage(*words, **environment):
    kept = {name: os.environ[name] for name in ("PATH", "HOME") if name in os.environ}
    return subprocess.run(
        [sys.executable, "-m", "maillage", *words],
        cwd=settings.ROOT,
        env=kept | environment,
        capture_output=True,
        text=True,
        check=False,
    )


def test_what_is_missing_is_one_sentence_and_no_traceback(tmp_path):
    found = maillage("check", SECRET_KEY="", MAILLAGE_VAR=str(tmp_path))
    assert found.returncode == 1
    assert found.stderr.startswith("Maillage: SECRET_KEY is missing: set it in the environment")
    assert "Traceback" not in found.stderr


def test_a_command_that_works_says_what_it_did(tmp_path):
    found = maillage("messages", "check", MAILLAGE_DEMO="1", MAILLAGE_VAR=str(tmp_path))
    assert found.returncode == 0, found.stderr
    assert "0 to translate" in found.stdout
