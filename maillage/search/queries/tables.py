"""Asking either database for the lines that answer: the same lines, in the same order."""

from collections.abc import Iterable, Sequence
from typing import Any, NamedTuple

from django.db import connection
from django.db.models.expressions import RawSQL

from maillage.algorithms.asking import MARK, Tree, as_fts5, as_tsquery, both, one_of

MOST = 200  # answers that are looked at: beyond, nobody turns the pages
TITLE = "{title_words title_stems}"


class Row(NamedTuple):
    """A line as it is stored; what it is ranked by is read here, nothing more is asked."""

    place: int
    kind: str
    key: str
    title: str
    title_en: str
    names: str
    summary: str
    summary_en: str
    is_example: bool
    title_words: str
    title_stems: str
    body_words: str
    body_stems: str


COLUMNS = ", ".join(f"d.{name}" for name in Row._fields)
SQLITE = (
    "FROM search_index i CROSS JOIN search_document d ON d.place = i.rowid "
    "WHERE i.search_index MATCH %s"
)
POSTGRESQL = "FROM search_document d WHERE {vector} @@ %s::tsquery"


def of_kinds(tree: Tree, kinds: Sequence[str]) -> Tree:
    """The same, asked of some kinds only."""
    return both(tree, one_of(f"{MARK}{kind}" for kind in kinds)) if kinds else tree


def rows(tree: Tree, kinds: Sequence[str] = ()) -> list[Row]:
    """The lines that answer, one more than `MOST` at most: then those whose title answers too."""
    found = _ask(*_where(of_kinds(tree, kinds)))
    if len(found) <= MOST:
        return found
    marked = one_of(f"{MARK}{kind}" for kind in kinds) if kinds else None
    titled = _ask(*_where(tree, marked, in_title=True))
    return list({row.place: row for row in (*found, *titled)}.values())


def has_any(tree: Tree, kind: str) -> tuple[bool, str]:
    """Does anything of this kind answer? And which edition of the index was asked."""
    where, asked = _where(of_kinds(tree, [kind]))
    asking = f"SELECT EXISTS (SELECT 1 {where}), (SELECT stamp FROM search_edition)"  # noqa: S608 -- our own words
    with connection.cursor() as cursor:
        cursor.execute(asking, asked)
        there, stamp = cursor.fetchone()
    return bool(there), stamp or ""


def numbers(tree: Tree, kind: str) -> RawSQL:
    """The primary keys of all the things of a kind that answer, for the query of another list."""
    where, asked = _where(of_kinds(tree, [kind]))
    return RawSQL(f"SELECT d.number {where}", asked)  # noqa: S611 -- our own words


def counts(tree: Tree, kinds: Iterable[str]) -> dict[str, int]:
    """How many answers of each kind; one more than `MOST` stands for more than that."""
    lines, asked = [], []
    for kind in kinds:
        where, words = _where(of_kinds(tree, [kind]))
        lines.append(f"SELECT '{kind}', COUNT(*) FROM (SELECT 1 {where} LIMIT {MOST + 1}) f{kind}")  # noqa: S608 -- our own words
        asked += words
    with connection.cursor() as cursor:
        cursor.execute(" UNION ALL ".join(lines), asked)
        return {kind: n for kind, n in cursor.fetchall() if n}


def _where(
    tree: Tree, marked: Tree | None = None, *, in_title: bool = False
) -> tuple[str, list[Any]]:
    if connection.vendor == "sqlite":
        words = f"{TITLE} : {as_fts5(tree)}" if in_title else as_fts5(tree)
        return SQLITE, [f"({words}) AND {as_fts5(marked)}" if marked else words]
    first = POSTGRESQL.format(vector="d.title_vector" if in_title else "d.vector")
    if marked:
        return f"{first} AND d.vector @@ %s::tsquery", [as_tsquery(tree), as_tsquery(marked)]
    return first, [as_tsquery(tree)]


def _ask(where: str, asked: list[Any]) -> list[Row]:
    # "+ 0": else PostgreSQL may walk the whole table in the order of its key, looking for two lines.
    order = "i.rowid" if connection.vendor == "sqlite" else "d.place + 0"
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {COLUMNS} {where} ORDER BY {order} LIMIT {MOST + 1}", asked)
        return [Row._make(row) for row in cursor.fetchall()]
