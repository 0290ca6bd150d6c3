"""How the search finds projects: by all they tell, and the names of all they tie together."""

from collections.abc import Iterator
from typing import Any

from django.db.models import QuerySet

from maillage.projects.models import Project, ProjectQuerySet
from maillage.projects.queries.lists import with_alliance
from maillage.search.queries import Leaf, Source

BOOST, NEWEST = 500, 40  # of two projects that answer the same, the later phase's


def _public() -> ProjectQuerySet:
    return with_alliance(Project.objects.published())


def _leaves(projects: QuerySet[Any]) -> Iterator[Leaf]:
    for project in projects.iterator(chunk_size=500):
        places = [f"{place.name} {place.name_en}" for place in project.territories.all()]
        themes = [f"{theme.name} {theme.name_en}" for theme in project.themes.all()]
        allies = [
            f"{ally.organisation.name} {ally.organisation.acronym}" for ally in project.allies.all()
        ]
        yield Leaf(
            number=project.pk,
            key=project.slug,
            title=project.title,
            summary=project.summary,
            words=" ".join([project.story, *allies, *places, *themes]),
            boost=BOOST + min(project.phase.number, NEWEST),
            is_example=project.is_example,
        )


PROJECTS = Source("project", _public, _leaves, ("projet", "project"))
