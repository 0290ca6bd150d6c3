"""Defining a project area or a village by hand."""

import pytest

from maillage.core.refusal import Refusal
from maillage.journal.models import Entry
from maillage.territories.models import Kind, Territory
from maillage.territories.queries import find_territories
from maillage.territories.services import define_territory
from tests.factories.territories import CountryFactory, TerritoryFactory

pytestmark = pytest.mark.django_db


def test_a_project_area_is_made_of_its_parts():
    manche, calvados = TerritoryFactory(), TerritoryFactory()

    area = define_territory(
        "manche-calvados", "Manche et Calvados", parts=[manche, calvados], by=None
    )

    assert (area.public_id, area.kind, area.scale) == (
        "maillage:manche-calvados",
        Kind.PROJECT_AREA,
        8,
    )
    assert set(area.children.all()) == {manche, calvados}
    assert find_territories("manche calvados") == [area]


def test_a_village_lies_in_what_one_says():
    senegal = CountryFactory(country_code="SN")

    village = define_territory(
        "senegal-ndem",
        "Ndem",
        kind=Kind.PLACE,
        parents=[senegal],
        country_code="SN",
        label="Ndem, Sénégal",
        lat=14.7,
        lon=-16.4,
        by=None,
    )

    assert (village.full_name, village.is_abroad, village.lat) == ("Ndem, Sénégal", True, 14.7)
    assert set(Territory.objects.containing(village)) == {senegal}
    assert find_territories("senegal ndem") == [village]


def test_the_same_words_again_write_nothing():
    define_territory("ici", "Ici", by=None)
    define_territory("ici", "Ici", by=None)

    assert Territory.objects.count() == Entry.objects.filter(verb="territory.defined").count() == 1


def test_other_words_for_the_same_address_change_it():
    part = TerritoryFactory()
    define_territory("ici", "Ici", parts=[part], by=None)

    area = define_territory("ici", "Là", by=None)

    area.refresh_from_db()
    assert (area.name, area.name_key, area.full_name) == ("Là", "la", "Là")
    assert not area.children.exists()
    assert Entry.objects.about(area).count() == 2


def test_other_parts_under_the_same_words_are_noted_too():
    part, other = TerritoryFactory(), TerritoryFactory()
    define_territory("ici", "Ici", parts=[part], by=None)

    area = define_territory("ici", "Ici", parts=[other], by=None)
    define_territory("ici", "Ici", parts=[other], by=None)

    assert list(area.children.all()) == [other]
    assert Entry.objects.about(area).count() == 2


def test_a_territory_of_a_source_cannot_be_redefined_by_hand():
    calvados = TerritoryFactory(slug="calvados", name="Calvados")

    with pytest.raises(Refusal, match="Calvados"):
        define_territory("calvados", "Autre chose", by=None)

    calvados.refresh_from_db()
    assert calvados.name == "Calvados"
    assert not Entry.objects.exists()
