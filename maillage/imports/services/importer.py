"""What a room says of its rows: the columns it knows, and what each row would do."""

from abc import ABC, abstractmethod
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, ClassVar, TypeVar

from django.apps import apps
from django.core.exceptions import ValidationError
from django.db.models import Model
from django.utils.functional import Promise
from django.utils.module_loading import import_string
from django.utils.translation import gettext as _

from maillage.algorithms.tabular import Cell, LostDigitsError, UnreadableError, text

Read = TypeVar("Read")


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a file: what it is called, what it may hold, the other words it goes by."""

    name: str
    label: str | Promise
    example: str
    about: str | Promise
    is_needed: bool = False
    words: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Make:
    """A row to write.

    `key` names it for the other deeds of the file: where a relation holds "@key", it gets its number.
    """

    model: type[Model]
    fields: dict[str, Any]
    links: dict[str, list[int]] = field(default_factory=dict)
    key: str = ""


@dataclass(frozen=True, slots=True)
class Change:
    """A row to change: each field as it is and as it would be, and what it would be linked to."""

    model: type[Model]
    pk: int
    before: dict[str, Any]
    fields: dict[str, Any]
    links: dict[str, list[int]] = field(default_factory=dict)


@dataclass(slots=True)
class Row:
    """One line of the file, read column by column; what cannot be read is noted in its own words."""

    number: int
    cells: list[Cell]
    places: dict[str, int]
    problems: list[str] = field(default_factory=list)
    meant: dict[str, Any] = field(default_factory=dict)  # what the cells were read as

    def cell(self, name: str) -> Cell:
        place = self.places.get(name)
        return self.cells[place] if place is not None and place < len(self.cells) else None

    def text(self, name: str, longest: int = 0) -> str:
        words = text(self.cell(name))
        if longest and len(words) > longest:
            self.wrong(
                _("« %(words)s… » est trop long : %(longest)s signes au plus. Raccourcissez-le.")
                % {"words": words[:40], "longest": longest}
            )
        return words

    def read(self, name: str, reader: Callable[[Cell], Read], sentence: str) -> Read | None:
        """What the cell says; when it says nothing readable, `sentence` with its words."""
        try:
            self.meant[name] = value = reader(self.cell(name))
        except LostDigitsError:
            self.wrong(
                _(
                    "« %(words)s » : le tableur a arrondi ce numéro, ses derniers chiffres sont perdus. Mettez la colonne en texte, puis recopiez le numéro."
                )
                % {"words": text(self.cell(name))}
            )
        except UnreadableError:
            self.wrong(sentence % {"words": text(self.cell(name))})
        else:
            return value
        return None

    def check(self, value: str, validate: Callable[[str], None]) -> str:
        """The value, when the validator takes it; its own sentence otherwise."""
        if value:
            try:
                validate(value)
            except ValidationError as error:
                self.problems.extend(error.messages)
        return value

    def wrong(self, sentence: str) -> None:
        self.problems.append(sentence)


@dataclass(slots=True)
class Planned:
    """What a line would do: nothing is done yet."""

    label: str
    deeds: list[Make | Change] = field(default_factory=list)
    differences: list[tuple[str, str, str]] = field(default_factory=list)
    facts: list[tuple[str, str, str]] = field(default_factory=list)  # of a line that adds


class Importer(ABC):
    """Reads the rows of one kind. Made for one file: what it learnt is what was there then."""

    kind: ClassVar[str]
    title: ClassVar[str | Promise]
    effect: ClassVar[str | Promise]  # who will see what is imported: said before the button
    columns: ClassVar[tuple[Column, ...]]
    models: ClassVar[tuple[type[Model], ...]]  # what its deeds touch, the ones needed first

    @abstractmethod
    def learn(self, rows: list[Row]) -> None:
        """Look up, in a few queries for all rows, what the rows name."""

    @abstractmethod
    def plan(self, row: Row) -> Planned:
        """Say what the row would do; problems are noted on the row."""

    def settle(self, touched: dict[type[Model], list[int]]) -> None:  # noqa: B027 -- most need nothing
        """What must follow what was done or undone, in the same transaction (the search, say)."""


def importers() -> dict[str, type[Importer]]:
    """Every kind, as each room names them in `importers` of its app: the rooms below come first."""
    names = (name for config in apps.get_app_configs() for name in getattr(config, "importers", ()))
    return {importer.kind: importer for importer in map(import_string, names)}
