"""What the pages are measured on: as many projects, actors and calls as one asks for, on one country.

The places do not grow with the projects: a country of 10 regions, 50 départements, 2,000 communes, and
20 other countries. Everything is laid by batches, so that 30,000 of each take seconds.
"""

from collections.abc import Iterable, Iterator
from datetime import timedelta
from itertools import islice
from typing import Any

BATCH = 2_000
REGIONS, DEPARTEMENTS, COMMUNES, COUNTRIES = 10, 50, 2_000, 20
SENTENCES = "Deux rives cultivent ensemble ce que chacune sait. " * 3


def lay(size: int) -> None:
    """`size` projects with two allies, two territories and a theme each, as many actors, a tenth of calls."""
    from maillage.projects.models import Project
    from maillage.search.services import rebuild
    from tests.factories.programmes import ProgrammeFactory
    from tests.factories.themes import ThemeFactory

    places, themes = lay_places(), [ThemeFactory(slug=f"theme-{n}") for n in range(8)]
    actors = lay_actors(size, places)
    calls = lay_calls(max(size // 10, 1), ProgrammeFactory())
    made = list(bulk(Project, (a_project(n, calls) for n in range(size))))
    tie(made, places, themes, actors)
    lay_journal(made)
    rebuild()


def bulk(model: Any, rows: Iterable[Any]) -> Iterator[Any]:
    rows = iter(rows)
    while batch := list(islice(rows, BATCH)):
        yield from model.objects.bulk_create(batch)


def lay_places() -> list[Any]:
    """The communes, one foreign country after every four of them."""
    from maillage.territories.models import Kind, Territory
    from tests.factories.territories import CountryFactory, TerritoryFactory

    france = CountryFactory(country_code="FR", name="France", slug="france")
    abroad = [CountryFactory(country_code=f"X{chr(65 + n)}") for n in range(COUNTRIES)]
    regions = [
        TerritoryFactory(name=f"Région {n}", slug=f"region-{n}", kind="region", within=[france])
        for n in range(REGIONS)
    ]
    departements = [
        TerritoryFactory(slug=f"dep-{n}", within=[regions[n % REGIONS]])
        for n in range(DEPARTEMENTS)
    ]
    communes = list(bulk(Territory, (a_commune(n, Kind.COMMUNE) for n in range(COMMUNES))))
    link = Territory.parents.through
    pairs = (
        link(from_territory=place, to_territory=departements[n % DEPARTEMENTS])
        for n, place in enumerate(communes)
    )
    list(bulk(link, pairs))
    return [place for n, one in enumerate(communes) for place in _with_abroad(n, one, abroad)]


def _with_abroad(n: int, commune: Any, abroad: list[Any]) -> list[Any]:
    return [commune] if n % 4 else [commune, abroad[n // 4 % len(abroad)]]


def a_commune(n: int, kind: str) -> Any:
    from maillage.territories.models import SCALES, Territory

    name = f"Commune {n:04}"
    return Territory(
        slug=f"com-{n}",
        scheme="insee",
        code=f"{n:05}",
        name=name,
        label=name,
        name_key=name.lower(),
        search_key=name.lower(),
        kind=kind,
        scale=SCALES[kind],
        country_code="FR",
        source="benchmark",
    )


def lay_actors(size: int, places: list[Any]) -> list[Any]:
    from maillage.actors.models import Organisation

    rows = (
        Organisation(
            name=f"Association {n:05} des rives",
            name_key=f"association {n:05} des rives",
            slug=f"association-{n}",
            kind=("ngo", "union", "authority", "university")[n % 4],
            seat=places[n % len(places)],
            status=Organisation.Status.LISTED,
        )
        for n in range(max(size, 2))
    )
    return list(bulk(Organisation, rows))


def lay_calls(size: int, programme: Any) -> list[Any]:
    from django.utils import timezone

    from maillage.programmes.models import Call
    from tests.factories.programmes import PhaseFactory

    phases = [PhaseFactory(programme=programme, number=n) for n in range(1, 11)]
    now = timezone.now()
    rows = (
        Call(
            phase=phases[n % len(phases)],
            title=f"Appel {n}",
            slug=f"appel-{n}",
            summary=SENTENCES,
            opens_at=now - timedelta(days=n + 30),
            closes_at=now - timedelta(days=n - 1),
            published_at=now - timedelta(days=n + 30),
        )
        for n in range(size)
    )
    return list(bulk(Call, rows))


def a_project(n: int, calls: list[Any]) -> Any:
    from django.utils import timezone

    from maillage.projects.models import Project

    call = calls[n % len(calls)]
    return Project(
        phase=call.phase,
        call=call,
        title=f"Projet {n} des rives et des haies",
        title_key=f"projet {n} des rives et des haies",
        slug=f"projet-{n}",
        summary=SENTENCES,
        story=SENTENCES * 8,
        status=Project.Status.PUBLISHED,
        published_at=timezone.now(),
    )


def tie(made: list[Any], places: list[Any], themes: list[Any], actors: list[Any]) -> None:
    from maillage.projects.models import Ally, Project

    where, about = Project.territories.through, Project.themes.through
    count = len(places)
    lying = (
        where(project_id=p.pk, territory_id=pk)
        for p in made
        for pk in {places[p.pk % count].pk, places[(p.pk * 7 + 3) % count].pk}
    )
    list(bulk(where, lying))
    list(bulk(about, (about(project_id=p.pk, theme=themes[p.pk % len(themes)]) for p in made)))
    allied = (
        Ally(project=p, organisation=actors[(p.pk + k) % len(actors)], role=role)
        for p in made
        for k, role in enumerate(("lead", "partner"))
    )
    list(bulk(Ally, allied))


def lay_journal(made: list[Any]) -> None:
    """A line for each project."""
    from maillage.journal.models import Entry

    lines = (
        Entry(verb="project.published", thing_type="projects.project", thing_pk=p.pk, label=p.title)
        for p in made
    )
    list(bulk(Entry, lines))
