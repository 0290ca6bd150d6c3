"""What pages ask about projects."""

from dataclasses import dataclass

from django.db.models import Q

from maillage.accounts.models import User, Visitor
from maillage.actors.models import Organisation
from maillage.applications.models import Application, ApplicationQuerySet
from maillage.core.text import fold
from maillage.programmes.models import Phase
from maillage.projects.models import Ally, Project, ProjectQuerySet
from maillage.selection.models import Decision
from maillage.territories.models import Territory
from maillage.themes.models import Theme


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


def accepted_without_project() -> ApplicationQuerySet:
    """Accepted applications whose project nobody has opened yet."""
    return Application.objects.submitted().filter(
        decision__outcome=Decision.Outcome.ACCEPTED, project=None
    )


def find_projects(words: str, visitor: Visitor) -> ProjectQuerySet:
    """Projects whose title, allies or territories hold each of these words, accents forgiven."""
    found = Project.objects.visible_to(visitor)
    for word in fold(words).split():
        # The address holds the first title without its accents; the title may have changed since.
        titled = Q(slug__contains=word) | Q(title__icontains=word)
        allied = Ally.objects.filter(organisation__name_key__contains=word).values("project")
        placed = Territory.objects.filter(name_key__contains=word).values("pk")
        lying = Project.territories.through.objects.filter(territory__in=placed)
        found = found.filter(titled | Q(pk__in=allied) | Q(pk__in=lying.values("project")))
    return found


def narrowed(
    visitor: Visitor, *, q: str = "", theme: Theme | None = None, phase: Phase | None = None
) -> ProjectQuerySet:
    """The projects that hold these words, of this theme, of this phase; nothing given, all of them."""
    found = find_projects(q, visitor)
    if theme:
        found = found.filter(themes=theme)
    if phase:
        found = found.filter(phase=phase)
    return found
