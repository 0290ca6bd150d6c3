"""Writing the index: in the act that changes the thing, and all of it anew.

No line of the journal: the act has its own, and the index tells nothing that is not told elsewhere.
"""

from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import islice
from secrets import token_hex
from typing import TypeVar

from django.db import connection, transaction
from django.db.models import Max

from maillage.algorithms.asking import MARK, TEXT
from maillage.algorithms.french import Word as Form
from maillage.algorithms.french import called, words
from maillage.core.locking import one_at_a_time
from maillage.search.models import BAND, MOST_BOOST, Document, Edition, Word
from maillage.search.queries.sources import RULES, Leaf, Source, sources
from maillage.search.signals import lines_written

Thing = TypeVar("Thing")
BATCH = 800
LONGEST = 60  # letters of a word; what is longer is an address or a fingerprint
SHOWN = 1200  # letters of a summary
FIELDS = [field.name for field in Document._meta.concrete_fields if not field.primary_key]


def refresh(source: Source, numbers: Iterable[int] | None = None) -> None:
    """Write again the lines of these things (primary keys), or of all of them.

    Things that are no longer public, or no longer there, lose theirs. Runs in the caller's
    transaction; rooms whose lines name these things are told, and write theirs in it too.
    """
    only = None if numbers is None else sorted(set(numbers))
    if only == []:
        return
    _write(source, only)
    lines_written.send(sender=Source, kind=source.kind, numbers=only)


def refresh_naming(source: Source, field: str, numbers: list[int] | None) -> None:
    """Write again the lines whose things name these others by that field; all when they are many."""
    if numbers is None or len(numbers) > BATCH:
        refresh(source)
    else:
        naming = source.public().filter(**{f"{field}__in": numbers})
        refresh(source, naming.values_list("pk", flat=True))


@transaction.atomic
def rebuild() -> dict[str, int]:
    """Make the whole index again; how many lines of each kind."""
    Document.objects.all().delete()
    Word.objects.all().delete()
    counted = {}
    for source in sources():
        _write(source, None)
        counted[source.kind] = Document.objects.filter(kind=source.kind).count()
    put_in_order()
    _mark()
    return counted


def put_in_order() -> None:
    """Let SQLite lay its index in one piece: it is read twice as fast."""
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("INSERT INTO search_index(search_index) VALUES ('optimize')")


@transaction.atomic
def _write(source: Source, only: list[int] | None) -> None:
    change = _Change(source.kind)
    things = source.public()
    if only is None:
        change.put(source.leaves(things))
        change.remove_others()
    else:
        for some in _batches(only):
            change.put(source.leaves(things.filter(pk__in=some)), asked=some)
    change.settle()


class _Change:
    """What one act does to the lines of one kind."""

    def __init__(self, kind: str) -> None:
        self.kind = kind
        self.seen: set[int] = set()
        self.more: Counter[str] = Counter()  # words: in how many lines more, or less
        self.written: dict[str, str] = {}
        self.ends: dict[int, int] = {}
        self.is_begun = False

    def put(self, leaves: Iterable[Leaf], asked: list[int] | None = None) -> None:
        """Write the lines that are new or changed; of those asked for, drop the ones not told."""
        for some in _batches(leaves):
            known = self._known([leaf.number for leaf in some])
            self._lay([(leaf, known.get(leaf.number)) for leaf in some])
            self.seen.update(leaf.number for leaf in some)
        if asked is not None:
            self._drop(list(self._known(set(asked) - self.seen).values()))

    def remove_others(self) -> None:
        """Drop the lines of what was not told."""
        held = Document.objects.filter(kind=self.kind).values_list("number", flat=True)
        for some in _batches([number for number in held if number not in self.seen]):
            self._drop(list(self._known(some).values()))

    def settle(self) -> None:
        """Count the words again, and let every process know."""
        if not self.is_begun:
            return
        for some in _batches(sorted(word for word, n in self.more.items() if n)):
            self._count(some)
        _mark()

    def _known(self, numbers: Iterable[int]) -> dict[int, Document]:
        found = Document.objects.filter(kind=self.kind, number__in=list(numbers))
        return {document.number: document for document in found}

    def _lay(self, told: list[tuple[Leaf, Document | None]]) -> None:
        made = []
        for leaf, old in told:
            new = self._document(leaf)
            if old is None or _differs(old, new) or _band(old.place) != _band(leaf_place(leaf)):
                made.append((new, leaf, old))
        if not made:
            return
        self._drop([old for _new, _leaf, old in made if old])
        self._begin()
        for new, leaf, _old in made:
            new.place = self._next(leaf_place(leaf))
            self.more.update(_counted(new))
        Document.objects.bulk_create([new for new, _leaf, _old in made], batch_size=BATCH)

    def _drop(self, gone: list[Document]) -> None:
        if gone:
            self._begin()
            Document.objects.filter(pk__in=[document.pk for document in gone]).delete()
            for document in gone:
                self.more.subtract(_counted(document))

    def _begin(self) -> None:
        """Two acts would give two lines one place: the second waits, once it has a line to write."""
        if not self.is_begun:
            one_at_a_time(Document)
            self.is_begun = True

    def _next(self, start: int) -> int:
        if start not in self.ends:
            band = Document.objects.filter(place__range=(start, start + BAND - 1))
            last = band.aggregate(last=Max("place"))["last"]
            self.ends[start] = start - 1 if last is None else last
        self.ends[start] += 1
        return self.ends[start]

    def _document(self, leaf: Leaf) -> Document:
        names = leaf.names or (leaf.title, leaf.title_en)
        title = self._read(" ".join(names))
        body = self._read(f"{leaf.summary} {leaf.summary_en} {leaf.words}")
        body = [form for form in body if not form.is_stop]
        return Document(
            kind=self.kind,
            number=leaf.number,
            key=leaf.key,
            title=leaf.title,
            title_en=leaf.title_en,
            names="|".join(("", *dict.fromkeys(filter(None, map(called, map(words, names)))), "")),
            summary=leaf.summary[:SHOWN],
            summary_en=leaf.summary_en[:SHOWN],
            is_example=leaf.is_example,
            title_words=_folded(title),
            title_stems=_stems(title),
            body_words=_folded(body),
            body_stems=" ".join(
                [_stems(body), f"{MARK}{self.kind}", *[TEXT] * leaf.is_text]
            ).strip(),
        )

    def _read(self, text: str) -> list[Form]:
        found = [form for form in words(text) if len(form.folded) <= LONGEST]
        self.written.update((form.folded, form.written) for form in found)
        return found

    def _count(self, some: list[str]) -> None:
        held = Word.objects.in_bulk(some)
        for word in some:
            told = self.written.get(word, word)[:LONGEST]
            line = held.setdefault(word, Word(word=word, written=told, documents=0))
            line.documents = max(line.documents + self.more[word], 0)
            if line.written == word:  # once written with its accents, always with them
                line.written = told
        Word.objects.bulk_create(
            [line for line in held.values() if line.documents],
            batch_size=BATCH // 4,
            update_conflicts=True,
            unique_fields=["word"],
            update_fields=["written", "documents"],
        )
        gone = [line.word for line in held.values() if not line.documents]
        Word.objects.filter(word__in=gone).delete()


def leaf_place(leaf: Leaf) -> int:
    """Where the lines of its boost begin."""
    return (MOST_BOOST - min(max(leaf.boost, 0), MOST_BOOST)) * BAND


def _band(place: int) -> int:
    return place // BAND


def _differs(old: Document, new: Document) -> bool:
    return any(getattr(old, name) != getattr(new, name) for name in FIELDS)


def _folded(forms: Iterable[Form]) -> str:
    return " ".join(dict.fromkeys(form.folded for form in forms))


def _stems(forms: Iterable[Form]) -> str:
    """The stems that are not words of the text already: one list has both."""
    forms = list(forms)
    there = {form.folded for form in forms}
    every = dict.fromkeys(stem for form in forms for stem in form.stems if not form.is_stop)
    return " ".join(stem for stem in every if stem not in there)


def _counted(document: Document) -> set[str]:
    """The words of a line that somebody may misspell."""
    told = {*document.title_words.split(), *document.body_words.split()}
    return {word for word in told if word.isalpha()}


def _mark() -> None:
    Edition.objects.update_or_create(pk=1, defaults={"stamp": token_hex(8), "rules": RULES})


def _batches(things: Iterable[Thing]) -> Iterator[list[Thing]]:
    coming = iter(things)
    while some := list(islice(coming, BATCH)):
        yield some
