"""Answering a question: exactly, else with what may have been meant, else in part."""

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache

from django.db.models.expressions import RawSQL
from django.utils.translation import get_language

from maillage.algorithms.asking import MARK, Part, Question, Tree, ask, one_of
from maillage.algorithms.french import forms
from maillage.algorithms.spelling import Vocabulary
from maillage.algorithms.thesaurus import Expression
from maillage.search.models import BAND
from maillage.search.queries import tables
from maillage.search.queries.sources import sources
from maillage.search.queries.spelling import vocabulary
from maillage.search.queries.tables import MOST, Row

FEW = 3  # answers under which those that have a word less follow, and words up to which they do


@dataclass(frozen=True, slots=True)
class Hit:
    """A public thing that answers, in the reader's language where somebody wrote it so."""

    kind: str
    key: str
    title: str
    summary: str
    is_example: bool
    is_title_english: bool = False
    is_summary_english: bool = False


@dataclass(frozen=True, slots=True)
class Found:
    """What answers: the best first, at most two hundred, and how the question was understood."""

    question: Question = field(default_factory=lambda: Question(()))
    hits: list[Hit] = field(default_factory=list)
    total: int = 0
    exact: int = 0  # of these, how many have all the words; they come first
    is_more: bool = False  # there are more than `total`
    counts: dict[str, int] = field(
        default_factory=dict
    )  # of each kind, whatever kinds are asked for
    corrected: str = ""  # the words that were taken for those that were typed

    @property
    def is_exact(self) -> bool:
        return self.exact > 0


def search(text: str, *, kinds: Sequence[str] = (), limit: int = MOST, offset: int = 0) -> Found:
    """The public things that have all these words; accents, endings and errors are forgiven.

    One query when enough answers as it is asked. When one or two things do, those that lack one of
    two or three words follow; whoever gave more has found what they had in mind. When nothing does,
    words are taken for those of the index they resemble, then all but one will do, then any.
    """
    asked = ask(text)
    if not asked:
        return Found()
    answer = _answer(asked, kinds)
    ranked = sorted(answer.rows, key=_nearness(answer))[:MOST]
    is_more = len(answer.rows) > MOST
    return Found(
        question=answer.read,
        hits=[_hit(row) for row in ranked[offset : offset + limit]],
        total=len(ranked),
        exact=min(len(answer.exact), MOST),
        is_more=is_more,
        counts=_counts(answer, whole=not kinds and not is_more),
        corrected=_corrected(asked, ranked[0], answer.known) if ranked and answer.known else "",
    )


def numbers_of(kind: str, text: str) -> RawSQL | None:
    """The primary keys of the things of a kind that have all these words, to narrow its list.

    None when nothing is asked.
    """
    asked = ask(text)
    if not asked:
        return None
    tree = asked.all
    there, stamp = tables.has_any(tree, kind)
    if not there:
        tree = _meant(asked, vocabulary(stamp)).all
    return tables.numbers(tree, kind)


@dataclass(frozen=True, slots=True)
class _Answer:
    """Lines, and what they are the answer to."""

    read: Question
    tree: Tree
    rows: list[Row]
    exact: frozenset[int] = frozenset()  # the places of those that have all the words
    known: Vocabulary | None = None  # when nothing answered as it was asked
    kinds: frozenset[str] = frozenset()  # that the question names: those come first

    @property
    def is_whole(self) -> bool:
        """Do all the lines have all the words?"""
        return len(self.exact) == len(self.rows)


def _answer(asked: Question, kinds: Sequence[str]) -> _Answer:
    rows = tables.rows(asked.all, kinds)
    exact = frozenset(row.place for row in rows)
    if named := _kind_named(asked, kinds, rows):
        return named
    if len(rows) >= FEW or (rows and len(asked.groups) not in range(2, FEW + 1)):
        return _Answer(asked, asked.all, rows, exact)
    if rows:
        tree = next(_in_part(asked))
        more = (row for row in tables.rows(tree, kinds) if row.place not in exact)
        return _Answer(asked, tree, [*rows, *more], exact)
    known = vocabulary()
    for read, tree in _readings(asked, known):
        if rows := tables.rows(tree, kinds):
            return _Answer(read, tree, rows, known=known)
    return _Answer(asked, asked.all, [], known=known)


def _kind_named(asked: Question, kinds: Sequence[str], rows: list[Row]) -> _Answer | None:
    """« appel Meymac » asks for Meymac, "calls" for the calls: a kind is named, no word looked for.

    None when none is, or when enough lines have the words as they are.
    """
    words = _words_for_kinds(tuple((source.kind, source.called) for source in sources()))
    named = frozenset(words[s] for part in asked.parts for s in part.word.stems if s in words)
    rest = asked.without(words)
    if not named or (rest and len(rows) >= FEW):
        return None
    if not rest and any(not asked.is_only_begun_in(_all_words(row)) for row in rows):
        return None
    tree = rest.all if rest else one_of(f"{MARK}{kind}" for kind in sorted(named))
    found = tables.rows(tree, kinds)
    exact = frozenset(row.place for row in found)
    return _Answer(rest or asked, tree, found, exact, kinds=named) if found else None


@cache
def _words_for_kinds(called: tuple[tuple[str, tuple[str, ...]], ...]) -> dict[str, str]:
    """The kind that each stem names."""
    return {
        stem: kind
        for kind, names in called
        for name in names
        for written in (name, f"{name}s")
        for stem in _stems(written)
    }


def _all_words(row: Row) -> str:
    return f" {row.title_words} {row.title_stems} {row.body_words} {row.body_stems} "


def _readings(asked: Question, known: Vocabulary) -> Iterator[tuple[Question, Tree]]:
    """What may have been meant, the nearest to what was typed first."""
    read = _meant(asked, known)
    if read != asked:
        yield read, read.all
    for tree in _in_part(read):
        yield read, tree


def _in_part(read: Question) -> Iterator[Tree]:
    """What does not have all the words, when there are several: all but one, then any."""
    if len(read.groups) > 2:  # noqa: PLR2004 -- of two, all but one is any
        yield read.all_but_one
    if len(read.groups) > 1:
        yield read.any


def _meant(asked: Question, known: Vocabulary) -> Question:
    """Each word that the index does not have, or else each word, stands for its neighbours too."""

    def near(part: Part) -> Sequence[Expression]:
        found = known.near(part.word.folded)
        return list(
            dict.fromkeys((form,) for one in found for form in (one.word, *_stems(one.word)))
        )

    def near_unknown(part: Part) -> Sequence[Expression]:
        return () if part.word.folded in known else near(part)

    read = asked.widened(near_unknown)
    return read if read != asked else asked.widened(near)


def _stems(word: str) -> tuple[str, ...]:
    return forms(word)[0].stems


def _nearness(answer: _Answer) -> Callable[[Row], tuple[int | str, ...]]:
    """The same order on every database: integers, then text compared by its code points.

    What is of the kind that was named; what bears the name itself; what has the last word whole;
    what has most of the words, and most of them in its title; the most boosted; the shortest title.
    """
    read, name, is_whole = answer.read, f"|{answer.read.name}|", answer.is_whole
    last = read.being_typed
    whole = [f" {stem} " for stem in last.parts[-1].word.stems] if last else []

    def is_only_begun(row: Row) -> bool:
        """As `Question.is_only_begun_in`, which costs more: this is asked of hundreds of lines."""
        words = _all_words(row) if last else ""
        return bool(last) and not any(w in words for w in whole) and read.is_only_begun_in(words)

    def nearness(row: Row) -> tuple[int | str, ...]:
        title = f" {row.title_words} {row.title_stems} "
        return (
            not is_whole and row.place not in answer.exact,
            bool(answer.kinds) and row.kind not in answer.kinds,
            name not in row.names,
            is_only_begun(row),
            0 if is_whole else -read.weight(_all_words(row)),
            -read.weight(title),
            row.place // BAND,
            len(row.title_words),
            row.title_words,
            row.kind,
            row.key,
        )

    return nearness


def _hit(row: Row) -> Hit:
    title, summary = row.title, row.summary
    if _reads_english():
        title, summary = row.title_en or title, row.summary_en or summary
    english = bool(row.title_en), bool(row.summary_en)
    return Hit(row.kind, row.key, title, summary, bool(row.is_example), *english)


def _counts(answer: _Answer, *, whole: bool) -> dict[str, int]:
    """From the answers when they are all there, from the database otherwise."""
    if whole:
        return dict(Counter(row.kind for row in answer.rows))
    return tables.counts(answer.tree, [source.kind for source in sources()])


def _corrected(asked: Question, best: Row, known: Vocabulary) -> str:
    """The words as they were understood, when the best answer has another word than was typed.

    A word that it has in no way is left out: what is shown is no answer to it.
    """
    text, told, changed = _all_words(best), [], False
    for group in asked.groups:
        for part in group.parts:
            meant = None if part.is_in(text) else _meant_by(part, known, text)
            changed = changed or meant is not None
            if meant or part.is_in(text) or group.weight(text):
                told.append(meant or part.word.written)
    return " ".join(told) if changed else ""


def _meant_by(part: Part, known: Vocabulary, text: str) -> str | None:
    near = known.near(part.word.folded)
    return next((one.written for one in near if f" {one.word} " in text), None)


def _reads_english() -> bool:
    return (get_language() or "").startswith("en")
