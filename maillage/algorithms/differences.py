"""What changed between two texts: line by line, and word by word within the lines that changed."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum
from itertools import zip_longest

WORDS = re.compile(r"\s+|\w+|[^\w\s]")


class Change(StrEnum):
    KEPT = "kept"
    REMOVED = "removed"
    ADDED = "added"


@dataclass(frozen=True, slots=True)
class Piece:
    """Words of a line that stayed, went or came."""

    change: Change
    text: str


@dataclass(frozen=True, slots=True)
class Line:
    """One line of either text; a changed line comes twice, as it was and as it is."""

    change: Change
    pieces: tuple[Piece, ...]

    @property
    def text(self) -> str:
        return "".join(piece.text for piece in self.pieces)


def differences(before: str, after: str) -> list[Line]:
    """Every line of both: joined, those kept or removed give the first, kept or added the second."""
    old, new = before.splitlines(), after.splitlines()
    found: list[Line] = []
    for tag, i, j, k, m in SequenceMatcher(None, old, new).get_opcodes():
        if tag == "equal":
            found += [_whole(Change.KEPT, line) for line in old[i:j]]
        else:
            found += _replaced(old[i:j], new[k:m])
    return found


def _whole(change: Change, line: str) -> Line:
    return Line(change, (Piece(change, line),))


def _replaced(old: list[str], new: list[str]) -> Iterator[Line]:
    for was, now in zip_longest(old, new):
        if was is None or now is None:
            yield _whole(*((Change.ADDED, now) if was is None else (Change.REMOVED, was)))
            continue
        pieces = list(_words(was, now))
        yield Line(Change.REMOVED, tuple(p for p in pieces if p.change != Change.ADDED))
        yield Line(Change.ADDED, tuple(p for p in pieces if p.change != Change.REMOVED))


def _words(was: str, now: str) -> Iterator[Piece]:
    old, new = WORDS.findall(was), WORDS.findall(now)
    for tag, i, j, k, m in SequenceMatcher(None, old, new).get_opcodes():
        if tag == "equal":
            yield Piece(Change.KEPT, "".join(old[i:j]))
            continue
        if i < j:
            yield Piece(Change.REMOVED, "".join(old[i:j]))
        if k < m:
            yield Piece(Change.ADDED, "".join(new[k:m]))
