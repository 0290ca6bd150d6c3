"""Run the halves of the tests one after the other and close with one count for all.

python scripts/run_tests.py unit e2e      postgres: unit tests on the server of DATABASE_URL
"""

import os
import re
import shutil
import subprocess
import sys
import time
from collections import Counter
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PYTEST = [sys.executable, "-m", "pytest", "--color=no", "-p", "no:cacheprovider"]
PLAIN = ["-o", "addopts=-q --strict-markers --strict-config"]
HALVES = {
    "unit": ["-n", "2", "--dist", "worksteal"],
    "postgres": ["-n", "2", "--dist", "worksteal"],
    "e2e": [*PLAIN, "-rs", "tests/e2e"],
}
COUNTED = re.compile(r"(\d+) (passed|failed|error|skipped|xfailed|xpassed)")
NO_TESTS = 5


def main() -> None:
    total: Counter[str] = Counter()
    for half in sys.argv[1:] or ["unit", "e2e"]:
        started = time.monotonic()
        if half == "e2e":
            find_browser()
        counted = run(half)
        total += counted
        print(f"{half} on {database()}: {sentence(counted)}, {time.monotonic() - started:.0f} s\n")
    print(sentence(total))
    sys.exit(1 if total["failed"] else 0)


def run(half: str) -> Counter[str]:
    """Show the tests' words as they come, and count what they end with."""
    environment = dict(os.environ)
    if half != "postgres":
        environment.pop("DATABASE_URL", None)
    elif "DATABASE_URL" not in environment:
        sys.exit(
            "Maillage: DATABASE_URL must name a PostgreSQL server (sh scripts/with_postgres.sh)."
        )
    last = ""
    with subprocess.Popen(
        [*PYTEST, *HALVES[half]], cwd=ROOT, env=environment, stdout=subprocess.PIPE, text=True
    ) as process:
        for line in process.stdout or ():
            print(line, end="", flush=True)
            last = line if COUNTED.search(line) and " in " in line else last
    return count(last, process.returncode)


def count(closing: str, code: int) -> Counter[str]:
    counted: Counter[str] = Counter()
    for number, word in COUNTED.findall(closing):
        kind = {"error": "failed", "xpassed": "failed", "xfailed": "passed"}.get(word, word)
        counted[kind] += int(number)
    if code not in {0, NO_TESTS} and not counted["failed"]:
        counted["failed"] = 1  # it broke before it could count
    return counted


def sentence(counted: Counter[str]) -> str:
    return ", ".join(f"{counted[word]} {word}" for word in ("passed", "failed", "skipped"))


def database() -> str:
    return "PostgreSQL" if "DATABASE_URL" in os.environ and "postgres" in sys.argv else "SQLite"


def find_browser() -> None:
    """Install Debian's chromium where that is possible; elsewhere the journeys say they are skipped."""
    if any(shutil.which(name) for name in ("chromium", "chromium-browser", "google-chrome")):
        return
    if shutil.which("apt-get") and os.geteuid() == 0:
        print("→ Chromium, for the journeys", flush=True)
        environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
        for act in (["update"], ["-y", "--no-install-recommends", "install", "chromium"]):
            command = ["apt-get", "-qq", *act]
            subprocess.run(command, env=environment, stdout=subprocess.DEVNULL, check=False)
    else:
        print("No chromium here: install it (apt install chromium) to run the journeys.")


if __name__ == "__main__":
    main()
