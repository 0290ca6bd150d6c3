"""What the pages of an import show."""

from dataclasses import dataclass

from django.db.models import Count

from maillage.imports.models import Import, Line


@dataclass(frozen=True, slots=True)
class Tally:
    """How many lines stand in one state."""

    state: str
    label: str
    lines: int


def tallies(shown: Import) -> list[Tally]:
    """Every state, those without lines too: zero is an answer."""
    counted = dict(shown.lines.order_by().values_list("state").annotate(n=Count("pk")))
    return [Tally(state, str(label), counted.get(state, 0)) for state, label in Line.State.choices]
