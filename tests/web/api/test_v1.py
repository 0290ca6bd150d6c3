"""What machines read: published things, as they are described."""

import json
import re

import pytest
from django.core.cache import cache, caches
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from maillage.search.services import rebuild
from tests.factories.accounts import AdminFactory
from tests.factories.actors import OrganisationFactory, PositionFactory
from tests.factories.programmes import CallFactory
from tests.factories.projects import AllyFactory, ProjectFactory
from tests.factories.territories import CommuneFactory, CountryFactory, TerritoryFactory
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
        rebuild()
        assert read(client, f"projects?{query}")["count"] == count

    def test_one_search_over_all_of_them(self, client, project):
        ThemeFactory(name="Métiers d’art", slug="art")
        rebuild()
        told = read(client, "search?q=metier")
        assert (told["count"], told["exact"], told["next"], told["corrected"]) == (2, 2, None, "")
        assert {(hit["kind"], hit["slug"]) for hit in told["results"]} == {
            ("theme", "art"),
            ("project", project.slug),
        }
        assert all(hit["url"].endswith(f"/{hit['slug']}/") for hit in told["results"])
        assert [h["kind"] for h in read(client, "search?q=metier&kind=theme")["results"]] == [
            "theme"
        ]
        assert read(client, "search?q=metier&limit=1")["next"].endswith("q=metier&limit=1&offset=1")
        assert read(client, "search?q=metire")["corrected"] == "métiers"
        assert read(client, "search")["results"] == []
        read(client, "search?q=metier&kind=none", 422)

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

    def test_the_start_names_everything(self, client):
        told = read(client, "")
        assert set(LISTS) < set(told)
        for name in (*LISTS, "openapi", "documentation"):
            assert client.get(told[name].removeprefix(SITE)).status_code == 200

    @pytest.mark.parametrize("key", ["insee:14118", "caen"])
    def test_a_territory_is_known_by_its_identifier_and_by_its_slug(self, client, key):
        france = CountryFactory(scheme="iso", code="FR", country_code="FR")
        calvados = TerritoryFactory(scheme="insee", code="14", within=[france])
        caen = CommuneFactory(slug="caen", scheme="insee", code="14118", within=[calvados])
        AllyFactory().project.territories.add(caen)
        told = read(client, f"territories/{key}")
        assert told["within"] == ["insee:14", "iso:FR"]
        assert told["url"].endswith("/territoires/caen/")
        assert read(client, f"projects?territory={key}")["count"] == 1

    def test_the_same_code_in_two_schemes_is_two_territories(self, client):
        TerritoryFactory(name="Vaucluse", scheme="insee", code="84")
        TerritoryFactory(name="Auvergne", scheme="insee-region", code="84")
        assert read(client, "territories/insee:84")["name"] == "Vaucluse"
        assert read(client, "territories/insee-region:84")["name"] == "Auvergne"
        read(client, "territories/iso:84", status=404)

    def test_projects_of_a_call_of_a_phase_and_of_an_ally(self, client):
        call = CallFactory(slug="rives")
        mine = AllyFactory(
            project__call=call, project__phase=call.phase, organisation__slug="batik"
        ).project
        AllyFactory()
        phase = f"{call.phase.programme.slug}.{call.phase.number}"
        for query in ("call=rives", f"phase={phase}", "organisation=batik"):
            found = read(client, f"projects?{query}")
            assert [p["slug"] for p in found["results"]] == [mine.slug], query

    @pytest.mark.parametrize("address", ["nowhere", "calls/a/b", "projects/a%0Ab", "%0A"])
    def test_what_is_not_an_address_is_refused_in_json(self, client, address):
        response = client.get(f"/api/v1/{address}")
        assert response.status_code == 404
        assert response["Content-Type"].startswith("application/json")
        assert response.json()["detail"].endswith(".")

    def test_numbers_that_are_unknown_are_null_and_the_others_text(self, client):
        OrganisationFactory(slug="batik", siren="043061841")
        OrganisationFactory(slug="sans-numero")
        assert read(client, "organisations/batik")["siren"] == "043061841"
        told = read(client, "organisations/sans-numero")
        assert (told["siren"], told["rna"]) == (None, None)

    @pytest.mark.parametrize("name", ["calls", "projects", "organisations", "territories"])
    def test_what_does_not_exist_is_not_found(self, client, name):
        read(client, f"{name}/rien", status=404)

    def test_an_unknown_theme_or_place_is_not_silently_everything(self, client, project):
        CallFactory(slug="brouillon", draft=True)
        OrganisationFactory(slug="a-verifier", status="proposed")
        for query in ("theme=rien", "call=brouillon", "organisation=a-verifier"):
            read(client, f"projects?{query}", status=404)
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
    @pytest.mark.parametrize(
        ("name", "queries"),
        [("projects", 5), ("calls", 4), ("organisations", 2), ("territories", 2), ("themes", 2)],
    )
    def test_a_list_costs_the_same(self, client, count, name, queries, django_assert_num_queries):
        for _ in range(count):
            ally = AllyFactory(organisation__seat=TerritoryFactory())
            ally.project.territories.add(TerritoryFactory())
            ally.project.themes.add(ThemeFactory())
            call = CallFactory()
            call.territories.add(TerritoryFactory())
            call.themes.add(ThemeFactory())
        with django_assert_num_queries(queries):
            assert len(read(client, name)["results"]) >= count

    def test_who_has_it_already_is_told_so(self, client, project, django_assert_num_queries):
        first = client.get("/api/v1/projects")
        again = client.get("/api/v1/projects", headers={"If-None-Match": first["ETag"]})
        assert (again.status_code, again.content) == (304, b"")
        project.themes.clear()
        with django_assert_num_queries(0):
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

    def test_a_browser_may_send_the_mark_back(self, client):
        before = client.options("/api/v1/themes", headers={"Access-Control-Request-Method": "GET"})
        assert "If-None-Match" in before["Access-Control-Allow-Headers"]
        assert int(before["Access-Control-Max-Age"]) > 0
        exposed = client.get("/api/v1/themes")["Access-Control-Expose-Headers"]
        assert {"ETag", "Link", "Retry-After"} == set(exposed.split(", "))

    @pytest.mark.parametrize("path", ["rien", "projects/", "projects/rien", "projects?limit=0"])
    def test_a_refusal_is_read_by_other_sites_too(self, client, path):
        answer = client.get(f"/api/v1/{path}")
        assert answer.status_code in {404, 422}
        assert answer["Access-Control-Allow-Origin"] == "*"
        assert answer["Content-Type"].startswith("application/json")
        assert answer.json()["detail"]

    def test_a_head_is_a_get_without_its_body(self, client, project):
        for path in ("", "projects", f"projects/{project.slug}", "openapi.json"):
            whole, head = client.get(f"/api/v1/{path}"), client.head(f"/api/v1/{path}")
            assert (head.status_code, head.content) == (200, b"")
            assert head["ETag"] == whole["ETag"]

    @pytest.mark.parametrize("method", ["post", "put", "patch", "delete", "trace"])
    def test_nothing_is_written_here(self, client, method):
        answer = getattr(client, method)("/api/v1/themes")
        assert answer.status_code == 405
        assert answer["Allow"] == "GET, HEAD, OPTIONS"
        assert "read only" in answer.json()["detail"]

    def test_a_misspelt_parameter_is_not_taken_for_none(self, client, project):
        told = read(client, "projects?thme=travail&limit=1", status=422)
        assert [error["field"] for error in told["errors"]] == ["thme"]
        assert "theme" in told["detail"]
        assert "takes none" in read(client, "projects/rien?x=1", status=422)["detail"]

    def test_what_is_refused_is_said_field_by_field(self, client):
        told = read(client, "organisations?limit=0&kind=zut", status=422)
        assert {error["field"] for error in told["errors"]} == {"limit", "kind"}
        assert "must be one of" in told["detail"]

    def test_no_session_is_read_and_any_cache_may_keep_it(self, client_of):
        answer = client_of(AdminFactory()).get("/api/v1/themes")
        assert answer["Cache-Control"] == "public, max-age=60"
        assert "Cookie" not in answer["Vary"]
        assert not answer.cookies

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
        assert described["info"]["license"]["url"].startswith("https://spdx.org/")
        assert described["servers"] == [{"url": SITE}]
        page = client.get("/api/").content.decode()
        for path in described["paths"]:
            assert f"GET {path}" in page
            assert f"curl '{SITE}{path.partition('{')[0]}" in page

    def test_the_two_lists_of_kinds_are_not_taken_for_each_other(self, client):
        paths = read(client, "openapi.json")["paths"]
        kinds = {
            name: next(
                p["schema"]["anyOf"][0]["enum"]
                for p in paths[f"/api/v1/{name}"]["get"]["parameters"]
                if p["name"] == "kind"
            )
            for name in ("organisations", "territories")
        }
        assert "union" in kinds["organisations"]
        assert "commune" in kinds["territories"]

    def test_every_field_that_is_answered_is_on_the_page(self, client, project):
        page = client.get("/api/").content.decode()
        for thing in (
            read(client, f"projects/{project.slug}"),
            read(client, "territories")["results"][0],
            read(client, "organisations")["results"][0],
        ):
            for field in thing:
                assert f"<code>{field}</code>" in page

    def test_the_page_says_how_to_be_a_good_guest(self, client):
        page = client.get("/api/").content.decode()
        for words in (
            "120 questions par minute",
            "If-None-Match",
            "Licence",
            "next",
            "insee:14118",
        ):
            assert words in page
        assert 'rel="service-desc"' in page
        assert re.findall(r'<script[^>]* src="(?!/static/)', page) == []


class TestStrangeQuestions(TestCase):
    @settings(max_examples=60, deadline=None)
    @given(
        name=st.sampled_from(LISTS),
        field=st.sampled_from(
            [
                *[
                    "q",
                    "kind",
                    "theme",
                    "territory",
                    "call",
                    "phase",
                    "organisation",
                    "limit",
                    "offset",
                    "is_open",
                ]
            ]
        ),
        value=st.text(st.characters(exclude_characters="\x00", codec="utf-8"), max_size=30),
    )
    def test_no_question_breaks_it(self, name, field, value):
        cache.clear()
        answer = self.client.get(f"/api/v1/{name}", {field: value})
        assert answer.status_code in {200, 404, 422}
        assert "detail" in answer.json() or "results" in answer.json()
