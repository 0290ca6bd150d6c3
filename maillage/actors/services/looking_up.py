"""What rows of a file name: organisations, territories, days; found in a few queries for all rows."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date
from typing import Any

from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from maillage.actors.models import Organisation
from maillage.algorithms import tabular
from maillage.core.codes import SLUG_LENGTH
from maillage.core.money import money
from maillage.core.text import fold
from maillage.design import words as words_of
from maillage.imports.services import Column, Row
from maillage.territories.models import Kind as Scale
from maillage.territories.models import Territory
from maillage.territories.queries import named_exactly

NAMES = {"name", "acronym", "title"}
CODE = 5  # digits of a commune's
DAY = gettext_lazy("« %(words)s » n’est pas une date. Écrivez par exemple 12/03/2021.")


def day_of(row: Row, name: str) -> date | None:
    return row.read(name, tabular.day, str(DAY))


def in_order(row: Row, first: date | None, last: date | None) -> None:
    if first and last and last < first:
        row.wrong(_("La fin ne peut pas précéder le début. Vérifiez les deux dates."))


class Directory:
    """Every organisation by its numbers and its names: one query, whatever the number of rows."""

    def __init__(self) -> None:
        self.all = list(Organisation.objects.select_related("seat").order_by("pk"))
        self.by_number: dict[str, Organisation] = {}
        self.by_name: dict[str, list[Organisation]] = defaultdict(list)
        for organisation in self.all:
            for number in (organisation.siren, organisation.rna):
                if number:
                    self.by_number[number] = organisation
            for name in {fold(organisation.name), fold(organisation.acronym)} - {""}:
                self.by_name[name].append(organisation)
        self.name_of = {organisation.pk: organisation.name for organisation in self.all}

    def named(self, row: Row, words: str) -> Organisation | None:
        """The organisation these words mean: a number, a name, an acronym; or a sentence why not."""
        numbered = self.by_number.get(_number(words))
        found = [numbered] if numbered else self.by_name.get(fold(words), [])
        if len(found) == 1:
            return found[0]
        given = {"words": words, "found": " ; ".join(one.name for one in found)}
        if found:
            row.wrong(
                _("« %(words)s » désigne plusieurs organisations : %(found)s. Donnez le SIREN.")
                % given
            )
        else:
            row.wrong(
                _("« %(words)s » n’est pas dans l’annuaire. Importez d’abord les organisations.")
                % given
            )
        return None


def _number(words: str) -> str:
    """The SIREN of a SIRET, or whatever number it is."""
    try:
        return tabular.siren(words)
    except tabular.UnreadableError:
        return "".join(words.split()).upper()


def _whole_code(words: str) -> str:
    """A spreadsheet ate the zero of "01004"."""
    is_eaten = len(words) == CODE - 1 and words.isascii() and words.isdigit()
    return words.zfill(CODE) if is_eaten else words


class Places:
    """Every territory that the rows name: a few queries for all."""

    def __init__(self, words: Iterable[str]) -> None:
        self.found = named_exactly(set(map(_whole_code, words)))

    def named(self, row: Row, words: str, *, smallest: bool = False) -> Territory | None:
        """The territory these words mean, or a sentence; `smallest`: of homonyms, the commune."""
        found = self.found.get(_whole_code(words), [])
        communes = [place for place in found if place.kind == Scale.COMMUNE]
        if smallest and len(communes) == 1:
            return communes[0]
        if len(found) == 1:
            return found[0]
        given = {"words": words, "found": " ; ".join(place.full_name for place in found[:4])}
        if found:
            row.wrong(
                _(
                    "« %(words)s » désigne plusieurs territoires : %(found)s. Écrivez le nom complet."
                )
                % given
            )
        else:
            row.wrong(
                _("« %(words)s » n’est pas un territoire connu. Vérifiez l’orthographe.") % given
            )
        return None


class Once:
    """Rows of one file that are about the same thing: the first counts, the others say so."""

    def __init__(self) -> None:
        self.lines: dict[str, int] = {}

    def met(self, row: Row, *keys: str, keep: Iterable[str] | None = None) -> None:
        """Say so when a row before had one of these keys; later rows find `keep`, else the same."""
        before = next((self.lines[key] for key in keys if key in self.lines), None)
        if before is not None:
            row.wrong(_("Cette ligne répète la ligne %(n)s. Gardez-en une seule.") % {"n": before})
        for key in filter(None, keys if keep is None else keep):
            self.lines.setdefault(key, row.number)


def differing(
    labels: dict[str, str], thing: Any, wanted: dict[str, Any]
) -> tuple[dict[str, Any], dict[str, Any], list[tuple[str, str, str]]]:
    """What of `wanted` is said and is not so yet: as it is, as it would be, and in words.

    An empty cell says nothing: it never empties a field. Nor do capitals change a name.
    """
    before, after, words = {}, {}, []
    for name, value in wanted.items():
        now = getattr(thing, name)
        is_same = fold(str(now)) == fold(str(value)) if name in NAMES else now == value
        if value not in {None, ""} and not is_same:
            before[name], after[name] = now, value
            if name in labels:
                told = (_told(thing, name, now), _told(thing, name, value))
                words.append((labels[name], *told))
    return before, after, words


def _told(thing: Any, name: str, value: Any) -> str:
    named = dict(thing._meta.get_field(name).flatchoices or ())
    return str(named[value]) if value in named else in_words(name, value)


def in_words(name: str, value: Any) -> str:
    """A value as the page shows it, before and after."""
    if value in {None, ""}:
        return ""
    if isinstance(value, date):
        return words_of.day(value)
    return money(value) if name.endswith("_cents") else str(value)


def labels_of(columns: Iterable[Column]) -> dict[str, str]:
    return {column.name: str(column.label) for column in columns}


def free_among(taken: set[str], name: str, fallback: str) -> str:
    """A readable address that nobody has, and that is now taken."""
    root = slugify(name)[:SLUG_LENGTH].strip("-") or fallback
    slug, number = root, 2
    while slug in taken:
        slug, number = f"{root}-{number}", number + 1
    taken.add(slug)
    return slug
