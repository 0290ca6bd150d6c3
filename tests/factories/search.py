"""A small shelf of things for tests of the search, told as a room tells them."""

from collections.abc import Iterable, Iterator

from maillage.search.models import Document
from maillage.search.queries import Leaf, Source
from maillage.search.queries.sources import _sources
from maillage.search.services import refresh


def leaf(number: int, title: str, summary: str = "", **told) -> Leaf:
    return Leaf(number=number, key=f"{number}", title=title, summary=summary, **told)


class Shelf:
    """Things of one kind that no room keeps; forgotten at the end of the test."""

    def __init__(self, kind: str = "sheet") -> None:
        self.leaves: dict[int, Leaf] = {}
        self.source = Source(kind, Document.objects.none, self._told)

    def _told(self, _things: object) -> Iterator[Leaf]:
        yield from self.leaves.values()

    def put(self, *leaves: Leaf) -> None:
        """Lay these, beside those that are there."""
        self.leaves |= {one.number: one for one in leaves}
        refresh(self.source)

    def take(self, *numbers: int) -> None:
        for number in numbers:
            del self.leaves[number]
        refresh(self.source)

    def forget(self) -> None:
        _sources.pop(self.source.kind)


def of_titles(*titles: str) -> Iterable[Leaf]:
    return [leaf(number, title) for number, title in enumerate(titles)]
