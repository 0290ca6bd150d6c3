"""How accessible the pages are: the grid of the RGAA 4.1.2, filled by hand, and what it says.

The grid is `data/rgaa.csv`, one line for each of the 106 criteria; docs/accessibilite/ tells how it was filled.
The rate is that of the law's statement: criteria met among those that apply.
"""

import csv
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cache
from pathlib import Path

from django.utils.functional import Promise
from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_lazy as _

GRID = Path(__file__).parent / "data" / "rgaa.csv"
VERSION = "4.1.2"
AUDITED_ON = date(2026, 11, 25)
HALF = 50
PAGES: tuple[str | Promise, ...] = (
    _("Accueil"),
    _("Projets"),
    _("Recherche"),
    _("Un projet"),
    _("Un appel"),
    _("Un territoire"),
    _("Contact"),
    _("Mentions légales"),
    _("Données personnelles"),
    _("Accessibilité"),
    _("Cookies"),
    _("Plan du site"),
    _("Connexion"),
    _("Une candidature en cours d’écriture"),
    _("Une candidature à lire et à noter"),
    _("Les textes et mentions, au pilotage"),
)
TECHNOLOGIES = ("HTML5", "CSS", "JavaScript", "SVG", "WAI-ARIA")


class Result(StrEnum):
    MET = "C"
    FAILED = "NC"
    OUT = "NA"  # nothing on the pages that the criterion is about


class State(StrEnum):
    """What the law calls a site, by its rate."""

    FULL = "full"
    PARTIAL = "partial"
    NONE = "none"

    @property
    def label(self) -> str:
        words = {
            State.FULL: gettext("totalement conforme"),
            State.PARTIAL: gettext("partiellement conforme"),
            State.NONE: gettext("non conforme"),
        }
        return words[self]


@dataclass(frozen=True, slots=True)
class Criterion:
    """One criterion: what it asks, in our words, what was found, and how."""

    number: str
    asks: str
    asks_en: str
    result: Result
    how: str
    remark: str
    remark_en: str

    @property
    def shown_remark(self) -> str:
        """What fails, in the reader's language."""
        return self.remark_en if (get_language() or "fr").startswith("en") else self.remark

    @property
    def shown_asks(self) -> str:
        return self.asks_en if (get_language() or "fr").startswith("en") else self.asks


@dataclass(frozen=True, slots=True)
class Audit:
    """The whole grid, and what follows from it."""

    criteria: tuple[Criterion, ...]

    def among(self, result: Result) -> list[Criterion]:
        return [criterion for criterion in self.criteria if criterion.result == result]

    @property
    def met(self) -> int:
        return len(self.among(Result.MET))

    @property
    def failed(self) -> list[Criterion]:
        return self.among(Result.FAILED)

    @property
    def applicable(self) -> int:
        return len(self.criteria) - len(self.among(Result.OUT))

    @property
    def rate(self) -> int:
        """In per cent, rounded down: 99.9 is not all."""
        return 100 * self.met // self.applicable if self.applicable else 0

    @property
    def state(self) -> State:
        if self.applicable and not self.failed:
            return State.FULL
        return State.PARTIAL if self.rate >= HALF else State.NONE


@cache
def audit() -> Audit:
    """Read the grid, once."""
    with GRID.open(encoding="utf-8", newline="") as lines:
        rows = csv.DictReader(lines, delimiter=";")
        return Audit(tuple(_criterion(row) for row in rows))


def _criterion(row: dict[str, str]) -> Criterion:
    return Criterion(result=Result(row.pop("result")), **row)
