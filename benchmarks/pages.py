"""What the pages cost, and how the cost grows: python benchmarks/pages.py [30 300 3000 30000]

Each page is asked for in this process, at each size, on an SQLite database of its own: queries, CPU
milliseconds (the best of several, so that another process on the machine counts little, after a first that warms), bytes
compressed, and memory at its highest for files. Beside each list, the same view draws all its rows on
one page (6,000 at most), in the same process: equal work is compared, and the cost of a row says whether cutting a
list into pages costs or saves.
"""

import os
import resource
import sys
import tempfile
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from http import HTTPStatus
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT), str(Path(__file__).resolve().parent)]
SIZES = (30, 300, 3_000, 30_000)
ROUNDS = 5
WHOLE = 6_000  # rows on one page, at most: a row costs there what it costs at 30,000
LONG = 1.0  # seconds: what takes longer is measured once
# Each list with all its rows on one page beside it, and what lists are made of.
LISTS = {
    "projects": "/projets/",
    "projects, two words": "/projets/?q=rives+haies",
    "projects, département": "/projets/?place=dep-3",
    "calls": "/appels/",
    "actors": "/acteurs/",
    "territories": "/territoires/",
    "one theme": "/themes/theme-3/",
    "one commune": "/territoires/com-8/",
    "one région": "/territoires/region-3/",
    "one country": "/territoires/france/",
    "desk, projects": "/pilotage/projets/",
    "desk, organisations": "/pilotage/organisations/",
    "desk, calls": "/pilotage/appels/",
    "desk, journal": "/pilotage/journal/",
}
PAGES = {
    "home": "/",
    "search": "/recherche/?q=rives+haies",
    "themes": "/themes/",
    "one project": "/projets/projet-1/",
    "one call": "/appels/appel-0/",
    "one actor": "/acteurs/association-1/",
    "open data": "/donnees/",
    "API, projects": "/api/v1/projects",
    "API, organisations": "/api/v1/organisations",
    "feed, projects": "/projets.atom",
    "calendar, calls": "/appels.ics",
    "sitemap": "/sitemap.xml",
}
FILES = {
    "projects.csv": "/projets.csv",
    "projects.xlsx": "/projets.xlsx",
    "projects.geojson": "/projets.geojson",
    "actors.csv": "/acteurs.csv",
}


@dataclass(frozen=True)
class Cost:
    queries: int
    cpu_ms: float
    kilobytes: float
    memory_mb: float = 0.0


def measure(ask: Callable[[], Iterable[bytes]]) -> Cost:
    from django.db import connection

    asked = []

    def count(execute: Any, sql: Any, *rest: Any) -> Any:
        asked.append(sql)
        return execute(sql, *rest)

    highest = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    for _part in ask():
        pass  # templates are compiled, the network's identity is cached
    started = time.process_time()
    with connection.execute_wrapper(count):
        _size, squeezed = weigh(ask())
    best = time.process_time() - started
    for _round in range(ROUNDS if best < LONG else 0):
        started = time.process_time()
        for _part in ask():
            pass
        best = min(best, time.process_time() - started)
    grown = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - highest
    return Cost(len(asked), best * 1000, squeezed / 1000, grown / 1024)


def weigh(parts: Iterable[bytes]) -> tuple[int, int]:
    """Bytes, plain and compressed, without holding them all."""
    import zlib

    packer = zlib.compressobj(6, wbits=31)
    size = squeezed = 0
    for part in parts:
        size += len(part)
        squeezed += len(packer.compress(part))
    return size, squeezed + len(packer.flush())


def asking(browser: Any, path: str) -> Callable[[], Iterable[bytes]]:
    def ask() -> Iterable[bytes]:
        response = browser.get(path)
        if response.status_code != HTTPStatus.OK:
            raise SystemExit(f"{path} answers {response.status_code}")
        return response.streaming_content if response.streaming else [bytes(response.content)]

    return ask


def whole(ask: Callable[[], Iterable[bytes]]) -> Cost:
    """The same view with all its rows on one page, or as many as tell what a row costs."""
    from maillage.core import answers

    usual, answers.A_PAGE = answers.A_PAGE, WHOLE
    try:
        return measure(ask)
    finally:
        answers.A_PAGE = usual


def run(size: int) -> None:
    from django.core.management import call_command
    from django.test import Client
    from rows import lay

    from maillage.core.tasks import weigh_tables
    from maillage.projects.tasks import count_projects
    from tests.factories.accounts import AdminFactory

    call_command("migrate", verbosity=0, interactive=False)
    call_command("createcachetable", verbosity=0)
    lay(size)
    weigh_tables()  # as the worker does every day, and each minute
    count_projects()
    visitor, team = Client(), Client()
    team.force_login(AdminFactory(), "allauth.account.auth_backends.AuthenticationBackend")
    for name, path in {**PAGES, **FILES}.items():
        say(size, name, measure(asking(visitor, path)))
    for name, path in LISTS.items():
        ask = asking(team if path.startswith("/pilotage/") else visitor, path)
        say(size, name, measure(ask), whole(ask))


def say(size: int, name: str, cost: Cost, all_rows: Cost | None = None) -> None:
    line = f"{size:>6}  {name:<22} {cost.queries:>3} queries  {cost.cpu_ms:>8.1f} ms  {cost.kilobytes:>7.1f} kB"
    if all_rows:
        line += f"   whole: {all_rows.queries:>3} queries  {all_rows.cpu_ms:>9.1f} ms  {all_rows.kilobytes:>8.1f} kB"
    elif cost.memory_mb >= 1:
        line += f"   +{cost.memory_mb:.0f} MB"
    print(line, flush=True)


def prepare(folder: str) -> None:
    """The settings of a server, on a database that nobody else sees."""
    os.environ |= {
        "DEBUG": "0",
        "SECRET_KEY": "benchmark",
        "HTTPS": "0",
        "MAILLAGE_VAR": folder,
        "ALLOWED_HOSTS": "testserver",
        "CACHE_URL": "locmemcache://",
        "LOG_LEVEL": "WARNING",
        "DJANGO_SETTINGS_MODULE": "config.settings",
    }
    os.environ.pop("DATABASE_URL", None)
    (Path(folder) / "static").mkdir()
    import django
    from django.conf import settings

    settings.STORAGES["staticfiles"]["BACKEND"] = (
        "django.contrib.staticfiles.storage.StaticFilesStorage"
    )
    django.setup()
    from maillage.web.api.v1 import api

    api.throttle = []
    settings.FILES_PER_MINUTE = 0


def main() -> None:
    """Each size in a process of its own: a fresh database, nothing warm from the one before."""
    sizes = [int(word) for word in sys.argv[1:]] or list(SIZES)
    if len(sizes) > 1:
        for size in sizes:
            os.spawnv(os.P_WAIT, sys.executable, [sys.executable, __file__, str(size)])
        return
    with tempfile.TemporaryDirectory() as folder:
        prepare(folder)
        run(sizes[0])


if __name__ == "__main__":
    main()
