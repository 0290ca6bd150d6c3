"""What the pages cost, and how the cost grows: python benchmarks/pages.py [30 300 3000 30000]

Each page is asked for in this process, at each size, on an SQLite database of its own: queries, CPU
milliseconds (the best of several, so that another process on the machine counts little) and bytes
compressed. Beside it, one rendering of the same rows without pages: equal work is compared, and the
ratio says what cutting a list into pages saves.
"""

import gzip
import os
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from http import HTTPStatus
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))
SIZES = (30, 300, 3_000, 30_000)
ROUNDS = 5
BATCH = 2_000
UNPAGED_UP_TO = 3_000  # beyond, nobody waits for it


@dataclass(frozen=True)
class Cost:
    queries: int
    cpu_ms: float
    kilobytes: float


def measure(ask: Callable[[], bytes]) -> Cost:
    from django.db import connection

    asked = []

    def count(execute: Any, sql: Any, *rest: Any) -> Any:
        asked.append(sql)
        return execute(sql, *rest)

    ask()  # templates are compiled, the network's identity is in the cache
    with connection.execute_wrapper(count):
        body = ask()
    best = float("inf")
    for _round in range(ROUNDS):
        started = time.process_time()
        ask()
        best = min(best, time.process_time() - started)
    return Cost(len(asked), best * 1000, len(gzip.compress(body)) / 1000)


def lay(size: int) -> None:
    """Projects with two allies, two territories and a theme each, among 100 places and 500 actors."""
    from django.utils import timezone

    from maillage.projects.models import Project
    from maillage.search.services import rebuild
    from tests.factories.actors import OrganisationFactory
    from tests.factories.programmes import CallFactory
    from tests.factories.territories import CommuneFactory, CountryFactory, TerritoryFactory
    from tests.factories.themes import ThemeFactory

    france = CountryFactory(country_code="FR", name="France", slug="france")
    region = TerritoryFactory(name="Région", slug="region", kind="region", within=[france])
    departements = [TerritoryFactory(slug=f"dep-{n}", within=[region]) for n in range(10)]
    places = [CommuneFactory(slug=f"com-{n}", within=[departements[n % 10]]) for n in range(90)]
    actors = [OrganisationFactory(seat=places[n % 90]) for n in range(min(size, 500))]
    themes, call = [ThemeFactory() for _ in range(8)], CallFactory()
    for first in range(0, size, BATCH):
        made = Project.objects.bulk_create(
            Project(
                phase=call.phase,
                call=call,
                title=f"Projet {n} des rives et des haies",
                title_key=f"projet {n} des rives et des haies",
                slug=f"projet-{n}",
                summary="Deux rives cultivent ensemble ce que chacune sait. " * 3,
                status="published",
                published_at=timezone.now(),
            )
            for n in range(first, min(first + BATCH, size))
        )
        tie(made, places, themes, actors)
    rebuild()


def tie(made: list[Any], places: list[Any], themes: list[Any], actors: list[Any]) -> None:
    from maillage.projects.models import Ally, Project

    where, about = Project.territories.through, Project.themes.through
    where.objects.bulk_create(
        where(project_id=p.pk, territory_id=places[(p.pk * k) % len(places)].pk)
        for p in made
        for k in (1, 7)
        if k == 1 or (p.pk * 7) % len(places) != p.pk % len(places)
    )
    about.objects.bulk_create(
        about(project_id=p.pk, theme_id=themes[p.pk % len(themes)].pk) for p in made
    )
    Ally.objects.bulk_create(
        Ally(project=p, organisation=actors[(p.pk + k) % len(actors)], role=role)
        for p in made
        for k, role in enumerate(("lead", "partner"))
    )


def pages() -> dict[str, str]:
    return {
        "home": "/",
        "projects": "/projets/",
        "projects, 3rd page": "/projets/?page=3",
        "projects, words": "/projets/?q=rives+haies",
        "projects, no such": "/projets/?q=rivze+haiees",
        "search": "/recherche/?q=rives+haies",
        "projects, place": "/projets/?place=dep-3",
        "project": "/projets/projet-1/",
        "theme": "/themes/{theme}/",
        "territory": "/territoires/dep-3/",
        "region": "/territoires/region/",
        "actors": "/acteurs/",
        "api projects": "/api/v1/projects",
        "desk projects": "/pilotage/projets/",
        "desk journal": "/pilotage/journal/",
    }


def unpaged() -> bytes:
    """The same cards, all of them on one page."""
    from django.template.loader import render_to_string

    from maillage.projects.models import Project
    from maillage.projects.queries import with_alliance

    found = with_alliance(Project.objects.published())
    return "".join(
        render_to_string("public/project_card.html", {"project": project}) for project in found
    ).encode()


def run(size: int) -> None:
    from django.core.management import call_command
    from django.test import Client

    from maillage.themes.models import Theme
    from tests.factories.accounts import AdminFactory

    call_command("migrate", verbosity=0, interactive=False)
    call_command("createcachetable", verbosity=0)
    lay(size)
    client, theme = Client(), Theme.objects.first()
    client.force_login(AdminFactory(), "allauth.account.auth_backends.AuthenticationBackend")
    visitor = Client()
    for name, address in pages().items():
        path = address.format(theme=theme.slug if theme else "")
        browser = client if path.startswith("/pilotage/") else visitor

        def ask(path: str = path, browser: Client = browser) -> bytes:
            response = browser.get(path)
            if response.status_code != HTTPStatus.OK:
                raise SystemExit(f"{path} answers {response.status_code}")
            return bytes(response.content)

        say(size, name, measure(ask))
    if size <= UNPAGED_UP_TO:
        say(size, "all cards, unpaged", measure(unpaged))


def say(size: int, name: str, cost: Cost) -> None:
    print(
        f"{size:>6}  {name:<20} {cost.queries:>3} queries  {cost.cpu_ms:>8.1f} ms  "
        f"{cost.kilobytes:>7.1f} kB",
        flush=True,
    )


def main() -> None:
    """Each size in a process of its own: a fresh database, nothing warm from the one before."""
    sizes = [int(word) for word in sys.argv[1:]] or list(SIZES)
    if len(sizes) > 1:
        for size in sizes:
            os.spawnv(os.P_WAIT, sys.executable, [sys.executable, __file__, str(size)])
        return
    with tempfile.TemporaryDirectory() as folder:
        os.environ |= {
            "DEBUG": "0",
            "SECRET_KEY": "benchmark",
            "HTTPS": "0",
            "MAILLAGE_VAR": folder,
        }
        os.environ |= {"ALLOWED_HOSTS": "testserver", "CACHE_URL": "locmemcache://"}
        os.environ["DJANGO_SETTINGS_MODULE"] = "config.settings"
        os.environ.pop("DATABASE_URL", None)
        import django
        from django.conf import settings

        settings.STORAGES["staticfiles"]["BACKEND"] = (
            "django.contrib.staticfiles.storage.StaticFilesStorage"
        )
        settings.NINJA_DEFAULT_THROTTLE_RATES = {}
        django.setup()
        run(sizes[0])


if __name__ == "__main__":
    main()
