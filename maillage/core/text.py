"""How French words are compared."""

from maillage.algorithms.french import fold

__all__ = ["fold"]
