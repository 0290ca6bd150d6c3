"""What pages ask about programmes, and how the search finds calls."""

from collections.abc import Iterator
from typing import Any

from django.db.models import QuerySet

from maillage.core.memo import kept_a_minute
from maillage.programmes.models import Call, CallQuerySet, Phase
from maillage.search.queries import Leaf, Source

BOOST = 600


def phase_choices() -> list[tuple[str, str]]:
    """Every phase by its code, "programme.2", and its name, for the filters of a list."""
    return kept_a_minute("phases.choices", _read_phases)


def _read_phases() -> list[tuple[str, str]]:
    phases = Phase.objects.select_related("programme")
    return [(f"{phase.programme.slug}.{phase.number}", str(phase)) for phase in phases]


def _public() -> CallQuerySet:
    return (
        Call.objects.published()
        .select_related("phase__programme")
        .prefetch_related("themes", "territories")
    )


def _leaves(calls: QuerySet[Any]) -> Iterator[Leaf]:
    for call in calls.iterator(chunk_size=500):
        about = [*call.themes.all(), *call.territories.all()]
        names = " ".join(f"{thing.name} {thing.name_en}" for thing in about)
        yield Leaf(
            number=call.pk,
            key=call.slug,
            title=call.title,
            summary=call.summary,
            words=f"{call.audience} {call.description} {call.phase.programme.name} {names}",
            boost=BOOST,
            is_example=call.is_example,
        )


CALLS = Source("call", _public, _leaves, ("appel", "call"))
