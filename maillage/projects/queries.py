"""What pages ask about projects."""

from dataclasses import dataclass

from maillage.accounts.models import User, Visitor
from maillage.actors.models import Organisation
from maillage.projects.models import Ally, Project, ProjectQuerySet
from maillage.territories.models import Territory


def with_alliance(projects: ProjectQuerySet) -> ProjectQuerySet:
    """Fetch what a list of projects shows, in a fixed number of queries."""
    return projects.select_related("phase__programme", "call").prefetch_related(
        "allies__organisation__seat", "territories", "themes"
    )


def projects_of(user: User) -> ProjectQuerySet:
    return with_alliance(Project.objects.carried_by(user))


def projects_with(organisation: Organisation, visitor: Visitor) -> ProjectQuerySet:
    return with_alliance(
        Project.objects.visible_to(visitor).filter(allies__organisation=organisation)
    )


def akin(project: Project, visitor: Visitor, limit: int = 3) -> list[Project]:
    """Other projects that share a theme, the nearest first: most themes shared, then the title."""
    themes = {theme.pk for theme in project.themes.all()}
    others = with_alliance(
        Project.objects.visible_to(visitor)
        .filter(themes__in=themes)
        .exclude(pk=project.pk)
        .distinct()
    )
    return sorted(others, key=lambda p: (-len(themes & {t.pk for t in p.themes.all()}), p.title))[
        :limit
    ]


@dataclass(frozen=True, slots=True)
class Figures:
    """The programme in three numbers."""

    projects: int
    territories: int
    actors: int


def figures() -> Figures:
    """Count published projects (examples apart), their territories and their allies."""
    real = Project.objects.published().filter(is_example=False)
    return Figures(
        projects=real.count(),
        territories=Territory.objects.filter(pk__in=real.values("territories")).count(),
        actors=Ally.objects.filter(project__in=real).values("organisation").distinct().count(),
    )
