"""Read elsewhere: filters, files, what a shared page says."""

import csv
import json
import re
from io import BytesIO, StringIO

import pytest
from openpyxl import load_workbook

from maillage.search.services import rebuild
from tests.factories.accounts import OfficerFactory
from tests.factories.actors import OrganisationFactory
from tests.factories.programmes import CallFactory
from tests.factories.projects import AllyFactory, ProjectFactory
from tests.factories.territories import CommuneFactory, CountryFactory, TerritoryFactory
from tests.factories.themes import ThemeFactory

pytestmark = pytest.mark.django_db


def lines(response):
    text = b"".join(response).decode("utf-8-sig")
    return list(csv.DictReader(StringIO(text, newline=""), delimiter=";"))


def titles(page):
    return re.findall(r'card-title"><a [^>]+>([^<]+)', page.content.decode())


@pytest.fixture
def projects():
    """One project in Caen about work, one in Senegal about seeds, one in preparation."""
    france = CountryFactory(country_code="FR", name="France")
    calvados = TerritoryFactory(name="Calvados", slug="calvados", within=[france])
    caen = CommuneFactory(name="Caen", slug="caen", within=[calvados])
    senegal = CountryFactory(country_code="SN", name="Sénégal", slug="senegal")
    work, seeds = ThemeFactory(slug="travail", name="Travail"), ThemeFactory(slug="semences")
    near = AllyFactory(project__title="Métiers", organisation__kind="union").project
    near.territories.add(caen)
    near.themes.add(work)
    far = AllyFactory(project__title="Semences", organisation__name="=Ndem").project
    far.territories.add(senegal)
    far.themes.add(seeds)
    whole = ProjectFactory(title="Partout")
    whole.territories.add(france)
    ProjectFactory(title="Caché", status="opened", published_at=None)
    return near, far, whole


class TestFilters:
    @pytest.mark.parametrize(
        ("query", "found"),
        [
            ("place=caen", ["Métiers"]),
            ("place=Calvados", ["Métiers"]),
            ("place=CALVADOS&theme=travail", ["Métiers"]),
            ("place=senegal", ["Semences"]),
            ("place=France", ["Métiers", "Partout"]),
            ("kind=union", ["Métiers"]),
            ("kind=union&place=senegal", []),
            ("theme=semences", ["Semences"]),
            ("kind=zut", []),
            ("theme=zut&q=m", []),
            ("place=Nullepart", []),
        ],
    )
    def test_place_theme_and_kind_narrow(self, client, projects, query, found):
        assert sorted(titles(client.get(f"/projets/?{query}"))) == found

    def test_the_page_says_which_place_it_understood(self, client, projects):
        assert "Autour de Caen" in client.get("/projets/?place=Caen").content.decode()

    def test_an_unknown_place_gets_a_sentence(self, client, projects):
        rebuild()
        page = client.get("/projets/?place=Calvadoss&theme=travail").content.decode()
        assert "n’est pas un territoire connu" in page
        assert 'href="?place=calvados&amp;theme=travail">Calvados</a>' in page

    def test_what_is_not_understood_is_in_no_file_and_no_feed(self, client, projects):
        assert lines(client.get("/projets.csv?place=Nullepart")) == []
        assert "<entry>" not in client.get("/projets.atom?kind=zut").content.decode()
        assert lines(client.get("/acteurs.csv?kind=zut")) == []

    def test_places_of_one_name_are_offered(self, client, projects):
        for number, people in ((93, 9), (974, 10)):
            named = {
                "name": "Saint-Denis",
                "label": f"Saint-Denis ({number})",
                "code": f"{number}01",
            }
            CommuneFactory(**named, slug=f"saint-denis-{number}", population=people)
        page = client.get("/projets/?place=Saint-Denis&kind=union").content.decode()
        assert "Autour de Saint-Denis (974)" in page
        assert "D’autres lieux portent ce nom" in page
        assert 'href="?place=saint-denis-93&amp;kind=union">Saint-Denis (93)</a>' in page
        page = client.get("/projets/?place=saint-denis-93").content.decode()
        assert "D’autres lieux" not in page

    @pytest.mark.parametrize(
        ("words", "offered"),
        [
            ("métiers caen", 'href="?q=m%C3%A9tiers&amp;place=caen">'),
            ("zut près de Caen", 'href="?q=zut&amp;place=caen">'),
            ("Sénégal", 'href="?q=&amp;place=senegal">'),
        ],
    )
    def test_an_empty_list_offers_the_place_its_words_name(self, client, projects, words, offered):
        page = client.get("/projets/", {"q": words}).content.decode()
        assert "Aucun projet ne correspond." in page
        assert offered in page
        assert "/recherche/?q=" in page

    def test_a_theme_has_its_page_with_its_open_calls(self, client, projects):
        near = projects[0]
        call = CallFactory(title="Appel du travail")
        call.themes.add(near.themes.get())
        page = client.get("/themes/travail/")
        assert titles(page) == ["Métiers"]
        assert "Appel du travail" in page.content.decode()
        assert "1 projet" in client.get("/themes/").content.decode()

    @pytest.mark.parametrize("count", [1, 3])
    def test_a_theme_costs_the_same(self, client, count, django_assert_max_num_queries):
        theme = ThemeFactory(slug="t")
        for _ in range(count):
            AllyFactory().project.themes.add(theme)
        client.get("/themes/t/")
        with django_assert_max_num_queries(9):
            client.get("/themes/t/")


class TestFiles:
    def test_the_file_holds_what_the_page_shows(self, client, projects):
        found = lines(client.get("/projets.csv?place=senegal"))
        assert [line["Projet"] for line in found] == ["Semences"]
        assert found[0]["Territoires là-bas"] == "Sénégal"
        assert found[0]["Chef de file"] == "'=Ndem"
        assert len(lines(client.get("/projets.csv"))) == 3

    def test_the_spreadsheet_too(self, client, projects):
        sheet = load_workbook(BytesIO(client.get("/projets.xlsx").content)).active
        assert sheet.max_row == 4
        assert {row[0] for row in sheet.values} >= {"Métiers", "Semences", "Partout"}

    def test_what_is_in_preparation_is_the_teams_alone(self, client, client_of, projects):
        assert "Caché" not in {line["Projet"] for line in lines(client.get("/projets.csv"))}
        seen = lines(client_of(OfficerFactory()).get("/projets.csv"))
        assert "Caché" in {line["Projet"] for line in seen}

    def test_organisations_and_calls(self, client):
        OrganisationFactory(name="Batik", siren="443061841")
        OrganisationFactory(name="À vérifier", status="proposed")
        CallFactory(title="Rives")
        CallFactory(title="Brouillon", draft=True)
        organisations = lines(client.get("/acteurs.csv"))
        assert [(o["Organisation"], o["SIREN"]) for o in organisations] == [("Batik", "443061841")]
        assert [call["Appel"] for call in lines(client.get("/appels.csv"))] == ["Rives"]
        assert client.get("/acteurs.xlsx").status_code == 200
        assert client.get("/appels.xlsx").status_code == 200

    @pytest.mark.parametrize("count", [1, 3])
    def test_a_file_costs_the_same(self, client, count, django_assert_num_queries):
        for _ in range(count):
            project = AllyFactory().project
            project.territories.add(TerritoryFactory())
            project.themes.add(ThemeFactory())
        with django_assert_num_queries(6):  # the factory's projects answer no call
            assert len(lines(client.get("/projets.csv"))) == count

    def test_so_many_files_a_minute_for_one_address(self, client, settings):
        settings.FILES_PER_MINUTE = 2
        assert [client.get("/projets.csv").status_code for _ in range(3)] == [200, 200, 429]
        refused = client.get("/acteurs.xlsx")
        assert 0 < int(refused["Retry-After"]) <= 60
        assert "Réessayez dans" in refused.content.decode()
        assert client.get("/projets/").status_code == 200

    def test_no_limit_counts_nothing(self, client, settings):
        settings.FILES_PER_MINUTE = 0
        assert [client.get("/themes.csv").status_code for _ in range(3)] == [200] * 3


class TestOtherLists:
    """Every list of the site has its file, narrowed as its page."""

    @pytest.fixture
    def tied(self):
        france = CountryFactory(country_code="FR", name="France")
        calvados = TerritoryFactory(
            name="Calvados", slug="calvados", scheme="insee", code="14", lat=49.1, lon=-0.37,
            within=[france],
        )  # fmt: skip
        senegal = CountryFactory(country_code="SN", name="Sénégal", code="SN", scheme="iso")
        TerritoryFactory(name="Manche", slug="manche")
        project = AllyFactory(project__title="=Deux rives").project
        project.territories.set([calvados, senegal])
        project.themes.add(ThemeFactory(name="Semences"))
        ThemeFactory(name="Sans projet")
        hidden = ProjectFactory(title="Caché", status="opened", published_at=None)
        hidden.territories.set([calvados, senegal])
        hidden.themes.add(ThemeFactory(name="Secret"))
        return project

    def test_territories_with_their_identifier_their_point_and_their_projects(self, client, tied):
        found = lines(client.get("/territoires.csv"))
        assert [(t["Identifiant"], t["Projets"]) for t in found] == [
            ("iso:SN", "1"),
            ("insee:14", "1"),
        ]
        assert found[1]["Latitude"] == "49,10000"
        assert found[1]["Adresse"].startswith("http")

    def test_territories_that_the_words_find(self, client, tied):
        found = lines(client.get("/territoires.csv?q=manche"))
        assert [(t["Territoire"], t["Projets"]) for t in found] == [("Manche", "0")]
        assert lines(client.get("/territoires.csv?q=nullepart")) == []
        page = client.get("/territoires/?q=manche").content.decode()
        assert "/territoires.csv?q=manche" in page

    def test_themes_that_have_projects(self, client, client_of, tied):
        assert [(t["Thème"], t["Projets"]) for t in lines(client.get("/themes.csv"))] == [
            ("Semences", "1")
        ]
        seen = lines(client_of(OfficerFactory()).get("/themes.csv"))
        assert [t["Thème"] for t in seen] == ["Semences", "Secret"]

    def test_ties_between_here_and_there(self, client, tied):
        (tie,) = lines(client.get("/liens.csv"))
        assert (tie["Identifiant d’ici"], tie["Identifiant de là-bas"]) == ("insee:14", "iso:SN")
        assert tie["Projet"] == "'=Deux rives"

    def test_every_pair_of_a_project_is_a_line(self, client, tied):
        tied.territories.add(
            TerritoryFactory(name="Nord"), CountryFactory(country_code="ML", name="Mali")
        )
        pairs = {(tie["Ici"], tie["Là-bas"]) for tie in lines(client.get("/liens.csv"))}
        assert pairs == {(a, b) for a in ("Calvados", "Nord") for b in ("Mali", "Sénégal")}

    def test_the_table_of_the_map(self, client, tied):
        found = {a["Identifiant"]: a["Projets"] for a in lines(client.get("/carte.csv"))}
        assert found["insee:14"] == found["iso:SN"] == "1"

    @pytest.mark.parametrize("name", ["territoires", "themes", "liens", "carte"])
    def test_the_spreadsheet_says_the_same(self, client, tied, name):
        rows = list(load_workbook(BytesIO(client.get(f"/{name}.xlsx").content)).active.values)
        wanted = lines(client.get(f"/{name}.csv"))
        assert list(rows[0]) == list(wanted[0])
        assert len(rows) == len(wanted) + 1

    @pytest.mark.parametrize("count", [1, 3])
    @pytest.mark.parametrize(("name", "queries"), [("territoires", 1), ("themes", 1), ("liens", 2)])
    def test_each_costs_the_same(self, client, count, name, queries, django_assert_num_queries):
        senegal = CountryFactory(country_code="SN")
        for _ in range(count):
            project = AllyFactory().project
            project.territories.set([TerritoryFactory(), senegal])
            project.themes.add(ThemeFactory())
        with django_assert_num_queries(queries):
            assert lines(client.get(f"/{name}.csv"))

    def test_the_page_of_open_data_says_each_with_its_columns(self, client, tied):
        page = client.get("/donnees/").content.decode()
        for name in ("projets", "appels", "acteurs", "territoires", "themes", "liens", "carte"):
            assert f'href="/{name}.csv"' in page
            assert f'href="/{name}.xlsx"' in page
        assert "Licence Ouverte 2.0" in page
        assert "<li>SIREN</li>" in page


class TestMachines:
    def told(self, response):
        found = re.search(r"ld\+json\">(.*?)</script>", response.content.decode())
        return json.loads(found.group(1))

    def test_a_project_says_who_where_and_how_much(self, client, projects):
        near = projects[0]
        near.granted_cents = 1_200_050
        near.title = "Métiers </script><b>"
        near.save()
        facts = self.told(client.get(near.get_absolute_url()))
        assert (facts["@type"], facts["name"]) == ("Project", "Métiers </script><b>")
        assert facts["areaServed"][0]["name"].startswith("Caen")
        assert facts["@reverse"]["fundedItem"]["amount"]["value"] == 12000.5
        assert len(facts["member"]) == 1

    def test_a_call_and_an_organisation_too(self, client):
        call = CallFactory()
        assert self.told(client.get(call.get_absolute_url()))["@type"] == "FundingScheme"
        organisation = OrganisationFactory(siren="443061841")
        facts = self.told(client.get(organisation.get_absolute_url()))
        assert (facts["@type"], facts["taxID"]) == ("NGO", "443061841")
        assert "alternateName" not in facts

    def test_a_page_shared_elsewhere_shows_its_title_and_its_sentence(self, client, projects):
        page = client.get(projects[0].get_absolute_url()).content.decode()
        assert '<meta property="og:title" content="Métiers">' in page
        assert 'name="description" content="Une alliance agit."' in page
