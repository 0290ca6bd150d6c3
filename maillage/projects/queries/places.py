"""What happens on a territory: on its page, and on the maps."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Count, Exists, OuterRef, Q, QuerySet, Subquery

from maillage.accounts.models import Visitor
from maillage.actors.models import Organisation
from maillage.actors.models.organisation import OrganisationQuerySet
from maillage.core.memo import counted_ahead
from maillage.core.text import fold
from maillage.programmes.models import Call, CallQuerySet
from maillage.projects.models import Project, ProjectQuerySet, seen_by
from maillage.territories.models import HOME, Territory, TerritoryQuerySet, name_to_sort
from maillage.territories.models import Kind as Scale

SPREAD = "projects.spread"
MOST = 60  # of the parts and of the ties of a territory: beyond, nobody reads


def around(place: Territory) -> TerritoryQuerySet:
    """The place, its parts, and what it lies in short of a whole country.

    A project of Caen counts for the Calvados and for Normandy; who looks near Caen finds what the
    Calvados does, but not all that concerns France.
    """
    near = Territory.objects.touching(place)
    return near if place.kind == Scale.COUNTRY else near.exclude(kind=Scale.COUNTRY)


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
        parts=list(with_counts(with_projects(visitor).filter(parents=territory), visitor)[:MOST]),
        projects=here,
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
    away = links.exclude(territory__in=inside.values("pk")).order_by().values_list("territory")
    counted = dict(away.annotate(total=Count("pk")).order_by("-total", "territory")[:MOST])
    return _told(counted)


def _told(counted: dict[int, int]) -> list[Territory]:
    """These territories, the most tied first: `territory.projects` says how many."""
    found = list(Territory.objects.filter(pk__in=counted))
    for territory in found:
        territory.projects = counted[territory.pk]  # type: ignore[attr-defined]
    return sorted(found, key=lambda t: (-counted[t.pk], fold(t.display_name), t.pk))


def _links(visitor: Visitor) -> QuerySet[Any]:
    """The ties of a territory, named from the outside, with the projects this visitor sees."""
    links = Project.territories.through.objects.filter(territory=OuterRef("pk"))
    return links.filter(seen_by(visitor, "project__")).order_by()


def with_projects(visitor: Visitor) -> TerritoryQuerySet:
    """The territories that have projects of their own, the widest first."""
    found = Territory.objects.filter(Exists(_links(visitor)))
    return found.order_by("-scale", name_to_sort(), "pk")


def with_counts(territories: TerritoryQuerySet, visitor: Visitor) -> TerritoryQuerySet:
    """With how many projects of its own each has for this visitor: `territory.projects`."""
    counted = _links(visitor).values("territory").annotate(total=Count("pk")).values_list("total")
    return territories.annotate(projects=Subquery(counted))


def spread() -> dict[int, int]:
    """How many published projects, examples apart, each territory counts; at most minutes old."""
    return counted_ahead(SPREAD, spread_now)


def spread_now() -> dict[int, int]:
    """How many each territory counts as `around` does, by its primary key.

    A project of a commune counts for all that contains it; one of a region, of an EPCI or of a
    project area counts for each département that it touches; one of all France, for none.
    """
    links = Project.territories.through.objects.filter(
        project__status=Project.Status.PUBLISHED, project__is_example=False
    )
    links = links.exclude(territory__kind=Scale.COUNTRY, territory__country_code=HOME)
    lying: dict[int, set[int]] = {}
    for territory, project in links.values_list("territory", "project"):
        lying.setdefault(territory, set()).add(project)
    counted: dict[int, set[int]] = {}
    for territory, areas in Territory.objects.filter(pk__in=lying).lineage(PARTS).items():
        for area in areas:
            counted.setdefault(area, set()).update(lying[territory])
    return {area: len(found) for area, found in counted.items()}


PARTS: dict[str, list[str]] = {
    Scale.REGION: [Scale.DEPARTEMENT],
    Scale.EPCI: [Scale.COMMUNE],
    Scale.PROJECT_AREA: [Scale.COMMUNE, Scale.EPCI, Scale.DEPARTEMENT, Scale.PARTNER_REGION],
}
