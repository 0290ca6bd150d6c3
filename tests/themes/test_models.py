"""A theme and its names."""

import pytest
from django.db import IntegrityError
from django.db.models import ProtectedError
from django.utils import translation

from maillage.journal.queries import verbs
from maillage.themes.models import Theme
from tests.factories.themes import ThemeFactory

pytestmark = pytest.mark.django_db


def test_a_theme_is_read_in_the_language_of_the_reader():
    theme = ThemeFactory(
        name="Semences", name_en="Seeds", summary="Le vivant.", summary_en="What lives."
    )

    assert (str(theme), theme.display_name, theme.display_summary) == (
        "Semences",
        "Semences",
        "Le vivant.",
    )
    with translation.override("en"):
        assert (theme.display_name, theme.display_summary) == ("Seeds", "What lives.")


def test_without_english_the_french_is_read():
    theme = ThemeFactory(name="Semences", summary="Le vivant.")

    with translation.override("en"):
        assert (theme.display_name, theme.display_summary) == ("Semences", "Le vivant.")


def test_themes_come_in_the_order_the_network_gave_them():
    last, first = ThemeFactory(position=2), ThemeFactory(position=1)

    assert list(Theme.objects.all()) == [first, last]


def test_a_theme_is_not_its_own_parent():
    theme = ThemeFactory()
    theme.parent = theme

    with pytest.raises(IntegrityError):
        theme.save()


def test_an_address_belongs_to_one_theme():
    ThemeFactory(slug="semences")

    with pytest.raises(IntegrityError):
        ThemeFactory(slug="semences")


def test_a_theme_that_holds_others_is_not_lost():
    wider = ThemeFactory()
    ThemeFactory(parent=wider)

    with pytest.raises(ProtectedError):
        wider.delete()


def test_every_act_on_themes_has_its_words():
    assert {"theme.defined", "theme.changed"} <= verbs().keys()
