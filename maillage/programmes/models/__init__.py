"""Programme, phase, call, and what a call asks."""

from maillage.programmes.models.call import Call, CallQuerySet
from maillage.programmes.models.criterion import Criterion
from maillage.programmes.models.programme import Phase, Programme
from maillage.programmes.models.question import Question

__all__ = ["Call", "CallQuerySet", "Criterion", "Phase", "Programme", "Question"]
