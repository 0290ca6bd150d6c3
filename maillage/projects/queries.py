"""What pages ask about projects."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Count, OuterRef, Prefetch, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce

from maillage.accounts.models import User, Visitor
from maillage.actors.models import Organisation
from maillage.actors.models.organisation import OrganisationQuerySet
from maillage.applications.models import Application, ApplicationQuerySet
from maillage.core.text import fold
from maillage.programmes.models import Call, CallQuerySet
from maillage.projects.models import Ally, Project, ProjectQuerySet
from maillage.selection.models import Decision
from maillage.territories.models import HOME, Territory, TerritoryQuerySet
from maillage.territories.models import Kind as Scale
from maillage.themes.models import Theme


def with_alliance(projects: ProjectQuerySet) -> ProjectQuerySet:
    """Fetch what a list of projects shows, in a fixed number of queries."""
    return projects.select_related("phase__programme", "call").prefetch_related(
        "allies__organisation__seat", "territories", "themes"
    )


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
        theme=OuterRef("pk"), project__in=Project.objects.visible_to(visitor)
    )
    counted = links.order_by().values("theme").annotate(projects=Count("pk"))
    total = Coalesce(Subquery(counted.values_list("projects")), 0)  # type: ignore[misc]
    return Theme.objects.annotate(projects=total).filter(projects__gt=0)


def akin(project: Project, visitor: Visitor, limit: int = 3) -> list[Project]:
    """Other projects that share a theme, the nearest first: most themes shared, then the title.

    Each says why it is there: `project.shared`, the names of the themes shared.
    """
    themes = {theme.pk for theme in project.themes.all()}
    others = Project.objects.visible_to(visitor).exclude(pk=project.pk)
    near = others.filter(themes__in=themes).annotate(ties=Count("themes"))
    found = list(with_alliance(near.order_by("-ties", "title", "pk"))[:limit])
    for other in found:
        both = [theme.display_name for theme in other.themes.all() if theme.pk in themes]
        other.shared = both  # type: ignore[attr-defined]
    return found


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
        allied = Ally.objects.filter(organisation__name_key__contains=word).values("project")
        placed = Territory.objects.filter(name_key__contains=word).values("pk")
        lying = Project.territories.through.objects.filter(territory__in=placed)
        found = found.filter(
            Q(title_key__contains=word) | Q(pk__in=allied) | Q(pk__in=lying.values("project"))
        )
    return found


MOST = 60  # of the parts and of the ties of a territory: beyond, nobody reads


def around(place: Territory) -> TerritoryQuerySet:
    """The place, its parts, and what it lies in short of a whole country.

    A project of Caen counts for the Calvados and for Normandy; who looks near Caen finds what the
    Calvados does, but not all that concerns France.
    """
    near = Territory.objects.touching(place)
    return near if place.kind == Scale.COUNTRY else near.exclude(kind=Scale.COUNTRY)


def narrowed(
    visitor: Visitor,
    *,
    q: str = "",
    theme: str = "",
    phase: str = "",
    place: Territory | None = None,
    kind: str = "",
) -> ProjectQuerySet:
    """The projects that answer all that is given; nothing given, all of them.

    A theme is given by its slug, a phase as "programme.2".
    """
    found = find_projects(q, visitor)
    if theme:
        found = found.filter(themes__slug=theme)
    if phase:
        programme, _dot, number = phase.rpartition(".")
        found = found.filter(phase__programme__slug=programme, phase__number=number)
    if place:
        lying = Project.territories.through.objects.filter(territory__in=around(place))
        found = found.filter(pk__in=lying.values("project"))
    if kind:
        allied = Ally.objects.filter(organisation__kind=kind)
        found = found.filter(pk__in=allied.values("project"))
    return found


@dataclass(frozen=True, slots=True)
class Place:
    """What happens on a territory: on it, in what it contains, and what lies around."""

    territory: Territory
    wider: list[Territory]
    parts: list[Territory]
    projects: ProjectQuerySet
    around: ProjectQuerySet
    organisations: OrganisationQuerySet
    calls: CallQuerySet
    elsewhere: list[Territory]


def place(territory: Territory, visitor: Visitor, at: datetime) -> Place:
    """Gather a territory's page; lists are left to be cut into pages.

    A commune's project counts for its département and its region; what concerns the région is told
    apart, "around"; a whole country is around nobody.
    """
    inside = Territory.objects.within(territory) | Territory.objects.filter(pk=territory.pk)
    wider = Territory.objects.containing(territory).order_by("scale", "name_key", "pk")
    near = wider.exclude(kind=Scale.COUNTRY)
    here = _lying(visitor, inside)
    return Place(
        territory=territory,
        wider=list(wider),
        parts=list(with_projects(visitor).filter(pk__in=territory.children.values("pk"))[:MOST]),
        projects=on_cards(here),
        around=_lying(visitor, near).exclude(pk__in=here.values("pk")),
        organisations=_seated(visitor, inside),
        calls=_asking(territory, at),
        elsewhere=_tied(here, inside),
    )


def _lying(visitor: Visitor, places: TerritoryQuerySet) -> ProjectQuerySet:
    links = Project.territories.through.objects.filter(territory__in=places.values("pk"))
    return Project.objects.visible_to(visitor).filter(pk__in=links.values("project"))


def _seated(visitor: Visitor, places: TerritoryQuerySet) -> OrganisationQuerySet:
    acting = Organisation.territories.through.objects.filter(territory__in=places.values("pk"))
    named = Q(seat__in=places.values("pk")) | Q(pk__in=acting.values("organisation"))
    return Organisation.objects.visible_to(visitor).filter(named).select_related("seat")


def _asking(territory: Territory, at: datetime) -> CallQuerySet:
    """The calls open now that somebody of this territory may join."""
    touching = Territory.objects.touching(territory).values("pk")
    asked = Call.territories.through.objects.filter(territory__in=touching).values("call")
    limited = Call.territories.through.objects.values("call")
    return Call.objects.open(at).filter(~Q(pk__in=limited) | Q(pk__in=asked)).order_by("closes_at")


def _tied(here: ProjectQuerySet, inside: TerritoryQuerySet) -> list[Territory]:
    """Where the projects of here also lie, the most tied first: `territory.projects`."""
    links = Project.territories.through.objects.filter(project__in=here.values("pk"))
    counted = links.exclude(territory__in=inside.values("pk"))
    return _counted(counted).order_by("-projects", "name_key", "pk")[:MOST]  # type: ignore[return-value]


def with_projects(visitor: Visitor) -> TerritoryQuerySet:
    """The territories that have projects of their own: `territory.projects` says how many."""
    seen = Project.objects.visible_to(visitor).values("pk")
    links = Project.territories.through.objects.filter(project__in=seen)
    return _counted(links).order_by("-scale", "name_key", "pk")


def _counted(links: QuerySet[Any]) -> TerritoryQuerySet:
    tied = links.filter(territory=OuterRef("pk")).order_by().values("territory")
    counted = tied.annotate(total=Count("pk")).values_list("total")
    found = Territory.objects.filter(pk__in=links.values("territory"))
    return found.annotate(projects=Subquery(counted))
