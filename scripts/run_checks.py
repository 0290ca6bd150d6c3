"""Every check that is not a test, one line each; the words of those that fail."""

import os
import secrets
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
BIN = Path(sys.executable).parent
PAGES = sorted(str(path) for path in (ROOT / "maillage").glob("**/templates/**/*.html"))


def main() -> None:
    failed = [name for name, command in checks().items() if not passes(name, command)]
    if failed:
        sys.exit(f"Not ready: {', '.join(failed)}.")


def checks() -> dict[str, list[str]]:
    maillage = str(BIN / "maillage")
    return {
        "ruff check": [str(BIN / "ruff"), "check", "--quiet", "."],
        "ruff format": [str(BIN / "ruff"), "format", "--check", "--quiet", "."],
        "templates": [str(BIN / "djade"), "--check", "--target-version", "5.2", *PAGES],
        "types": [str(BIN / "mypy")],
        "contracts": [str(BIN / "lint-imports")],
        "messages": [maillage, "messages", "check"],
        "migrations": [maillage, "makemigrations", "--check", "--dry-run"],
        "deployment": [maillage, "check", "--deploy", "--fail-level", "WARNING"],
    }


def passes(name: str, command: list[str]) -> bool:
    started = time.monotonic()
    with tempfile.TemporaryDirectory() as var:
        result = subprocess.run(
            command, cwd=ROOT, env=as_deployed(var), capture_output=True, text=True, check=False
        )
    verdict = "FAILED" if result.returncode else "ok"
    print(f"{name:<12} {verdict} ({time.monotonic() - started:.0f} s)", flush=True)
    if result.returncode:
        print(result.stdout + result.stderr, flush=True)
    return result.returncode == 0


def as_deployed(var: str) -> dict[str, str]:
    """The environment of a server meant for real people, with nothing of this machine's data."""
    ours = {
        "SECRET_KEY": secrets.token_urlsafe(60),
        "DEBUG": "0",
        "MAILLAGE_VAR": var,
        "EMAIL_URL": "smtp+tls://user:password@mail.example.org:587",
    }
    kept = {
        key: value
        for key, value in os.environ.items()
        if key not in {"MAILLAGE_DEMO", "DATABASE_URL"}
    }
    return {**kept, **ours}


if __name__ == "__main__":
    main()
