"""Defining a theme."""

import pytest

from maillage.journal.models import Entry
from maillage.themes.models import Theme
from maillage.themes.services import define_theme
from tests.factories.themes import ThemeFactory

pytestmark = pytest.mark.django_db


def verbs():
    return list(Entry.objects.order_by("pk").values_list("verb", flat=True))


def test_a_theme_is_defined_and_noted():
    wider = ThemeFactory()

    theme = define_theme(
        "semences",
        "Semences",
        name_en="Seeds",
        summary="Le vivant.",
        summary_en="What lives.",
        parent=wider,
        position=3,
        by=None,
    )

    theme.refresh_from_db()
    assert (theme.name, theme.name_en, theme.summary, theme.summary_en) == (
        "Semences",
        "Seeds",
        "Le vivant.",
        "What lives.",
    )
    assert (theme.parent, theme.position) == (wider, 3)
    assert verbs() == ["theme.defined"]


def test_the_same_words_again_write_nothing():
    for _again in range(2):
        define_theme("semences", "Semences", by=None)

    assert Theme.objects.count() == 1
    assert verbs() == ["theme.defined"]


@pytest.mark.parametrize("change", [{"name": "Graines"}, {"position": 2}, {"summary": "Ici."}])
def test_other_words_for_the_same_address_change_it_and_are_noted(change):
    theme = define_theme("semences", "Semences", by=None)

    define_theme("semences", **{"name": "Semences", **change}, by=None)

    theme.refresh_from_db()
    assert {field: getattr(theme, field) for field in change} == change
    assert verbs() == ["theme.defined", "theme.changed"]
