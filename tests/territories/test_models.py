"""What contains what, and how a territory is called."""

import pytest
from django.db import IntegrityError
from django.utils import translation
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from maillage.core.privacy import undeclared
from maillage.journal.queries import verbs
from maillage.territories.models import SCALES, Kind, Territory
from tests.factories.territories import CommuneFactory, CountryFactory, TerritoryFactory

pytestmark = pytest.mark.django_db


def test_a_territory_is_known_by_the_identifier_of_its_own_country():
    caen = CommuneFactory(scheme="insee", code="14118")

    assert caen.public_id == "insee:14118"
    assert Territory.objects.by_public_id("insee:14118") == caen


def test_an_unknown_identifier_is_not_found():
    with pytest.raises(Territory.DoesNotExist):
        Territory.objects.by_public_id("insee:99999")


def test_two_territories_never_share_an_identifier():
    TerritoryFactory(scheme="gn", code="7670855")

    with pytest.raises(IntegrityError):
        TerritoryFactory(scheme="gn", code="7670855")


def test_the_same_code_in_two_schemes_is_two_territories():
    """84 is the Vaucluse and Auvergne-Rhône-Alpes."""
    vaucluse = TerritoryFactory(scheme="insee", code="84")
    region = TerritoryFactory(scheme="insee-region", code="84")

    assert vaucluse != region


@pytest.mark.parametrize(("lat", "lon"), [(91, 0), (0, 181), (None, 3.0), (48.0, None)])
def test_a_point_lies_on_earth_and_has_both_coordinates(lat, lon):
    with pytest.raises(IntegrityError):
        TerritoryFactory(lat=lat, lon=lon)


def test_a_point_may_be_unknown():
    assert TerritoryFactory(lat=None, lon=None).pk
    assert TerritoryFactory(lat=14.75, lon=-16.65).pk


def test_abroad_is_anything_out_of_france():
    assert not TerritoryFactory(country_code="FR").is_abroad
    assert TerritoryFactory(country_code="SN").is_abroad


def test_every_kind_has_a_scale_and_a_country_is_the_largest():
    assert SCALES.keys() == set(Kind)
    assert max(SCALES, key=SCALES.__getitem__) == Kind.COUNTRY


def test_names_are_read_in_the_language_of_the_reader():
    itasy = TerritoryFactory(
        name="Sénégal", name_en="Senegal", label="Sénégal !", label_en="Senegal!"
    )

    assert (str(itasy), itasy.display_name, itasy.full_name) == ("Sénégal", "Sénégal", "Sénégal !")
    with translation.override("en"):
        assert (itasy.display_name, itasy.full_name) == ("Senegal", "Senegal!")


def test_without_an_english_name_the_french_one_is_read():
    calvados = TerritoryFactory(name="Calvados")

    with translation.override("en"):
        assert (calvados.display_name, calvados.full_name) == ("Calvados", "Calvados")


def test_what_contains_a_commune_is_found_at_any_height():
    france = CountryFactory()
    normandie = TerritoryFactory(kind=Kind.REGION, within=[france])
    calvados = TerritoryFactory(within=[normandie])
    epci = TerritoryFactory(kind=Kind.EPCI, within=[calvados])
    caen = CommuneFactory(within=[calvados, epci])
    bayeux = CommuneFactory(within=[calvados])

    assert set(Territory.objects.containing(caen)) == {france, normandie, calvados, epci}
    assert set(Territory.objects.within(normandie)) == {calvados, epci, caen, bayeux}
    assert set(Territory.objects.containing(france)) == set()


def test_an_epci_over_two_departements_is_within_none_and_touches_both():
    """As Redon Agglomération: or a commune of one would be "in" the other."""
    france = CountryFactory()
    ille, loire = TerritoryFactory(within=[france]), TerritoryFactory(within=[france])
    redon = TerritoryFactory(kind=Kind.EPCI, within=[france])
    here, there = CommuneFactory(within=[ille, redon]), CommuneFactory(within=[loire, redon])
    elsewhere = TerritoryFactory(within=[france])

    assert set(Territory.objects.containing(here)) == {ille, redon, france}
    assert redon not in Territory.objects.within(ille)
    assert set(Territory.objects.touching(ille)) == {ille, here, redon, france}
    assert set(Territory.objects.touching(redon)) == {redon, here, there, ille, loire, france}
    assert elsewhere not in Territory.objects.touching(redon)


def test_a_project_area_is_touched_by_its_parts():
    """« Manche et Calvados », as on the page of the call."""
    area = TerritoryFactory(kind=Kind.PROJECT_AREA)
    manche, calvados = TerritoryFactory(within=[area]), TerritoryFactory(within=[area])
    caen = CommuneFactory(within=[calvados])

    assert set(Territory.objects.within(area)) == {manche, calvados, caen}
    assert area in Territory.objects.touching(caen)


def test_several_territories_are_asked_about_at_once():
    """A call lies on two départements: who is in one or the other?"""
    region = TerritoryFactory(kind=Kind.REGION)
    manche, calvados = TerritoryFactory(within=[region]), TerritoryFactory(within=[region])
    here, there = CommuneFactory(within=[manche]), CommuneFactory(within=[calvados])
    elsewhere = CommuneFactory(within=[TerritoryFactory(within=[region])])

    assert set(Territory.objects.within(manche, calvados)) == {here, there}
    assert set(Territory.objects.containing(here, there)) == {manche, calvados, region}
    assert elsewhere not in Territory.objects.touching(manche, calvados)


def test_the_walk_narrows_what_is_already_narrowed():
    region = TerritoryFactory(kind=Kind.REGION)
    calvados = TerritoryFactory(within=[region])
    CommuneFactory(within=[calvados])

    assert list(Territory.objects.filter(kind=Kind.DEPARTEMENT).within(region)) == [calvados]
    assert Territory.objects.within(region).filter(kind=Kind.COMMUNE).count() == 1


def test_what_is_out_of_force_keeps_its_page_and_its_place():
    calvados = TerritoryFactory()
    merged = CommuneFactory(within=[calvados], is_current=False)

    assert merged not in Territory.objects.current()
    assert merged in Territory.objects.within(calvados)


def test_every_act_on_territories_has_its_words():
    assert {"territories.loaded", "territory.defined"} <= verbs().keys()


def test_nothing_contains_no_territory():
    TerritoryFactory(within=[CountryFactory()])

    assert not Territory.objects.containing()
    assert not Territory.objects.within()
    assert not Territory.objects.touching()


@pytest.mark.parametrize("height", [1, 5])
def test_whatever_the_height_one_query_is_enough(height, django_assert_num_queries):
    top = low = CountryFactory()
    for _step in range(height):
        low = TerritoryFactory(within=[low])

    with django_assert_num_queries(3):
        assert len(Territory.objects.containing(low)) == height
        assert len(Territory.objects.within(top)) == height
        assert len(Territory.objects.touching(low)) == height + 1


@settings(
    max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(links=st.sets(st.tuples(st.integers(0, 6), st.integers(0, 6)).filter(lambda p: p[0] < p[1])))
def test_the_walk_finds_what_a_plain_walk_finds(links):
    """Against the plainest Python, on any pile of territories without a circle."""
    Territory.objects.all().delete()
    pile = [TerritoryFactory() for _ in range(7)]
    for child, parent in links:
        pile[child].parents.add(pile[parent])

    above = {i: _closure(i, links) for i in range(7)}
    for i, territory in enumerate(pile):
        below = {j for j in range(7) if i in above[j]}
        around = below | {i} | set().union(*(above[j] for j in below | {i}))
        assert _indices(Territory.objects.containing(territory), pile) == above[i]
        assert _indices(Territory.objects.within(territory), pile) == below
        assert _indices(Territory.objects.touching(territory), pile) == around


def test_territories_hold_nothing_about_persons_that_is_not_declared():
    assert [f for f in undeclared() if f.startswith(("territories.", "themes."))] == []


def _closure(start, links):
    reached, waiting = set(), [start]
    while waiting:
        here = waiting.pop()
        found = {parent for child, parent in links if child == here} - reached
        reached |= found
        waiting += found
    return reached


def _indices(territories, pile):
    return {pile.index(territory) for territory in territories}


class TestLineage:
    """What leads to what, for many territories in one query."""

    @pytest.fixture
    def places(self):
        france = CountryFactory(country_code="FR", slug="france")
        west = TerritoryFactory(slug="west", kind="region", within=[france])
        one, two = (TerritoryFactory(slug=slug, within=[west]) for slug in ("one", "two"))
        epci = TerritoryFactory(slug="epci", kind="epci", within=[west])
        CommuneFactory(slug="a", within=[one, epci])
        CommuneFactory(slug="b", within=[two, epci])
        return {territory.slug: territory.pk for territory in Territory.objects.all()}

    def told(self, places, asked, parts=None):
        names = {pk: slug for slug, pk in places.items()}
        found = Territory.objects.filter(slug__in=asked).lineage(parts)
        return {names[origin]: {names[pk] for pk in above} for origin, above in found.items()}

    def test_each_leads_to_what_contains_it(self, places):
        assert self.told(places, ["a", "west"]) == {
            "a": {"a", "one", "epci", "west", "france"},
            "west": {"west", "france"},
        }

    def test_pieces_count_where_they_are_asked_for(self, places):
        parts = {"region": ["departement"], "epci": ["commune"]}
        assert self.told(places, ["west", "epci", "one"], parts) == {
            "west": {"west", "one", "two", "france"},
            "epci": {"epci", "a", "b", "one", "two", "west", "france"},
            "one": {"one", "west", "france"},
        }

    def test_of_nothing_nothing(self, places):
        assert Territory.objects.filter(pk__in=[]).lineage() == {}
        assert Territory.objects.none().lineage({"region": ["departement"]}) == {}

    @pytest.mark.parametrize("count", [1, 3])
    def test_one_query_whatever_their_number(self, places, count, django_assert_num_queries):
        with django_assert_num_queries(1):
            Territory.objects.filter(slug__in=["a", "b", "west"][:count]).lineage(
                {"region": ["departement"]}
            )
