"""Put in place what `make demo` and `make test` need; do again only what changed.

    python3 scripts/prepare.py demo    the virtual environment, the packages, the demonstration
    python3 scripts/prepare.py test    the same without the demonstration, with what tests need

Runs on the machine's own Python, before anything is installed: standard library only. Each step
leaves a stamp, the digest of what it was made from; a step whose stamp is right is skipped.
"""

import hashlib
import os
import shutil
import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
BIN = VENV / "bin"
WORTH_SAYING = 3  # seconds
FRONT = ROOT / "node_modules"
PYTHON = "%d.%d" % sys.version_info[:2]  # noqa: UP031 - must run, to say so, on an old Python


def main() -> None:
    what = sys.argv[1] if len(sys.argv) > 1 else "demo"
    started = time.monotonic()
    check_tools()
    lay_environment()
    install_packages("dev" if what == "test" else "base")
    install_front(full=what == "test")
    if what == "demo":
        lay_demo()
    else:
        compile_messages()
    took = time.monotonic() - started
    if took > WORTH_SAYING:
        say(f"Ready in {took:.0f} s.")


# --- Steps ---------------------------------------------------------------------------------


def check_tools() -> None:
    """Name what is missing in one sentence, before anything is half done."""
    if sys.version_info < (3, 11):  # noqa: UP036 - said before anything is installed
        stop(
            f"Python {PYTHON} is too old, Maillage needs 3.11 or newer: install it, then "
            "make PYTHON=python3.11 …"
        )
    for module in ("venv", "ensurepip"):
        try:
            __import__(module)
        except ImportError:
            stop(f"Python cannot make virtual environments: apt install python{PYTHON}-venv")


def lay_environment() -> None:
    if (BIN / "python").exists() and is_done(VENV / ".stamp-python", PYTHON):
        return
    say("Virtual environment in .venv")
    run(sys.executable, "-m", "venv", "--clear", str(VENV))
    (VENV / ".stamp-python").write_text(PYTHON)


def install_packages(extra: str) -> None:
    """`dev` holds all that `base` holds: whoever ran the tests keeps them for the demonstration."""
    uv = ROOT / "requirements" / "uv.txt"
    if not is_done(VENV / ".stamp-uv", digest(uv)):
        pip = (str(BIN / "python"), "-m", "pip", "--disable-pip-version-check", "-q", "install")
        run(*pip, "--require-hashes", "--no-deps", "-r", str(uv))
        (VENV / ".stamp-uv").write_text(digest(uv))
    install_locked(extra)
    package = digest(ROOT / "pyproject.toml")
    if not is_done(VENV / ".stamp-package", package):
        uv_pip("install", "--no-deps", "--no-build-isolation", "--editable", str(ROOT))
        (VENV / ".stamp-package").write_text(package)


def install_locked(extra: str) -> None:
    locks = {name: ROOT / "requirements" / f"{name}.txt" for name in ("base", "dev")}
    if is_done(VENV / ".stamp-dev", digest(locks["dev"])):
        return
    if extra == "base" and is_done(VENV / ".stamp-base", digest(locks["base"])):
        return
    say(f"Python packages (requirements/{extra}.txt)")
    uv_pip("install", "--require-hashes", "--no-deps", "-r", str(locks[extra]))
    (VENV / f".stamp-{extra}").write_text(digest(locks[extra]))


def install_front(*, full: bool) -> None:
    lock = digest(ROOT / "package-lock.json")
    if is_done(FRONT / ".stamp-full", lock):
        return
    if not full and is_done(FRONT / ".stamp-production", lock):
        return
    say("Front-end packages (package-lock.json)")
    run(
        *find_npm(),
        *("ci", "--no-audit", "--no-fund", "--ignore-scripts", "--loglevel=error"),
        *(() if full else ("--omit=dev",)),
    )
    (FRONT / (".stamp-full" if full else ".stamp-production")).write_text(lock)


def find_npm() -> tuple[str, ...]:
    """The machine's npm, or the one that comes as a Python package."""
    npm = shutil.which("npm")
    if npm:
        return (npm,)
    if not (BIN / "npm").exists():
        say("This machine has no npm: a copy goes into .venv")
        lock = ROOT / "requirements" / "node.txt"
        uv_pip("install", "--require-hashes", "--no-deps", "-r", str(lock))
    return (str(BIN / "npm"),)


def compile_messages() -> None:
    catalogues = sorted((ROOT / "locale").rglob("*.po"))
    french = ROOT / "locale" / "fr" / "LC_MESSAGES" / "django.mo"
    written = [french, *(path.with_suffix(".mo") for path in catalogues)]
    stamp = VENV / ".stamp-messages"
    state = digest(*catalogues, *sources("maillage"))  # the French one is drawn from the sources
    if not all(path.exists() for path in written) or not is_done(stamp, state):
        # The commands read the settings, which ask what kind of installation this is.
        run(str(BIN / "maillage"), "messages", "compile", SECRET_KEY="not-served", quiet="1")
        stamp.write_text(state)


def lay_demo() -> None:
    """Database, demonstration and static files; nothing when no source changed since."""
    kept = Path(os.environ.get("MAILLAGE_VAR", ROOT / "var"))
    read = sources("config", "locale", "maillage")
    state = digest(*read, ROOT / "package-lock.json") + os.environ.get("DATABASE_URL", "")
    if is_done(kept / ".stamp-demo", state) and (kept / "static").exists() and has_data(kept):
        return
    say("Database, demonstration, static files")
    run(str(BIN / "python"), str(ROOT / "scripts" / "lay_demo.py"), MAILLAGE_DEMO="1")
    (kept / ".stamp-demo").write_text(state)


def has_data(kept: Path) -> bool:
    return "DATABASE_URL" in os.environ or (kept / "maillage.sqlite3").exists()


# --- What the steps are made of ---------------------------------------------------------------


def sources(*folders: str) -> list[Path]:
    return [
        path
        for folder in folders
        for path in sorted((ROOT / folder).rglob("*"))
        if path.is_file() and path.suffix not in {".pyc", ".mo"}
    ]


def digest(*paths: Path) -> str:
    total = hashlib.sha256()
    for path in paths:
        total.update(str(path.relative_to(ROOT)).encode() + b"\0" + path.read_bytes())
    return total.hexdigest()


def is_done(stamp: Path, state: str) -> bool:
    return stamp.exists() and stamp.read_text() == state


def uv_pip(act: str, *words: str) -> None:
    # The machine's certificates: behind a proxy that reads TLS, uv's own are not enough.
    run(
        *(str(BIN / "uv"), "pip", act, "-q", "--python", str(BIN / "python"), *words),
        UV_PYTHON_DOWNLOADS="never",
        UV_SYSTEM_CERTS="1",
        UV_LINK_MODE="copy",
    )


def run(*command: str, quiet: str = "", **environment: str) -> None:
    path = f"{BIN}{os.pathsep}{os.environ.get('PATH', '')}"
    result = subprocess.run(
        command,
        cwd=ROOT,
        env={**os.environ, "PATH": path, **environment},
        stdout=subprocess.DEVNULL if quiet else None,
        check=False,
    )
    if result.returncode:
        stop(f"This step failed: {' '.join(command)}")


def say(sentence: str) -> None:
    print(f"→ {sentence}", flush=True)


def stop(sentence: str) -> None:
    sys.exit(f"Maillage: {sentence}")


if __name__ == "__main__":
    main()
