"""What somebody asks of an index: words that must be there, each in any of its forms.

The question is a small tree, written in the language of either database: both get the same one, and
answer the same.
"""

from collections.abc import Callable, Container, Iterable, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

from maillage.algorithms.french import Word, called, words
from maillage.algorithms.thesaurus import Expression, longest, related

LONGEST = 120  # letters of a question
MOST = 8  # words of it
FROM = 2  # letters from which on a beginning is enough
# What a word weighs where it stands: the nearer to what was asked, the more.
RELATED, SIMILAR, BEGUN, WHOLE = 1, 2, 3, 4
MARK = "§"  # begins the words of the index that nobody can type
TEXT = f"{MARK}text"  # on lines that tell something: the commune of Bois is no forest


class Token(NamedTuple):
    """A word of the index, or the beginning of one."""

    letters: str
    begins: bool = False


class Every(NamedTuple):
    parts: tuple["Tree", ...]


class Either(NamedTuple):
    parts: tuple["Tree", ...]


Tree = Token | Every | Either


@dataclass(frozen=True, slots=True)
class Part:
    """One word: its stems, and its first letters while it is being typed."""

    word: Word
    begins: str = ""

    @property
    def tokens(self) -> tuple[Token, ...]:
        own = tuple(map(Token, self.word.stems))
        return (*own, Token(self.begins, begins=True)) if self.begins else own

    def is_whole_in(self, text: str) -> bool:
        """Is it among these words? They are asked for with a space on both sides."""
        return any(f" {stem} " in text for stem in self.word.stems)

    def is_in(self, text: str) -> bool:
        """Is it among these words, or the beginning of one?"""
        return self.is_whole_in(text) or bool(self.begins and f" {self.begins}" in text)


@dataclass(frozen=True, slots=True)
class Group:
    """What must be there: a word, or words that mean one thing; else something near it.

    Near in its letters, since it may be misspelt; or near in meaning, in a text and not in a name.
    """

    parts: tuple[Part, ...]
    related: tuple[Expression, ...] = ()
    similar: tuple[Expression, ...] = ()

    def is_of(self, stems: Container[str]) -> bool:
        return all(any(stem in stems for stem in part.word.stems) for part in self.parts)

    @property
    def others(self) -> tuple[Expression, ...]:
        return (*self.related, *self.similar)

    @property
    def tree(self) -> Tree:
        own = _all([_any(part.tokens) for part in self.parts])
        found = [own, *(_all(tuple(map(Token, one))) for one in self.similar)]
        if self.related:
            meant = _any([_all(tuple(map(Token, one))) for one in self.related])
            found.append(both(meant, Token(TEXT)))
        return _any(found)

    def weight(self, text: str) -> int:
        """How near to it these words are: itself, its beginning, as misspelt, its meaning; else 0."""
        if all(part.is_whole_in(text) for part in self.parts):
            return WHOLE
        if self.parts[-1].begins and all(part.is_in(text) for part in self.parts):
            return BEGUN
        if any(_has(text, one) for one in self.similar):
            return SIMILAR
        return RELATED if any(_has(text, one) for one in self.related) else 0


@dataclass(frozen=True, slots=True)
class Question:
    """All that is asked, word by word."""

    groups: tuple[Group, ...]
    name: str = ""  # when it is one

    def __bool__(self) -> bool:
        return bool(self.groups)

    @property
    def all(self) -> Tree:
        return _all([group.tree for group in self.groups])

    @property
    def all_but_one(self) -> Tree:
        trees = [group.tree for group in self.groups]
        return _any([_all(trees[:left] + trees[left + 1 :]) for left in range(len(trees))])

    @property
    def any(self) -> Tree:
        return _any([group.tree for group in self.groups])

    def weight(self, text: str) -> int:
        return sum(group.weight(text) for group in self.groups)

    @property
    def being_typed(self) -> Group | None:
        """What the last word may be only the beginning of."""
        return next((group for group in self.groups if group.parts[-1].begins), None)

    def is_only_begun_in(self, text: str) -> bool:
        """Is the word being typed only the beginning of one of these? « Mali » is not Malissard."""
        last = self.being_typed
        return last is not None and last.weight(text) == BEGUN

    def without(self, stems: Container[str]) -> "Question":
        """The same, less the words that have one of these stems."""
        left = [g for g in self.groups if not g.is_of(stems)]
        return Question(tuple(left), " ".join(p.word.stems[-1] for g in left for p in g.parts))

    @property
    def parts(self) -> list[Part]:
        return [part for group in self.groups for part in group.parts]

    def widened(self, near: Callable[[Part], Sequence[Expression]]) -> "Question":
        """The same, each word standing also for what `near` gives: what may have been meant."""
        groups = (
            replace(g, similar=tuple(near(g.parts[0]))) if len(g.parts) == 1 else g
            for g in self.groups
        )
        return Question(tuple(groups), self.name)


def ask(text: str) -> Question:
    """Read a question; its last word may be half typed."""
    told = list(words(text[:LONGEST]))
    kept = [word for word in told if not word.is_stop] or told
    parts = list(dict.fromkeys(Part(word) for word in kept))[:MOST]
    if parts and told[-1] is kept[-1] and len(kept[-1].folded) >= FROM and text[-1:].strip():
        last = Part(kept[-1], kept[-1].folded)
        parts = [*(p for p in parts[: MOST - 1] if p.word != last.word), last]
    return Question(tuple(_grouped(parts)), called(told))


def _grouped(parts: list[Part]) -> Iterable[Group]:
    """Take the longest expressions first: « économie sociale et solidaire » is one thing."""
    while parts:
        size = min(longest(), len(parts))
        while size > 1 and not related(*(part.word.stems[-1] for part in parts[:size])):
            size -= 1
        here, parts = tuple(parts[:size]), parts[size:]
        if size > 1:
            yield Group(here, related(*(part.word.stems[-1] for part in here)))
        else:
            yield Group(here, _related(here[0].word))


def _related(word: Word) -> tuple[Expression, ...]:
    found = dict.fromkeys(other for stem in word.stems for other in related(stem))
    return tuple(other for other in found if other not in {(stem,) for stem in word.stems})


def as_fts5(tree: Tree) -> str:
    """In the words of SQLite's FTS5."""
    match tree:
        case Token(letters, begins):
            return f'"{letters}"' + (" *" if begins else "")
        case Every(parts):
            return f"({' AND '.join(map(as_fts5, parts))})"
        case Either(parts):
            return f"({' OR '.join(map(as_fts5, parts))})"


def as_tsquery(tree: Tree) -> str:
    """In the words of PostgreSQL."""
    match tree:
        case Token(letters, begins):
            return f"'{letters}'" + (":*" if begins else "")
        case Every(parts):
            return f"({' & '.join(map(as_tsquery, parts))})"
        case Either(parts):
            return f"({' | '.join(map(as_tsquery, parts))})"


def both(first: Tree, second: Tree) -> Tree:
    return _all([first, second])


def one_of(letters: Iterable[str]) -> Tree:
    return _any([Token(each) for each in letters])


def _has(text: str, expression: Expression) -> bool:
    return all(f" {word} " in text for word in expression)


def _all(trees: Sequence[Tree]) -> Tree:
    return trees[0] if len(trees) == 1 else Every(tuple(trees))


def _any(trees: Sequence[Tree]) -> Tree:
    return trees[0] if len(trees) == 1 else Either(tuple(trees))
