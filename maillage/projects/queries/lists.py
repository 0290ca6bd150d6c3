"""What pages ask about projects."""

from dataclasses import dataclass
from typing import Any

from django.db.models import (
    Count,
    Exists,
    F,
    OuterRef,
    Prefetch,
    Q,
    QuerySet,
    Subquery,
    Value,
    prefetch_related_objects,
)
from django.db.models.functions import Coalesce

from maillage.accounts.models import User, Visitor
from maillage.actors.models import Organisation
from maillage.applications.models import Application, ApplicationQuerySet
from maillage.core.memo import counted_ahead
from maillage.programmes.models import Call
from maillage.projects.models import Ally, Project, ProjectQuerySet, seen_by
from maillage.selection.models import Decision
from maillage.territories.models import HOME, Territory
from maillage.themes.models import Theme

FIGURES, FIRST = "projects.figures", "projects.told_first"
SHOWN = 6  # projects on the home page
WOVEN = 12  # projects in its picture of ties: beyond, threads are a tangle
NAMED = ("label", "label_en", "country_code", "name_key")  # of a territory on a line
ON_A_LINE = (
    "slug", "title", "summary", "phase", "call", "granted_cents", "starts_on", "ends_on", "is_example",
)  # fmt: skip
ALLIANCE = (
    Prefetch("allies", Ally.objects.select_related("organisation__seat")),
    "territories",
    "themes",
)


def with_alliance(projects: ProjectQuerySet) -> ProjectQuerySet:
    """Fetch what a list of projects shows, in a fixed number of queries."""
    return projects.select_related("phase__programme", "call").prefetch_related(*ALLIANCE)


def on_lines(projects: ProjectQuerySet) -> ProjectQuerySet:
    """Fetch what a line of the file says, and no more, as plain lists: `told_allies`…

    Thirty thousand lines are read: what a row need not build is left out, what many share is shared.
    """
    allies = Ally.objects.select_related("organisation").only(
        "project", "role", "organisation__name"
    )
    names = (
        Prefetch("allies", allies, to_attr="told_allies"),
        Prefetch("territories", Territory.objects.only(*NAMED), to_attr="told_places"),
        Prefetch("themes", Theme.objects.only("name", "name_en"), to_attr="told_themes"),
        Prefetch("call", Call.objects.only("title")),
    )
    return projects.only(*ON_A_LINE).prefetch_related("phase__programme", *names)


def on_cards(projects: ProjectQuerySet) -> ProjectQuerySet:
    """Fetch what a card shows, and no more: two queries beside the list's own."""
    allies = Prefetch("allies", Ally.objects.select_related("organisation"))
    return projects.prefetch_related(allies, "territories")


def tied_across(projects: ProjectQuerySet) -> ProjectQuerySet:
    """Those that lie both here and there."""
    links = Project.territories.through.objects.all()
    there = links.exclude(territory__country_code=HOME).values("project")
    here = links.filter(territory__country_code=HOME).values("project")
    return projects.filter(pk__in=there).filter(pk__in=here)


def projects_of(user: User) -> ProjectQuerySet:
    return with_alliance(Project.objects.carried_by(user))


def projects_with(organisation: Organisation, visitor: Visitor) -> ProjectQuerySet:
    return with_alliance(
        Project.objects.visible_to(visitor).filter(allies__organisation=organisation)
    )


def counted_themes(visitor: Visitor) -> QuerySet[Theme]:
    """The themes that have projects, with how many this visitor sees: `theme.projects`."""
    links = Project.themes.through.objects.filter(
        seen_by(visitor, "project__"), theme=OuterRef("pk")
    )
    counted = links.order_by().values("theme").annotate(projects=Count("pk"))
    total = Coalesce(Subquery(counted.values_list("projects")), 0)  # type: ignore[misc]
    return Theme.objects.filter(Exists(links)).annotate(projects=total)


def akin(project: Project, visitor: Visitor, limit: int = 3) -> list[Project]:
    """Other projects that share a theme, the nearest first: most themes shared, then the title.

    Each says why it is there: `project.shared`, the themes shared. What lists show of
    a project is fetched for all of them at once, this one included.
    """
    others = Project.objects.visible_to(visitor).exclude(pk=project.pk)
    near = others.filter(themes__in=project.themes.values("pk")).annotate(ties=Count("themes"))
    nearest = list(near.order_by("-ties", "title", "pk").values_list("pk", flat=True)[:limit])
    rows = Project.objects.in_bulk(nearest)
    found = [rows[pk] for pk in nearest]
    prefetch_related_objects([project, *found], *ALLIANCE)
    themes = {theme.pk for theme in project.themes.all()}
    for other in found:
        both = [theme for theme in other.themes.all() if theme.pk in themes]
        other.shared = both  # type: ignore[attr-defined]
    return found


def lineage(project: Project, visitor: Visitor) -> list[Project]:
    """What it follows, and what followed: the phases before and after, the oldest first."""
    near = Project.objects.filter(Q(pk=project.follows_id) | Q(follows=project)).order_by()
    return list(
        Project.objects.visible_to(visitor)
        .filter(pk__in=near.values("pk"))
        .select_related("phase__programme")
        .order_by("phase__number", "title", "pk")
    )


def told_first() -> tuple[list[int], list[int]]:
    """The projects of the home page, by primary key: the last ones, and those that lie here and there.

    At most minutes old: whether they are still public is asked when they are shown.
    """
    return counted_ahead(FIRST, told_first_now)


def told_first_now() -> tuple[list[int], list[int]]:
    """Examples apart, the last phase and call first; one query."""
    public = Project.objects.published().filter(is_example=False)
    told = public.order_by("-phase__number", F("call_id").desc(nulls_last=True), "title", "pk")
    across = tied_across(told).values("pk")[:WOVEN]
    found = told.filter(Q(pk__in=told.values("pk")[:SHOWN]) | Q(pk__in=across))
    ties = tied_across(public.filter(pk=OuterRef("pk")))
    rows = list(found.values_list("pk", Exists(ties)))
    return [pk for pk, _tied in rows[:SHOWN]], [pk for pk, tied in rows if tied][:WOVEN]


@dataclass(frozen=True, slots=True)
class Figures:
    """The programme in three numbers."""

    projects: int
    territories: int
    actors: int


def figures() -> Figures:
    """The three numbers, at most minutes old."""
    return counted_ahead(FIGURES, figures_now)


def figures_now() -> Figures:
    """Count published projects (examples apart), their territories and their allies."""
    real = Q(project__status=Project.Status.PUBLISHED, project__is_example=False)
    told = Project.objects.published().filter(is_example=False)
    counts: tuple[QuerySet[Any], ...] = (
        told.order_by().values("status").annotate(n=Count("pk")),
        _distinct(Project.territories.through.objects.filter(real), "territory"),
        _distinct(Ally.objects.filter(real), "organisation"),
    )
    projects, territories, actors = (Subquery(found.values("n")) for found in counts)
    row = told.order_by().values_list(projects, territories, actors).first()
    return Figures(*(row or (0, 0, 0)))


def _distinct(links: QuerySet[Any], field: str) -> QuerySet[Any]:
    """One row, `n`: how many different things these lead to."""
    grouped = links.order_by().annotate(all=Value(1)).values("all")
    counted: QuerySet[Any] = grouped.annotate(n=Count(field, distinct=True))
    return counted


def accepted_without_project() -> ApplicationQuerySet:
    """Accepted applications whose project nobody has opened yet."""
    return Application.objects.submitted().filter(
        decision__outcome=Decision.Outcome.ACCEPTED, project=None
    )
