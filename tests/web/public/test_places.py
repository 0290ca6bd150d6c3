"""A territory's page: what happens here, who acts here, which calls one may join."""

import re
from datetime import timedelta

import pytest
from django.utils import timezone

from tests.factories.actors import OrganisationFactory
from tests.factories.programmes import CallFactory
from tests.factories.projects import AllyFactory, ProjectFactory
from tests.factories.territories import CommuneFactory, CountryFactory, TerritoryFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def places():
    """France ⊃ Normandie ⊃ Calvados ⊃ Caen, and Senegal."""
    france = CountryFactory(country_code="FR", name="France", slug="france")
    normandy = TerritoryFactory(name="Normandie", slug="normandie", kind="region", within=[france])
    calvados = TerritoryFactory(name="Calvados", slug="calvados", within=[normandy])
    caen = CommuneFactory(name="Caen", slug="caen", code="14118", within=[calvados])
    senegal = CountryFactory(country_code="SN", name="Sénégal", slug="senegal")
    found = {t.slug: t for t in (france, normandy, calvados, caen, senegal)}

    def tell(title, *slugs, **fields):
        project = AllyFactory(project__title=title, **fields).project
        project.territories.add(*(found[slug] for slug in slugs))
        return project

    return found, tell


def seen(client, slug):
    response = client.get(f"/territoires/{slug}/")
    assert response.status_code == 200
    return response.content.decode()


def section(page, title):
    """The part of the page under this heading."""
    return re.search(rf"<h2[^>]*>[^<]*{title}.*?(?=<h2|</main>)", page, re.DOTALL).group(0)


def test_a_communes_project_counts_for_its_departement_and_its_region(client, places):
    places[1]("Métiers", "caen")
    for slug in ("caen", "calvados", "normandie", "france"):
        assert "Métiers" in section(seen(client, slug), "1 projet ici")
    assert "Métiers" not in seen(client, "senegal")


def test_what_lies_around_is_told_apart_and_a_country_is_around_nobody(client, places):
    places[1]("Haies", "normandie")
    places[1]("Partout", "france")
    page = seen(client, "caen")
    assert "Haies" in section(page, "Autour")
    assert "Partout" not in page
    assert "Aucun projet ici pour l’instant." in page
    assert '<a href="/territoires/normandie/">Normandie</a>' in page


def test_ties_say_how_many_projects_are_shared(client, places):
    places[1]("Une", "caen", "senegal")
    places[1]("Deux", "calvados", "senegal")
    assert "2 projets en commun" in section(seen(client, "calvados"), "Liens avec ailleurs")
    assert "1 projet en commun" in section(seen(client, "caen"), "Liens avec ailleurs")
    ties = section(seen(client, "senegal"), "Liens avec ailleurs")
    assert "Caen" in ties
    assert "Calvados" in ties


def test_actors_by_seat_or_by_where_they_act(client, places):
    found, _tell = places
    OrganisationFactory(name="Assise", seat=found["caen"])
    OrganisationFactory(name="Agissante").territories.add(found["calvados"])
    OrganisationFactory(name="Cachée", seat=found["caen"], status="proposed")
    OrganisationFactory(name="Ailleurs", seat=found["senegal"])
    actors = section(seen(client, "calvados"), "Acteurs d’ici")
    assert ("Assise" in actors, "Agissante" in actors) == (True, True)
    assert ("Cachée" in actors, "Ailleurs" in actors) == (False, False)


@pytest.mark.parametrize(
    ("leads", "told", "asks"),
    [("members", "Les membres du réseau.", True), ("anyone", "Toute organisation, une", False)],
)
def test_it_says_who_may_answer_a_call(client, places, leads, told, asks):
    call = CallFactory(leads=leads)
    for page in (seen(client, "caen"), client.get(call.get_absolute_url()).content.decode()):
        assert told in page
        assert "que le chef de file invite" in page
        assert ("Demander comment le devenir" in page) is asks


def test_the_calls_its_people_may_join(client, places):
    found, _tell = places
    CallFactory(title="Pour tous")
    for title, slug in [("En Normandie", "normandie"), ("Au Sénégal", "senegal")]:
        CallFactory(title=title).territories.add(found[slug])
    CallFactory(title="Clos", closed=True)
    CallFactory(title="Bientôt", opens_at=timezone.now() + timedelta(days=1))
    calls = section(seen(client, "caen"), "Appels qu’on peut rejoindre")
    shown = [title in calls for title in ("Pour tous", "En Normandie", "Au Sénégal", "Clos")]
    assert shown == [True, True, False, False]
    assert "Bientôt" not in calls


def test_the_parts_that_have_projects(client, places):
    places[1]("Métiers", "caen")
    assert "Caen" in section(seen(client, "calvados"), "Dans ce territoire")
    assert "Dans ce territoire" not in seen(client, "caen")


def test_nothing_in_preparation_is_seen(client, places):
    found, _tell = places
    ProjectFactory(title="Caché", status="opened", published_at=None).territories.add(found["caen"])
    assert "Caché" not in seen(client, "caen")
    assert "Caen" not in client.get("/territoires/").content.decode()


def test_an_unknown_place_is_not_found(client):
    assert client.get("/territoires/nullepart/").status_code == 404


class TestList:
    def test_it_lists_the_territories_that_have_projects(self, client, places):
        places[1]("Métiers", "caen", "senegal")
        page = client.get("/territoires/").content.decode()
        assert ">Caen<" in page
        assert ">Normandie<" not in page

    def test_it_finds_any_territory_without_accents_and_by_its_code(self, client, places):
        for words in ("senegal", "CAEN", "14118"):
            page = client.get(f"/territoires/?q={words}").content.decode()
            assert "1 territoire" in page, words
        assert "Aucun territoire" in client.get("/territoires/?q=zzz").content.decode()

    def test_what_words_find_is_counted_and_cut_into_pages_and_its_file_is_whole(self, client):
        for number in range(32):
            CommuneFactory(name=f"Saint-{number}", slug=f"saint-{number}", code=f"{19000 + number}")
        page = client.get("/territoires/?q=saint").content.decode()
        assert ">32 territoires<" in page
        assert "?q=saint&amp;page=2" in page
        assert page.count('<li><a href="/territoires/saint-') == 30
        assert len(b"".join(client.get("/territoires.csv?q=saint")).splitlines()) == 33

    def test_a_departement_is_found_by_its_number_before_its_communes(self, client):
        CommuneFactory(name="Meymac", slug="meymac", code="19136")
        TerritoryFactory(name="Corrèze", slug="correze", code="19")
        page = client.get("/territoires/?q=19").content.decode()
        assert ">2 territoires<" in page
        assert page.index("correze") < page.index("meymac")

    def test_names_are_in_the_order_of_the_language_read(self, client):
        for name, name_en in (("Corée", "South Korea"), ("France", "France"), ("Kenya", "Kenya")):
            ProjectFactory().territories.add(
                CountryFactory(name=name, name_en=name_en, label_en=name_en, code=name[:2])
            )
        names = re.compile(r'<th scope="row"><a[^>]*>([^<]+)')
        page = client.get("/territoires/").content.decode()
        assert names.findall(page) == ["Corée", "France", "Kenya"]
        client.cookies["langue"] = "en"
        page = client.get("/territoires/").content.decode()
        assert names.findall(page) == ["France", "Kenya", "South Korea"]

    def test_it_is_kind_when_there_is_nothing(self, client):
        assert "Aucun territoire n’a de projet" in client.get("/territoires/").content.decode()


@pytest.mark.parametrize("count", [1, 3])
def test_a_page_costs_the_same_whatever_happens_there(
    client, places, count, django_assert_max_num_queries
):
    found, tell = places
    for number in range(count):
        tell(f"Ici {number}", "caen", "senegal")
        tell(f"Autour {number}", "normandie")
        OrganisationFactory(seat=found["caen"])
        CallFactory()
    client.get("/territoires/caen/")
    with django_assert_max_num_queries(12):
        client.get("/territoires/caen/")
