"""Words that were meant: the nearest of a vocabulary, the most used first.

An error touches one place of a word, so its beginning or its end is whole: only the words that share
one of them are compared. On 100,000 words that is some hundreds, a tenth of a millisecond.
"""

from collections import defaultdict
from collections.abc import Iterable
from typing import NamedTuple

from rapidfuzz.distance import OSA

SHORTEST = 4  # below, everything is one letter away from everything
LONG = 7  # from here on, two errors are forgiven where one explains nothing
AT_MOST = 12
Affix = tuple[int, bool, str]  # length of the word, whether it is its beginning, the letters


class Known(NamedTuple):
    """A word of the vocabulary: folded, as people write it, and in how many documents it stands."""

    word: str
    written: str
    documents: int


class Vocabulary:
    """Finds what was meant by a word. Made once, never changed: many may ask at once."""

    def __init__(self, known: Iterable[Known]) -> None:
        self.known = {one.word: one for one in known}
        self._sharing: dict[Affix, list[str]] = defaultdict(list)
        for word in self.known:
            for size in {1, _whole(len(word))}:
                self._sharing[len(word), True, word[:size]].append(word)
                self._sharing[len(word), False, word[-size:]].append(word)

    def __contains__(self, word: object) -> bool:
        return word in self.known

    def __len__(self) -> int:
        return len(self.known)

    def near(self, word: str, at_most: int = AT_MOST) -> list[Known]:
        """The words one error away (a letter more, less, another, two exchanged), the word apart.

        A word that has none is looked for in its other number: « metire » is « métiers » where nobody
        wrote « métier ». Then a long one, two errors away with its first or last letter right.
        """
        if len(word) < SHORTEST or not word.isalpha():
            return []
        found = self._within(word, 1) or self._within(_other_number(word), 1)
        if not found and len(word) >= LONG:
            found = self._within(word, 2)
        nearest = sorted(found, key=lambda one: (-self.known[one].documents, one))
        return [self.known[one] for one in nearest[:at_most]]

    def _within(self, word: str, errors: int) -> list[str]:
        found = set()
        for length in range(len(word) - errors, len(word) + errors + 1):
            size = 1 if errors > 1 else min(_whole(length), _whole(len(word)))
            for begins, letters in ((True, word[:size]), (False, word[-size:])):
                for other in self._like(length, letters, begins=begins):
                    if OSA.distance(word, other, score_cutoff=errors) <= errors:
                        found.add(other)
        return sorted(found - {word})

    def _like(self, length: int, letters: str, *, begins: bool) -> list[str]:
        if len(letters) in {1, _whole(length)}:
            return self._sharing.get((length, begins, letters), [])
        # The two words fall on both sides of a step: the shorter beginning is not stored for this one.
        one = self._sharing.get((length, begins, letters[0] if begins else letters[-1]), [])
        whole = str.startswith if begins else str.endswith
        return [other for other in one if whole(other, letters)]


def _other_number(word: str) -> str:
    return word[:-1] if word.endswith(("s", "x")) else f"{word}s"


def _whole(length: int) -> int:
    """How many letters at one end an error at the other end leaves alone, in words this long.

    Two letters exchanged in the middle touch both halves: one letter lies between the ends.
    """
    return 3 if length >= 8 else 2 if length >= 6 else 1  # noqa: PLR2004
