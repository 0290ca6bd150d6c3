"""The demonstration as `make demo` serves it, and the browser that looks at it."""

import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
MAC = Path("/Applications/Google Chrome.app/Contents/MacOS/Google Chrome")


def find_chromium() -> str | None:
    given = os.environ.get("MAILLAGE_CHROMIUM")
    found = given or next(filter(None, map(shutil.which, NAMES)), None)
    return found or (str(MAC) if MAC.exists() else None)


def free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])


@contextmanager
def serving(folder: Path) -> Iterator[str]:
    """Lay the story in this folder, start the server and the worker, give the address."""
    port = free_port()
    address = f"http://127.0.0.1:{port}"
    environment = {
        **os.environ,
        "MAILLAGE_DEMO": "1",
        "MAILLAGE_VAR": str(folder),
        "SITE_URL": address,
    }
    for name in ("DATABASE_URL", "DEBUG", "DJANGO_SETTINGS_MODULE"):
        environment.pop(name, None)
    lay = [sys.executable, "scripts/lay_demo.py"]
    subprocess.run(lay, cwd=ROOT, env=environment, check=True, capture_output=True)
    serve = [sys.executable, "-m", "maillage", "serve", "--port", str(port)]
    with subprocess.Popen(
        serve, cwd=ROOT, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.STDOUT
    ) as server:
        wait_for(address, server)
        yield address
        server.terminate()


def wait_for(address: str, server: "subprocess.Popen[bytes]") -> None:
    for _attempt in range(300):
        assert server.poll() is None, "the server stopped before it answered"
        try:
            urllib.request.urlopen(address, timeout=5).close()
        except OSError:
            time.sleep(0.1)
        else:
            return
    raise AssertionError(f"nothing answers on {address}")
