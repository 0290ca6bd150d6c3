"""What a reading's scores amount to."""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction


@dataclass(frozen=True, slots=True)
class Mark:
    """A score given on one criterion."""

    value: int
    maximum: int
    weight: int


@dataclass(frozen=True, slots=True)
class Summary:
    """Where the readings of one application stand, each out of 100."""

    mean: float
    lowest: float
    highest: float
    count: int

    @property
    def spread(self) -> float:
        """How far apart the readers are: a committee talks about wide spreads first."""
        return self.highest - self.lowest


def out_of_100(marks: Sequence[Mark]) -> float | None:
    """The weighted mean of the answered criteria, out of 100: Σ w·(v/max) / Σ w × 100.

    Criteria left without a score weigh nothing; without any score there is no mean (None).
    Fractions keep it exact, so that two readers with equal scores are equal to the last digit.
    """
    weight = sum(mark.weight for mark in marks)
    if not weight:
        return None
    total = sum(Fraction(mark.weight * mark.value, mark.maximum) for mark in marks)
    return float(100 * total / weight)


def summarise(totals: Sequence[float]) -> Summary | None:
    """Mean, lowest and highest of the readings of one application; None without a reading."""
    if not totals:
        return None
    return Summary(
        mean=float(sum(map(Fraction, totals)) / len(totals)),
        lowest=min(totals),
        highest=max(totals),
        count=len(totals),
    )
