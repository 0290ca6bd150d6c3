"""Themes for tests."""

import factory
from factory.django import DjangoModelFactory

from maillage.themes.models import Theme


class ThemeFactory(DjangoModelFactory[Theme]):
    class Meta:
        model = Theme

    name = factory.Sequence(lambda n: f"Thème {n}")
    slug = factory.Sequence(lambda n: f"theme-{n}")
    position = factory.Sequence(lambda n: n)
