"""How the search finds territories: below the things that happen there, the wider and larger first."""

from collections.abc import Iterator
from math import log10
from typing import Any

from django.db.models import QuerySet

from maillage.search.queries import Leaf, Source
from maillage.territories.models import Kind, Territory

BOOSTS = {
    Kind.PROJECT_AREA: 140,
    Kind.COUNTRY: 130,
    Kind.REGION: 120,
    Kind.DEPARTEMENT: 110,
    Kind.PARTNER_REGION: 105,
    Kind.PLACE: 100,
    Kind.EPCI: 20,
    Kind.COMMUNE: 0,
}
CALLED = (
    "territoire",
    "territory",
    "commune",
    "municipality",
    "municipalité",
    "département",
    "région",
)
FEW_PARTS = {Kind.COMMUNE, Kind.EPCI}


def _leaves(territories: QuerySet[Any]) -> Iterator[Leaf]:
    """What contains it is not among the words of a commune: the Calvados would have 528 answers more."""
    for place in territories.iterator():
        people = int(10 * log10(place.population)) if place.population else 0
        yield Leaf(
            number=place.pk,
            key=place.slug,
            title=place.label,
            title_en=place.label_en,
            names=(place.name, place.name_en),
            words="" if place.kind in FEW_PARTS else f"{place.label} {place.label_en}",
            is_text=False,
            boost=BOOSTS[Kind(place.kind)] + (people if place.kind in FEW_PARTS else 0),
        )


TERRITORIES = Source("territory", Territory.objects.current, _leaves, CALLED)
