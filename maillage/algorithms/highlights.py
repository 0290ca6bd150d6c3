"""Where a text answers a question: its words to mark, and the stretch of it worth showing."""

import re
from collections.abc import Iterable
from functools import lru_cache

from maillage.algorithms.asking import Question, Token
from maillage.algorithms.french import forms

WRITTEN = re.compile(r"(?:[^\W_]|[\u0300-\u036f])+")
Piece = tuple[str, bool]  # some text, and whether it is to be marked


def pieces(text: str, question: Question) -> list[Piece]:
    """The whole text, cut where the marks begin and end."""
    exact, begins = _asked(question)
    found: list[Piece] = []
    at = 0
    for word in WRITTEN.finditer(text):
        if _answers(word.group(), exact, begins):
            found += [(text[at : word.start()], False), (word.group(), True)]
            at = word.end()
    return [piece for piece in (*found, (text[at:], False)) if piece[0]]


def excerpt(text: str, question: Question, longest: int) -> str:
    """The stretch that holds most of what is asked, from the beginning of a word to the end of one."""
    text = " ".join(text.split())
    if len(text) <= longest:
        return text
    exact, begins = _asked(question)
    hits = [w.start() for w in WRITTEN.finditer(text) if _answers(w.group(), exact, begins)]
    best = max((0, *hits), key=lambda at: (_full(hits, at, longest), -at))
    start = text.rfind(" ", 0, best - longest // 6) + 1 if best > longest // 2 else 0
    end = len(text) if start + longest >= len(text) else text.rfind(" ", start, start + longest)
    end = end if end > start else start + longest
    return (
        f"{'… ' if start else ''}{text[start:end].rstrip(' ,;:')}{'…' if end < len(text) else ''}"
    )


def _full(hits: Iterable[int], start: int, longest: int) -> int:
    return sum(start <= hit < start + longest * 3 // 4 for hit in hits)


@lru_cache(64)
def _asked(question: Question) -> tuple[frozenset[str], tuple[str, ...]]:
    tokens = [token for part in question.parts for token in part.tokens]
    tokens += [Token(t) for group in question.groups for other in group.others for t in other]
    exact = frozenset(token.letters for token in tokens if not token.begins)
    return exact, tuple(token.letters for token in tokens if token.begins)


def _answers(word: str, exact: frozenset[str], begins: tuple[str, ...]) -> bool:
    return any(
        not form.is_stop
        and (
            form.folded in exact
            or not exact.isdisjoint(form.stems)
            or form.folded.startswith(begins)
        )
        for form in forms(word.lower())
    )
