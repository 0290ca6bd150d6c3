"""What machines read: published things, as they are described."""

import json

import pytest
from django.core.cache import cache, caches
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from tests.factories.accounts import AdminFactory
from tests.factories.actors import OrganisationFactory, PositionFactory
from tests.factories.programmes import CallFactory
from tests.factories.projects import AllyFactory, ProjectFactory
from tests.factories.territories import CommuneFactory, TerritoryFactory
from tests.factories.themes import ThemeFactory

pytestmark = pytest.mark.django_db
SITE = "http://127.0.0.1:8000"
LISTS = ["calls", "projects", "organisations", "territories", "themes"]


def read(client, path, status=200):
    response = client.get(f"/api/v1/{path}")
    assert response.status_code == status, response.content
    return response.json()


@pytest.fixture
def project():
    calvados = TerritoryFactory(name="Calvados", slug="calvados")
    ally = AllyFactory(project__title="Métiers", project__granted_cents=1_200_050)
    ally.project.territories.add(CommuneFactory(name="Caen", within=[calvados]))
    ally.project.themes.add(ThemeFactory(slug="travail"))
    return ally.project


class TestThings:
    def test_a_project_with_its_alliance_its_places_and_its_themes(self, client, project):
        told = read(client, f"projects/{project.slug}")
        assert (told["title"], told["granted_cents"]) == ("Métiers", 1_200_050)
        assert told["allies"][0]["role"] == "lead"
        assert told["territories"][0]["name"] == "Caen"
        assert told["themes"][0]["slug"] == "travail"
        assert told["url"].endswith(project.get_absolute_url())

    @pytest.mark.parametrize(
        ("query", "count"),
        [
            ("territory=calvados", 1),
            ("theme=travail", 1),
            ("kind=ngo", 1),
            ("kind=union", 0),
            ("q=metiers", 1),
            ("q=Métiers", 1),
            ("", 2),
        ],
    )
    def test_projects_are_narrowed(self, client, project, query, count):
        ProjectFactory(title="Autre")
        assert read(client, f"projects?{query}")["count"] == count

    def test_calls_open_now_or_not(self, client):
        CallFactory(slug="ouvert")
        CallFactory(slug="clos", closed=True)
        CallFactory(slug="brouillon", draft=True)
        slugs = {
            query: [c["slug"] for c in read(client, f"calls?{query}")["results"]]
            for query in ("is_open=true", "is_open=false")
        }
        assert slugs == {"is_open=true": ["ouvert"], "is_open=false": ["clos"]}
        assert read(client, "calls/ouvert")["closes_at"].endswith("Z")

    def test_territories_are_found_without_accents(self, client):
        TerritoryFactory(name="Île-de-Sein", slug="ile-de-sein", scheme="insee", code="29083")
        told = read(client, "territories?q=ile de sein")["results"][0]
        assert told["id"] == "insee:29083"
        assert read(client, "territories/ile-de-sein")["name"] == "Île-de-Sein"

    @pytest.mark.parametrize("name", ["calls", "projects", "organisations", "territories"])
    def test_what_does_not_exist_is_not_found(self, client, name):
        read(client, f"{name}/rien", status=404)

    def test_an_unknown_theme_or_place_is_not_silently_everything(self, client, project):
        read(client, "projects?theme=rien", status=404)
        read(client, "projects?territory=rien", status=404)


class TestReserve:
    def test_nothing_in_preparation_is_told_even_to_an_administrator(self, client_of):
        browser = client_of(AdminFactory())
        hidden = ProjectFactory(status="opened", published_at=None)
        proposed = OrganisationFactory(status="proposed")
        call = CallFactory(draft=True)
        for path in (
            f"projects/{hidden.slug}",
            f"organisations/{proposed.slug}",
            f"calls/{call.slug}",
        ):
            read(browser, path, status=404)
        assert [read(browser, name)["count"] for name in LISTS[:3]] == [0, 0, 0]

    def test_no_person_is_ever_named(self, client, project):
        person = PositionFactory(
            organisation=project.allies.get().organisation, person__name="Awa Diop"
        ).person
        everything = "".join(json.dumps(read(client, name)) for name in LISTS)
        assert "Awa" not in everything
        assert person.user.email not in everything

    def test_no_key_of_the_data_base_leaves(self, client, project):
        told = json.dumps(read(client, "projects"))
        assert '"pk"' not in told
        assert '"id": ' not in told.replace('"id": "', "")


class TestManners:
    @pytest.mark.parametrize("name", LISTS)
    def test_a_list_is_read_in_parts(self, client, name):
        factories = {
            "calls": CallFactory,
            "projects": ProjectFactory,
            "organisations": OrganisationFactory,
            "territories": TerritoryFactory,
            "themes": ThemeFactory,
        }
        for _ in range(3):
            factories[name]()
        total = read(client, name)["count"]
        seen, address, before = [], f"/api/v1/{name}?limit=2", None
        while address:
            answer = client.get(address.removeprefix(SITE))
            part = answer.json()
            assert part["count"] == total
            assert part["previous"] == before
            assert (f'<{part["next"]}>; rel="next"' in answer.get("Link", "")) == bool(part["next"])
            seen += [thing["slug"] for thing in part["results"]]
            before = f"{SITE}/api/v1/{name}?limit=2&offset={len(seen) - len(part['results'])}"
            address = part["next"]
        assert len(seen) == len(set(seen)) == total

    def test_the_parts_of_a_narrowed_list_are_narrowed_too(self, client):
        for _ in range(3):
            AllyFactory(organisation__kind="union")
        part = read(client, "projects?kind=union&limit=1&offset=1")
        assert part["next"] == f"{SITE}/api/v1/projects?kind=union&limit=1&offset=2"
        assert part["previous"] == f"{SITE}/api/v1/projects?kind=union&limit=1&offset=0"

    @pytest.mark.parametrize("count", [1, 3])
    def test_a_list_costs_the_same(self, client, count, django_assert_num_queries):
        for _ in range(count):
            project = AllyFactory().project
            project.territories.add(TerritoryFactory())
            project.themes.add(ThemeFactory())
        with django_assert_num_queries(5):
            read(client, "projects")

    def test_who_has_it_already_is_told_so(self, client, project):
        first = client.get("/api/v1/projects")
        again = client.get("/api/v1/projects", headers={"If-None-Match": first["ETag"]})
        assert (again.status_code, again.content) == (304, b"")
        project.themes.clear()
        later = client.get("/api/v1/projects", headers={"If-None-Match": first["ETag"]})
        assert later.status_code == 304  # it may be kept a minute, as the answer says
        caches["process"].clear()
        changed = client.get("/api/v1/projects", headers={"If-None-Match": first["ETag"]})
        assert changed.status_code == 200

    def test_pages_of_other_sites_may_read(self, client):
        assert client.get("/api/v1/themes")["Access-Control-Allow-Origin"] == "*"
        before = client.options("/api/v1/themes")
        assert before.status_code == 204
        assert "GET" in before["Access-Control-Allow-Methods"]
        assert "Access-Control-Allow-Credentials" not in before

    @pytest.mark.parametrize("method", ["post", "put", "patch", "delete"])
    def test_nothing_is_written_here(self, client, method):
        answer = getattr(client, method)("/api/v1/themes")
        assert answer.status_code == 405
        assert answer["Allow"] == "GET, HEAD, OPTIONS"

    def test_no_session_is_read_and_any_cache_may_keep_it(self, client_of):
        answer = client_of(AdminFactory()).get("/api/v1/themes")
        assert answer["Cache-Control"] == "public, max-age=60"
        assert "Cookie" not in answer["Vary"]
        assert not answer.cookies

    def test_too_much_is_told_to_wait(self, client):
        cache.clear()
        codes = [client.get("/api/v1/themes").status_code for _ in range(121)]
        assert codes[:120] == [200] * 120
        assert codes[120] == 429
        spoofed = client.get("/api/v1/themes", headers={"X-Forwarded-For": "203.0.113.9"})
        assert spoofed.status_code == 429

    @pytest.mark.parametrize(
        "query",
        [
            "limit=0",
            "limit=101",
            "offset=-1",
            "limit=x",
            "kind=zut",
            "q=" + "x" * 101,
            "offset=1e9",
        ],
    )
    def test_what_cannot_be_meant_is_refused(self, client, query):
        read(client, f"organisations?{query}", status=422)


class TestDescription:
    def test_each_address_is_described_for_machines_and_for_people(self, client):
        described = read(client, "openapi.json")
        assert described["openapi"].startswith("3.")
        assert {f"/api/v1/{name}" for name in LISTS} <= set(described["paths"])
        page = client.get("/api/").content.decode()
        for path in described["paths"]:
            assert f"GET {path}" in page


class TestStrangeQuestions(TestCase):
    @settings(max_examples=60, deadline=None)
    @given(
        name=st.sampled_from(LISTS),
        field=st.sampled_from(["q", "kind", "theme", "territory", "limit", "offset", "is_open"]),
        value=st.text(st.characters(exclude_characters="\x00", codec="utf-8"), max_size=30),
    )
    def test_no_question_breaks_it(self, name, field, value):
        cache.clear()
        answer = self.client.get(f"/api/v1/{name}", {field: value})
        assert answer.status_code in {200, 404, 422}
        assert "detail" in answer.json() or "results" in answer.json()
