"""Territories for tests."""

import factory
from factory.django import DjangoModelFactory

from maillage.core.text import fold
from maillage.territories.models import SCALES, Kind, Territory
from maillage.territories.services.rows import search_key


class TerritoryFactory(DjangoModelFactory[Territory]):
    """A département nobody knows, with the keys the services would give it."""

    class Meta:
        model = Territory
        skip_postgeneration_save = True

    name = factory.Sequence(lambda n: f"Pays-des-Haies {n}")
    slug = factory.Sequence(lambda n: f"territoire-{n}")
    scheme = "test"
    code = factory.Sequence(lambda n: f"T{n}")
    kind = Kind.DEPARTEMENT
    country_code = "FR"
    source = "tests"
    source_version = "1"
    label = factory.SelfAttribute("name")
    name_key = factory.LazyAttribute(lambda t: fold(t.name))
    search_key = factory.LazyAttribute(lambda t: search_key(t.name, t.label, t.code))
    scale = factory.LazyAttribute(lambda t: SCALES[t.kind])

    @factory.post_generation
    def within(self, _create, parents, **_kwargs):
        """Say `within=[calvados]` to lay it in others."""
        self.parents.set(parents or ())


class CommuneFactory(TerritoryFactory):
    kind = Kind.COMMUNE


class CountryFactory(TerritoryFactory):
    kind = Kind.COUNTRY
    scheme = "iso"
    code = factory.SelfAttribute("country_code")
