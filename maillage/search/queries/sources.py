"""What the rooms have to be found: each says which of its things are public, and their words."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import QuerySet

from maillage.core.health import meet_the_rooms, watch
from maillage.search.models import Document, Edition

RULES = 1  # of making lines: one more when an index made before no longer fits


@dataclass(frozen=True, slots=True)
class Leaf:
    """A thing as its room tells it: what is shown, and the words it is found by."""

    number: int
    key: str
    title: str
    title_en: str = ""
    names: tuple[str, ...] = ()  # what it is called; the titles, unless said otherwise
    summary: str = ""
    summary_en: str = ""
    words: str = ""  # found by, not shown
    boost: int = 0
    is_example: bool = False
    is_text: bool = True  # no name alone: what is near in meaning may be looked for in it


Things = QuerySet[Any]
_sources: dict[str, "Source"] = {}


@dataclass(frozen=True, slots=True)
class Source:
    """Which things of a kind are public, and the line of each. Rooms make theirs in `queries`.

    `called` are words for such a thing: who asks for « commune Caen » looks for Caen.
    """

    kind: str
    public: Callable[[], Things]
    leaves: Callable[[Things], Iterator[Leaf]]
    called: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        _sources[self.kind] = self


def sources() -> list[Source]:
    """Those of every room, in a steady order."""
    meet_the_rooms()
    return [_sources[kind] for kind in sorted(_sources)]


@watch("search")
def index_lacks_lines(_at: datetime) -> str | None:
    """Acts write their lines; what came another way, or an older version, leaves the index behind."""
    edition = Edition.objects.first()
    if edition and edition.rules != RULES:
        return "The index was made by another version: run maillage index."
    for source in sources():
        there, told = source.public().count(), Document.objects.filter(kind=source.kind).count()
        if there != told:
            return f"The index has {told} lines for {there} things ({source.kind}): run maillage index."
    return None
