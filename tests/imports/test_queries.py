"""What the pages say of an import, in one sentence."""

import pytest
from django.utils import timezone, translation

from maillage.imports.models import Import, Line
from maillage.imports.queries import counts
from tests.factories.imports import ImportFactory, LineFactory

pytestmark = pytest.mark.django_db


def brought(status=Import.Status.SHOWN, **states):
    of = ImportFactory(status=status, line=None)
    for state, number in states.items():
        Line.objects.bulk_create([LineFactory.build(of=of, state=state) for _n in range(number)])
    return of


def told(of):
    return counts(of).sentence.replace("\xa0", " ")


def test_what_will_be_and_what_was():
    states = {"added": 2, "changed": 1, "unchanged": 3, "wrong": 1}
    assert told(brought(**states)) == (
        "7 lignes : 2 à ajouter, 1 à modifier, 3 inchangées, 1 à corriger."
    )
    assert told(brought(Import.Status.APPLIED, **states)) == (
        "7 lignes : 2 ajoutées, 1 modifiée, 3 inchangées, 1 laissée de côté."
    )


def test_one_line_and_none():
    assert told(brought(added=1)) == "1 ligne : 1 à ajouter."
    assert told(brought()) == ""


def test_thousands_are_parted_as_the_language_does():
    of = brought(added=1200)
    assert counts(of).doing_said.replace("\u202f", " ").replace("\xa0", " ") == "1 200"
    assert told(of).replace("\u202f", " ") == "1 200 lignes : 1 200 à ajouter."
    with translation.override("en"):
        assert told(of) == "1,200 rows: 1,200 to be added."


def test_sums():
    found = counts(brought(added=2, changed=1, unchanged=4, wrong=3))
    assert (found.all, found.doing, found.wrong) == (10, 3, 3)
    assert [tally.state for tally in found.tallies] == ["added", "changed", "unchanged", "wrong"]


def test_lines_nobody_looked_at_are_not_counted():
    of = brought(**{"": 3})
    assert counts(of).all == 0
    assert not of.is_busy(timezone.now())
