"""What the pages of an import show."""

from dataclasses import dataclass

from django.db.models import Count
from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from maillage.imports.models import Import, Line


@dataclass(frozen=True, slots=True)
class Tally:
    """How many lines stand in one state, and the word for it: what will be, or what was."""

    state: str
    words: str
    lines: int

    def __str__(self) -> str:
        return f"{_number(self.lines)} {self.words}"


@dataclass(frozen=True, slots=True)
class Counts:
    """The lines of an import by state, those without lines too."""

    tallies: list[Tally]

    def of(self, *states: str) -> int:
        return sum(tally.lines for tally in self.tallies if tally.state in states)

    @property
    def all(self) -> int:
        return self.of(*Line.State.values)

    @property
    def doing(self) -> int:
        """How many lines do something."""
        return self.of(Line.State.ADDED, Line.State.CHANGED)

    @property
    def doing_said(self) -> str:
        return _number(self.doing)

    @property
    def wrong(self) -> int:
        return self.of(Line.State.WRONG)

    @property
    def sentence(self) -> str:
        """« 5 000 lignes : 4 205 à ajouter, 795 à corriger. » What there is none of is not said."""
        if not self.all:
            return ""
        sentence = ngettext("%(n)s ligne : %(parts)s.", "%(n)s lignes : %(parts)s.", self.all)
        parts = ", ".join(str(tally) for tally in self.tallies if tally.lines)
        return sentence % {"n": _number(self.all), "parts": parts}


def counts(shown: Import) -> Counts:
    counted = dict(shown.lines.order_by().values_list("state").annotate(n=Count("pk")))
    tallies = []
    for state in Line.State.values:
        lines = counted.get(state, 0)
        words = (
            _before(state, lines) if shown.status == Import.Status.SHOWN else _after(state, lines)
        )
        tallies.append(Tally(state, words, lines))
    return Counts(tallies)


def _before(state: str, lines: int) -> str:
    return {
        Line.State.ADDED: _("à ajouter"),
        Line.State.CHANGED: _("à modifier"),
        Line.State.UNCHANGED: ngettext("inchangée", "inchangées", lines),
        Line.State.WRONG: _("à corriger"),
    }[Line.State(state)]


def _after(state: str, lines: int) -> str:
    """An import that was undone tells what it had done."""
    return {
        Line.State.ADDED: ngettext("ajoutée", "ajoutées", lines),
        Line.State.CHANGED: ngettext("modifiée", "modifiées", lines),
        Line.State.UNCHANGED: ngettext("inchangée", "inchangées", lines),
        Line.State.WRONG: ngettext("laissée de côté", "laissées de côté", lines),
    }[Line.State(state)]


def _number(number: int) -> str:
    return number_format(number, use_l10n=True, force_grouping=True)
