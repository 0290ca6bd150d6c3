"""Maps: coloured by projects, each shape a way to its page, the same content in words."""

import gzip
import re

import pytest
from django.core.cache import caches

from maillage.territories.models import Territory
from maillage.territories.services.abroad import load_partner_regions
from tests.factories.projects import ProjectFactory
from tests.factories.territories import CommuneFactory, CountryFactory, TerritoryFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def calvados():
    france = CountryFactory(country_code="FR", slug="france", name="France")
    return TerritoryFactory(
        scheme="insee", code="14", name="Calvados", slug="calvados", within=[france]
    )


def seen(client, url):
    return client.get(url).content.decode()


def told(*territories, **fields):
    ProjectFactory(**fields).territories.set(territories)


def shape(page, slug):
    """How the map draws a territory: its class, and what pointing at it says."""
    found = re.search(
        rf'<a href="/territoires/{slug}/" tabindex="-1"([^>]*)>.*?<title>(.*?)<', page
    )
    return found.groups() if found else None


class TestHome:
    def test_a_departement_with_projects_is_coloured_named_and_a_link(self, client, calvados):
        told(calvados)
        told(calvados)
        assert shape(seen(client, "/"), "calvados") == (
            ' class="t2"',
            "Calvados\N{NO-BREAK SPACE}: 2 projets",
        )

    def test_a_departement_without_project_is_a_link_all_the_same(self, client, calvados):
        assert shape(seen(client, "/"), "calvados") == ("", "Calvados")

    def test_the_table_says_the_same(self, client, calvados):
        told(calvados)
        page = seen(client, "/")
        row = '<th scope="row"><a href="/territoires/calvados/">Calvados</a></th>'
        assert page.count(row) == 1

    def test_examples_and_what_is_not_published_do_not_colour(self, client, calvados):
        told(calvados, is_example=True)
        told(calvados, status="opened", published_at=None)
        assert shape(seen(client, "/"), "calvados") == ("", "Calvados")

    def test_each_country_reached_is_tied_to_france(self, client):
        load_partner_regions()
        client.get("/")

        told(Territory.objects.get(scheme="gn", code="7670855"))

        caches["process"].clear()
        world = seen(client, "/").split("Ici et là-bas")[1]
        assert world.count('class="tie"') == 1
        assert shape(world, "madagascar")[1] == "Madagascar\N{NO-BREAK SPACE}: 1 projet"

    def test_both_maps_together_are_light(self, client):
        load_partner_regions()
        maps = re.findall(r'<svg class="map".*?</svg>', seen(client, "/"), re.DOTALL)
        assert len(maps) == 2
        assert len(gzip.compress("".join(maps).encode())) < 40_000


class TestTerritory:
    def test_a_departement_is_shown_in_france(self, client, calvados):
        assert shape(seen(client, "/territoires/calvados/"), "calvados")[0] == ' class="here"'

    def test_a_commune_is_shown_by_its_departement(self, client, calvados):
        CommuneFactory(slug="caen", within=[calvados])
        assert shape(seen(client, "/territoires/caen/"), "calvados")[0] == ' class="here"'

    def test_a_region_is_shown_by_its_departements(self, client):
        region = TerritoryFactory(slug="normandie", kind="region")
        for code, slug in (("14", "calvados"), ("50", "manche")):
            TerritoryFactory(scheme="insee", code=code, slug=slug, within=[region])
        page = seen(client, "/territoires/normandie/")
        assert page.count(' class="here"') == 2

    def test_itasy_is_shown_in_madagascar(self, client):
        load_partner_regions()
        page = seen(client, "/territoires/madagascar-itasy/")
        assert shape(page, "madagascar-itasy")[0] == ' class="here"'
        assert shape(page, "madagascar-boeny")[0] == ""

    def test_where_nobody_drew_the_regions_the_country_is_shown(self, client):
        load_partner_regions()
        page = seen(client, "/territoires/mali-sangha/")
        assert shape(page, "mali")[0] == ' class="here"'

    def test_what_lies_on_no_map_has_none(self, client):
        TerritoryFactory(slug="nulle-part", kind="place")
        assert '<svg class="map"' not in seen(client, "/territoires/nulle-part/")

    def test_ties_that_cross_a_border_are_drawn(self, client, calvados):
        load_partner_regions()

        senegal = Territory.objects.get(scheme="iso", code="SN")
        told(calvados, senegal)
        for slug in ("calvados", "senegal"):
            assert seen(client, f"/territoires/{slug}/").count('class="tie"') == 1

    def test_the_map_is_no_stop_for_the_keyboard(self, client, calvados):
        """Its links stand in the text too: a hundred stops before the page would be a wall."""
        page = seen(client, "/territoires/calvados/")
        svg = re.search(r'<svg class="map".*?</svg>', page, re.DOTALL).group(0)
        assert svg.count("<a ") == svg.count('tabindex="-1"')
        assert 'aria-hidden="true"' in svg.split(">")[0]


def test_the_map_of_a_commune_says_that_it_shows_its_departement(client, calvados):
    CommuneFactory(name="Caen", slug="caen", within=[calvados])
    assert "Calvados, où se trouve Caen</figcaption>" in seen(client, "/territoires/caen/")
    assert ": Calvados</figcaption>" in seen(client, "/territoires/calvados/").replace(
        "\N{NO-BREAK SPACE}", ""
    )
