"""Writing many territories at once, the same way whatever the source."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.db.models import Q
from django.utils.text import slugify

from maillage.core.text import fold
from maillage.journal.services import record
from maillage.search.services import refresh
from maillage.territories.models import SCALES, Kind, Territory, Vintage
from maillage.territories.queries import points
from maillage.territories.queries.indexing import TERRITORIES

UPDATED = [
    "name",
    "name_en",
    "name_key",
    "label",
    "label_en",
    "search_key",
    "kind",
    "scale",
    "country_code",
    "population",
    "lat",
    "lon",
    "source",
    "source_version",
    "is_current",
]
SLUG_LENGTH = 120
Identifier = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Row:
    """One territory as its source tells it, before it has a slug or a primary key."""

    scheme: str
    code: str
    name: str
    kind: Kind
    country_code: str
    source: str
    slugs: tuple[str, ...]  # the nicest first; the code is added when all are taken
    label: str = ""
    name_en: str = ""
    label_en: str = ""
    population: int | None = None
    also_found_by: tuple[str, ...] = ()
    parents: tuple[Identifier, ...] = ()

    @property
    def identifier(self) -> Identifier:
        return self.scheme, self.code


@dataclass(frozen=True, slots=True)
class Edition:
    """Which version of which source is being loaded, under which licence."""

    source: str
    version: str
    licence: str

    def is_loaded(self) -> bool:
        return Vintage.objects.filter(source=self.source, version=self.version).exists()


def write(edition: Edition, rows: Sequence[Row], *, retire: Q) -> Vintage:
    """Insert or update every row, link each to its parents, note it in the journal.

    What matches `retire` and is no longer in the source stays, out of force: a project of 2022
    may point to a commune that was merged since. Must be called inside a transaction.
    """
    _upsert(edition, rows)
    Territory.objects.filter(retire).exclude(source_version=edition.version).update(
        is_current=False
    )
    _link(rows)
    vintage, _created = Vintage.objects.update_or_create(
        source=edition.source,
        defaults={"version": edition.version, "licence": edition.licence, "rows": len(rows)},
    )
    record("territories.loaded", vintage, by=None, rows=len(rows))
    told = Territory.objects.filter(retire | Q(source_version=edition.version))
    refresh(TERRITORIES, told.values_list("pk", flat=True))
    return vintage


def search_key(*words: str) -> str:
    """The folded words a territory is found by, each after a space: " caen calvados 14118 14000"."""
    folded = " ".join(map(fold, words)).split()
    return "".join(f" {word}" for word in dict.fromkeys(folded))


def free_slug(wished: Iterable[str], taken: set[str]) -> str:
    """Give the first wished slug that nobody has."""
    return next(s for s in (slugify(fold(w))[:SLUG_LENGTH] for w in wished) if s and s not in taken)


def _upsert(edition: Edition, rows: Sequence[Row]) -> None:
    """A territory keeps its first slug for ever: its address may be printed somewhere."""
    slugs = {(s, c): slug for s, c, slug in Territory.objects.values_list("scheme", "code", "slug")}
    taken = set(slugs.values())
    for row in rows:
        if row.identifier not in slugs:
            wished = (*row.slugs, f"{row.slugs[0]}-{row.code}", f"{row.scheme}-{row.code}")
            slugs[row.identifier] = free_slug(wished, taken)
            taken.add(slugs[row.identifier])
    Territory.objects.bulk_create(
        (_territory(row, edition, slugs[row.identifier]) for row in rows),
        batch_size=2000,
        update_conflicts=True,
        unique_fields=["scheme", "code"],
        update_fields=UPDATED,
    )


def _territory(row: Row, edition: Edition, slug: str) -> Territory:
    lon, lat = points().get(f"{row.scheme}:{row.code}", (None, None))
    return Territory(
        slug=slug,
        scheme=row.scheme,
        code=row.code,
        name=row.name,
        name_en=row.name_en,
        name_key=fold(row.name),
        label=row.label or row.name,
        label_en=row.label_en,
        search_key=search_key(row.name, row.label, row.label_en, *_codes(row)),
        kind=row.kind,
        scale=SCALES[row.kind],
        country_code=row.country_code,
        population=row.population,
        lat=lat,
        lon=lon,
        source=row.source,
        source_version=edition.version,
    )


def _codes(row: Row) -> list[str]:
    """Codes people know and type; "MR-14" is not one, and would be found by 14 like the Calvados."""
    return [code for code in (row.code, *row.also_found_by) if code.isalnum()]


def _link(rows: Sequence[Row]) -> None:
    """Make the stored links between these rows and their parents what the source says.

    Links to territories of other origins (a project area somebody drew) are left alone.
    """
    pks = {(s, c): pk for s, c, pk in Territory.objects.values_list("scheme", "code", "pk")}
    loaded = {pks[row.identifier] for row in rows}
    wanted = {(pks[row.identifier], pks[parent]) for row in rows for parent in row.parents}
    links = Territory.parents.through
    stored = {
        (child, parent): pk
        for pk, child, parent in links.objects.values_list(
            "pk", "from_territory_id", "to_territory_id"
        )
        if child in loaded
    }
    gone = [pk for (c, p), pk in stored.items() if p in loaded and (c, p) not in wanted]
    for start in range(0, len(gone), 500):
        links.objects.filter(pk__in=gone[start : start + 500]).delete()
    links.objects.bulk_create(
        (
            links(from_territory_id=child, to_territory_id=parent)
            for child, parent in sorted(wanted - stored.keys())
        ),
        batch_size=5000,
    )
