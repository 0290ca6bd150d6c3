"""What pages ask about territories: by their words, and on a map."""

from maillage.territories.queries.finding import (
    find_territories,
    named_exactly,
    none_is_loaded,
    territories_found,
)
from maillage.territories.queries.indexing import TERRITORIES
from maillage.territories.queries.points import Spot, located
from maillage.territories.queries.sheets import Frame, Sheet, france, parts, points, world

__all__ = [
    "TERRITORIES",
    "Frame",
    "Sheet",
    "Spot",
    "find_territories",
    "france",
    "located",
    "named_exactly",
    "none_is_loaded",
    "parts",
    "points",
    "territories_found",
    "world",
]
