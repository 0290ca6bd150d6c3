"""How many projects each territory counts, on the maps."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from maillage.projects.models import Project
from maillage.projects.queries.finding import narrowed
from maillage.projects.queries.places import spread_now
from maillage.territories.models import Territory
from tests.factories.accounts import OfficerFactory
from tests.factories.projects import ProjectFactory
from tests.factories.territories import CommuneFactory, CountryFactory, TerritoryFactory


def a_country():
    """France ⊃ two regions ⊃ three départements ⊃ communes; an EPCI over two of them; Senegal."""
    france = CountryFactory(country_code="FR", slug="france")
    west, east = (
        TerritoryFactory(slug=s, kind="region", within=[france]) for s in ("west", "east")
    )
    one, two = (TerritoryFactory(slug=s, within=[west]) for s in ("one", "two"))
    three = TerritoryFactory(slug="three", within=[east])
    epci = TerritoryFactory(slug="epci", kind="epci", within=[west])
    for slug, within in (("a", [one, epci]), ("b", [two, epci]), ("c", [three])):
        CommuneFactory(slug=slug, within=within)
    senegal = CountryFactory(country_code="SN", slug="senegal")
    TerritoryFactory(slug="dakar", kind="partner_region", country_code="SN", within=[senegal])
    return {t.slug: t for t in Territory.objects.all()}


def counts(places):
    found = spread_now()
    return {slug: found[t.pk] for slug, t in places.items() if t.pk in found}


def told(places, *slugs):
    project = ProjectFactory()
    project.territories.set([places[slug] for slug in slugs])
    return project


@pytest.mark.django_db
class TestSpread:
    def test_a_commune_counts_for_all_that_contains_it(self):
        places = a_country()
        told(places, "a")
        assert counts(places) == dict.fromkeys(["a", "one", "epci", "west", "france"], 1)

    def test_a_region_counts_for_each_of_its_departements(self):
        places = a_country()
        told(places, "west")
        assert counts(places) == dict.fromkeys(["one", "two", "west", "france"], 1)

    def test_an_epci_over_two_departements_counts_for_both(self):
        places = a_country()
        told(places, "epci")
        found = counts(places)
        assert (found["one"], found["two"], "three" in found) == (1, 1, False)

    def test_all_france_counts_for_nobody(self):
        places = a_country()
        told(places, "france")
        assert counts(places) == {}

    def test_a_project_counts_once_however_many_places_it_names(self):
        places = a_country()
        told(places, "a", "one", "west", "dakar")
        found = counts(places)
        assert (found["one"], found["west"], found["senegal"], found["dakar"]) == (1, 1, 1, 1)

    def test_what_is_not_published_does_not_count(self):
        places = a_country()
        project = told(places, "a")
        Project.objects.filter(pk=project.pk).update(status="opened", published_at=None)
        assert counts(places) == {}

    def test_the_cost_does_not_grow_with_the_projects(self, django_assert_num_queries):
        places = a_country()
        for slug in ("a", "b", "c", "west", "dakar", "epci"):
            told(places, slug)
        with django_assert_num_queries(2):
            spread_now()


class TestSpreadAgreesWithTheFilter(TestCase):
    @settings(max_examples=25, deadline=None)
    @given(st.lists(st.sets(st.sampled_from("abc"), min_size=1), max_size=4), st.data())
    def test_a_departement_counts_what_its_filter_finds(self, lying, data):
        """What the map says of a département is what the list shows behind it."""
        places = a_country()
        wide = data.draw(st.sampled_from(["west", "east", "epci", "one", "senegal"]))
        for slugs in lying:
            told(places, *slugs, wide)
        found = counts(places)
        for slug in ("one", "two", "three"):
            listed = narrowed(OfficerFactory(), place=places[slug])
            assert found.get(slug, 0) == listed.count()
