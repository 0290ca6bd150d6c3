"""Projects by their words, theme, phase, place and kind of actor."""

from django.db.models import Q

from maillage.accounts.models import User, Visitor
from maillage.core.text import fold
from maillage.projects.models import Ally, Project, ProjectQuerySet
from maillage.projects.queries.places import around
from maillage.search.queries import numbers_of
from maillage.territories.models import Territory


def find_projects(words: str, visitor: Visitor) -> ProjectQuerySet:
    """Projects that tell of all these words, as the search understands them.

    The search knows public projects only. Of those in preparation, which their alliance and the team
    see, the title, the allies or the territories must hold each word; accents are forgiven.
    """
    seen = Project.objects.visible_to(visitor)
    numbers = numbers_of("project", words)
    if numbers is None:
        return seen
    found = Q(status=Project.Status.PUBLISHED, pk__in=numbers)
    if isinstance(visitor, User):
        found |= Q(pk__in=_in_preparation(words).values("pk"))
    return seen.filter(found)


def _in_preparation(words: str) -> ProjectQuerySet:
    found = Project.objects.filter(status=Project.Status.OPENED)
    for word in fold(words).split():
        allied = Ally.objects.filter(organisation__name_key__contains=word).values("project")
        placed = Territory.objects.filter(name_key__contains=word).values("pk")
        lying = Project.territories.through.objects.filter(territory__in=placed)
        found = found.filter(
            Q(title_key__contains=word) | Q(pk__in=allied) | Q(pk__in=lying.values("project"))
        )
    return found


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
