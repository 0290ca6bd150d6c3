"""What search engines are told, held to the protocol of sitemaps.org."""

from urllib.parse import urlsplit
from xml.etree import ElementTree as ET

import pytest

from maillage.projects.models import Project
from maillage.web.public import sitemaps
from tests.factories.accounts import OfficerFactory
from tests.factories.actors import OrganisationFactory
from tests.factories.programmes import CallFactory
from tests.factories.projects import ProjectFactory
from tests.factories.territories import TerritoryFactory
from tests.factories.themes import ThemeFactory

pytestmark = pytest.mark.django_db
NS = "{http://www.sitemaps.org/schemas/sitemap/0.9}"


def addresses(client, address, whole="urlset", each="url"):
    """The addresses of one file, which is held to the schema's rules as it is read."""
    response = client.get(address)
    assert response.status_code == 200, address
    assert response["Content-Type"] == "application/xml; charset=utf-8"
    assert len(response.content) < 50 * 2**20
    root = ET.fromstring(response.content)
    assert root.tag == f"{NS}{whole}"
    found = []
    for child in root:
        assert [part.tag for part in child] == [f"{NS}loc"]
        assert child.tag == f"{NS}{each}"
        place = child[0].text
        assert 12 <= len(place) <= 2048
        assert urlsplit(place).scheme in {"http", "https"}
        found.append(place.removeprefix("http://127.0.0.1:8000"))
    assert 0 < len(found) <= 50_000
    assert len(set(found)) == len(found)
    return found


def everything(client):
    parts = addresses(client, "/sitemap.xml", "sitemapindex", "sitemap")
    return [address for part in parts for address in addresses(client, part)]


@pytest.fixture
def published():
    project = ProjectFactory(slug="deux-rives")
    project.territories.add(TerritoryFactory(slug="calvados"))
    TerritoryFactory(slug="sans-projet")
    ThemeFactory(slug="travail")
    CallFactory(slug="rives")
    OrganisationFactory(slug="batik")
    ProjectFactory(slug="cache", status="opened", published_at=None)
    CallFactory(slug="brouillon", draft=True)
    OrganisationFactory(slug="a-verifier", status="proposed")


def test_it_names_what_is_published_alone_even_for_the_team(client, client_of, published):
    found = everything(client)
    for path in ("/projets/deux-rives/", "/territoires/calvados/", "/themes/travail/"):
        assert path in found
    assert {"/", "/donnees/", "/api/", "/appels/rives/", "/acteurs/batik/"} <= set(found)
    assert not [path for path in found if "cache" in path or "brouillon" in path]
    assert not [path for path in found if "a-verifier" in path or "sans-projet" in path]
    assert everything(client_of(OfficerFactory())) == found


def test_every_address_answers(client, published):
    for address in everything(client):
        assert client.get(address).status_code == 200, address


def test_an_empty_site_has_its_pages(client):
    assert len(everything(client)) == len(sitemaps.FIXED)


def test_a_long_list_is_cut_into_files(client, monkeypatch):
    monkeypatch.setattr(sitemaps, "A_FILE", 2)
    for _ in range(5):
        ProjectFactory()
    parts = addresses(client, "/sitemap.xml", "sitemapindex", "sitemap")
    assert [p for p in parts if "project" in p] == [f"/sitemap-project-{n}.xml" for n in (1, 2, 3)]
    found = [a for a in everything(client) if a.startswith("/projets/")]
    assert len(found) == len(set(found)) == 5 + 1  # and the list itself


@pytest.mark.parametrize(
    "part",
    ["project-0", "project-9", "project-99999999999999999999", "page-2", "zut-1", "person-1"],
)
def test_a_file_that_is_not_named_does_not_exist(client, part):
    assert client.get(f"/sitemap-{part}.xml").status_code == 404


def test_the_name_a_server_was_asked_under_goes_nowhere(client, settings):
    settings.ALLOWED_HOSTS = ["*"]
    page = client.get("/sitemap.xml", headers={"Host": "evil.example"})
    assert b"evil" not in page.content


def test_it_is_kept_an_hour_and_told_once(client, published):
    first = client.get("/sitemap-project-1.xml")
    assert first["Cache-Control"] == "public, max-age=3600"
    tag = {"If-None-Match": first["ETag"]}
    assert client.get("/sitemap-project-1.xml", headers=tag).status_code == 304
    Project.objects.filter(slug="deux-rives").update(slug="autre")
    assert client.get("/sitemap-project-1.xml", headers=tag).status_code == 200


@pytest.mark.parametrize("count", [1, 3])
def test_it_costs_the_same(client, count, django_assert_num_queries):
    for _ in range(count):
        ProjectFactory()
    with django_assert_num_queries(5):
        client.get("/sitemap.xml")
    with django_assert_num_queries(1):
        client.get("/sitemap-project-1.xml")


def test_robots_are_told_where_it_is_and_what_is_nobodys(client):
    lines = client.get("/robots.txt").content.decode().splitlines()
    assert lines[0] == "User-agent: *"
    assert "Sitemap: http://127.0.0.1:8000/sitemap.xml" in lines
    closed = {line.removeprefix("Disallow: ") for line in lines if line.startswith("Disallow")}
    assert {"/compte/", "/espace/", "/comite/", "/pilotage/"} <= closed
    assert not [path for path in closed if "/".startswith(path)]
