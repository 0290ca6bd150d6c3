"""Read elsewhere: files, feeds, calendars, what machines are told."""

import csv
import json
import re
from datetime import timedelta
from io import BytesIO, StringIO

import feedparser
import pytest
from django.utils import timezone
from icalendar import Calendar
from openpyxl import load_workbook

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
            ("kind=zut&theme=zut", ["Métiers", "Partout", "Semences"]),
        ],
    )
    def test_place_theme_and_kind_narrow(self, client, projects, query, found):
        assert sorted(titles(client.get(f"/projets/?{query}"))) == found

    def test_the_page_says_which_place_it_understood(self, client, projects):
        assert "Autour de Caen" in client.get("/projets/?place=Caen").content.decode()

    def test_an_unknown_place_gets_a_sentence(self, client, projects):
        page = client.get("/projets/?place=Nullepart").content.decode()
        assert "n’est pas un territoire connu" in page

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
        with django_assert_num_queries(4):
            assert len(lines(client.get("/projets.csv"))) == count


class TestFeeds:
    def test_projects_and_calls_are_read_by_a_reader(self, client, projects):
        CallFactory(title="Rives & <b>digues</b>")
        for address, expected in [("/projets.atom", "Semences"), ("/appels.atom", "Rives")]:
            feed = feedparser.parse(client.get(address).content)
            assert not feed.bozo
            assert expected in " ".join(entry.title for entry in feed.entries)
            assert all(entry.link and entry.id and entry.updated for entry in feed.entries)

    def test_a_feed_is_narrowed_as_its_page(self, client, projects):
        feed = feedparser.parse(client.get("/projets.atom?theme=travail").content)
        assert [entry.title for entry in feed.entries] == ["Métiers"]

    def test_nothing_in_preparation_leaves_even_for_the_team(self, client_of, projects):
        feed = feedparser.parse(client_of(OfficerFactory()).get("/projets.atom").content)
        assert "Caché" not in {entry.title for entry in feed.entries}

    def test_a_calendar_says_when_a_call_closes(self, client):
        closes = timezone.now().replace(microsecond=0) + timedelta(days=20)
        call = CallFactory(title="Rives ; digues, et « été »", closes_at=closes)
        CallFactory(closes_at=None)
        for address in ("/appels.ics", f"/appels/{call.slug}.ics"):
            book = Calendar.from_ical(client.get(address).content)
            (event,) = book.walk("VEVENT")
            assert event.decoded("dtend") == closes
            assert call.title in event["summary"]
            assert str(event["uid"]).startswith(call.code)

    def test_a_call_without_a_closing_has_no_calendar(self, client):
        assert client.get(f"/appels/{CallFactory(closes_at=None).slug}.ics").status_code == 404


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

    def test_the_sitemap_names_what_is_published_alone(self, client, projects):
        CallFactory(slug="rives")
        CallFactory(slug="brouillon", draft=True)
        text = client.get("/sitemap.xml").content.decode()
        assert "/appels/rives/" in text
        assert "brouillon" not in text
        assert projects[0].get_absolute_url() in text
        assert "cache" not in text
        assert "sitemap.xml" in client.get("/robots.txt").content.decode()
