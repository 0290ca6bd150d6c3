"""Where on the globe a territory is put when a program asks for a point."""

from collections.abc import Iterable
from dataclasses import dataclass

from maillage.territories.models import Territory


@dataclass(frozen=True, slots=True)
class Spot:
    """A point, and the public id of the territory it is the middle of."""

    lon: float
    lat: float
    of: str


def located(pks: Iterable[int]) -> dict[int, Spot]:
    """Each territory's own point, or that of the smallest one around it that has a point.

    A commune has none of its own: it is put in its département, and `of` says so.
    """
    above = Territory.objects.filter(pk__in=pks).lineage()
    wanted = {pk for found in above.values() for pk in found}
    placed = Territory.objects.filter(pk__in=wanted, lat__isnull=False).order_by("scale", "pk")
    spots = {t.pk: Spot(t.lon or 0, t.lat or 0, t.public_id) for t in placed}
    ranks = {pk: rank for rank, pk in enumerate(spots)}
    return {
        origin: spots[min(found & spots.keys(), key=ranks.__getitem__)]
        for origin, found in above.items()
        if found & spots.keys()
    }
