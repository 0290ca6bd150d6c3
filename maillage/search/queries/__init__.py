"""What the index holds, and what it answers."""

from maillage.search.queries.finding import Found, Hit, numbers_of, search
from maillage.search.queries.sources import Leaf, Source, sources

__all__ = ["Found", "Hit", "Leaf", "Source", "numbers_of", "search", "sources"]
