"""What visitors see, and what it costs."""

import pytest
from django.utils import timezone

from maillage.actors.models import Network
from maillage.projects.models import Project
from maillage.search.services import rebuild
from tests.factories.accounts import UserFactory
from tests.factories.actors import (
    MembershipFactory,
    NetworkFactory,
    OrganisationFactory,
    PositionFactory,
)
from tests.factories.programmes import CallFactory, CriterionFactory, QuestionFactory
from tests.factories.projects import AllyFactory, ProjectFactory
from tests.factories.territories import TerritoryFactory
from tests.factories.themes import ThemeFactory

pytestmark = pytest.mark.django_db


def abroad():
    return TerritoryFactory(country_code="SN")


def seen(client, url, status=200):
    response = client.get(url)
    assert response.status_code == status
    return response.content.decode()


class TestHome:
    def test_it_is_kind_when_there_is_nothing_yet(self, client):
        page = seen(client, "/")
        assert "Aucun projet pour l’instant." in page
        assert "Aucun appel n’est ouvert aujourd’hui." in page

    def test_it_shows_the_open_call_until_when_and_how_much(self, client):
        call = CallFactory(title="Rives", max_cents=1_500_000)
        page = seen(client, "/")
        assert "Rives" in page
        assert "jusqu’à 15\u202f000\u202f€ par projet" in page
        assert f"/espace/appels/{call.slug}/repondre/" in page

    def test_the_picture_ties_here_and_there_and_stands_as_a_table_too(self, client):
        project = AllyFactory().project
        project.territories.add(TerritoryFactory(name="Manche"), abroad())
        page = seen(client, "/")
        assert page.count('class="tie"') == 1
        assert "Lire l’image en tableau" in page

    def test_examples_are_not_counted(self, client):
        AllyFactory(project__is_example=True)
        assert "<dd>0</dd>" in seen(client, "/")

    @pytest.mark.parametrize("count", [1, 3])
    def test_it_costs_the_same_whatever_the_number_of_projects(
        self, client, count, django_assert_num_queries
    ):
        for _ in range(count):
            AllyFactory().project.territories.add(TerritoryFactory(), abroad())
        client.get("/")  # the network's identity is now in the cache
        with django_assert_num_queries(6):
            client.get("/")

    def test_with_nothing_in_memory_it_still_asks_little(
        self, client, django_assert_max_num_queries
    ):
        AllyFactory().project.territories.add(TerritoryFactory(kind="region"), abroad())
        with django_assert_max_num_queries(12):
            client.get("/")

    def test_what_is_no_longer_public_is_gone_at_once(self, client):
        """Which projects come first is kept a minute; whether they may be shown is not."""
        project = AllyFactory(project__title="Semences").project
        project.territories.add(TerritoryFactory(), abroad())
        assert "Semences" in seen(client, "/")
        Project.objects.update(status=Project.Status.OPENED, published_at=None)
        assert "Semences" not in seen(client, "/")


class TestCalls:
    def test_a_call_tells_everything_in_one_page(self, client):
        call = CallFactory(description="Des alliances.", preparation="Cinq réponses.")
        QuestionFactory(call=call, label="Pourquoi ?")
        CriterionFactory(call=call, label="Ancrage", weight=3)
        page = seen(client, call.get_absolute_url())
        for words in ("Des alliances.", "Cinq réponses.", "Pourquoi ?", "Ancrage", "poids 3"):
            assert words in page
        assert "Répondre à cet appel" in page

    def test_a_closed_call_is_not_answered(self, client):
        assert "Répondre" not in seen(client, CallFactory(closed=True).get_absolute_url())

    def test_a_decided_call_says_how_many_were_selected_and_how_many_are_shown(self, client):
        call = CallFactory(decided_at=timezone.now(), announced_count=7)
        AllyFactory(project__call=call), AllyFactory(project__call=call)
        assert "7 projets retenus, 2 présentés ici." in seen(client, call.get_absolute_url())

    def test_the_list_is_kind_when_empty(self, client):
        assert "Aucun appel pour l’instant." in seen(client, "/appels/")

    @pytest.mark.parametrize("count", [1, 3])
    def test_the_list_costs_the_same(self, client, count, django_assert_num_queries):
        CallFactory.create_batch(count)
        client.get("/appels/")
        with django_assert_num_queries(2):
            client.get("/appels/")


class TestProjects:
    def test_words_find_titles_actors_and_territories(self, client):
        ally = AllyFactory(
            project__title="Semences",
            project__slug="semences",
            organisation__name="Essentiel",
        )
        ally.project.territories.add(TerritoryFactory(name="Île-de-France"))
        AllyFactory(project__title="Autre", project__slug="autre")
        rebuild()
        for words in ("semence", "SEMENCES", "essentiel", "ile france"):
            page = seen(client, f"/projets/?q={words}")
            assert "1 projet" in page, words
            assert "Semences" in page

    def test_themes_narrow(self, client):
        theme = ThemeFactory(slug="eau")
        ProjectFactory(title="Avec").themes.add(theme)
        ProjectFactory(title="Sans")
        page = seen(client, "/projets/?theme=eau")
        assert "Avec" in page
        assert "Sans" not in page

    @pytest.mark.parametrize(
        "query", ["theme=inconnu", "phase=999", "phase=x", "page=99", "page=x"]
    )
    def test_a_filter_that_is_none_of_ours_breaks_nothing(self, client, query):
        ProjectFactory()
        seen(client, f"/projets/?{query}")

    def test_htmx_gets_the_results_alone(self, client):
        ProjectFactory(title="Semences")
        part = client.get("/projets/", headers={"HX-Request": "true"}).content.decode()
        assert "Semences" in part
        assert "<html" not in part

    def test_a_project_tells_its_alliance_and_its_neighbours(self, client):
        theme = ThemeFactory()
        project = AllyFactory(organisation__name="Essentiel").project
        project.themes.add(theme)
        ProjectFactory(title="Voisin").themes.add(theme)
        page = seen(client, project.get_absolute_url())
        assert "Essentiel" in page
        assert "Voisin" in page
        assert "Montant accordé" not in page  # not known, not shown

    def test_a_story_is_escaped(self, client):
        project = ProjectFactory(story="<script>alert(1)</script>", title="<b>x</b>")
        page = seen(client, project.get_absolute_url())
        assert "<script>alert" not in page
        assert "<b>x</b>" not in page

    def test_its_own_alliance_sees_it_before_it_is_public(self, client, client_of):
        position = PositionFactory()
        project = ProjectFactory(status=Project.Status.OPENED, published_at=None)
        AllyFactory(project=project, organisation=position.organisation)
        seen(client, project.get_absolute_url(), 404)
        seen(client_of(position.person.user), project.get_absolute_url())

    @pytest.mark.parametrize("count", [1, 3])
    def test_the_list_costs_the_same(self, client, count, django_assert_num_queries):
        for _ in range(count):
            project = AllyFactory().project
            project.territories.add(TerritoryFactory())
        client.get("/projets/")
        with django_assert_num_queries(4):
            client.get("/projets/")


class TestOrganisations:
    def test_a_page_tells_an_organisation_and_never_its_people(self, client):
        position = PositionFactory(person__name="Awa Secret")
        MembershipFactory(organisation=position.organisation)
        page = seen(client, position.organisation.get_absolute_url())
        assert "membre du réseau" in page
        assert "Awa Secret" not in page

    def test_kinds_narrow(self, client):
        OrganisationFactory(name="Une ville", kind="authority")
        OrganisationFactory(name="Une asso", kind="ngo")
        page = seen(client, "/acteurs/?kind=authority")
        assert "Une ville" in page
        assert "Une asso" not in page

    def test_nothing_found_says_what_to_try(self, client):
        assert "Aucune organisation ne correspond." in seen(client, "/acteurs/?q=zzz")

    @pytest.mark.parametrize("count", [1, 3])
    def test_the_list_costs_the_same(self, client, count, django_assert_num_queries):
        MembershipFactory.create_batch(count)
        client.get("/acteurs/")
        with django_assert_num_queries(3):
            client.get("/acteurs/")


class TestIdentity:
    def test_the_networks_colours_are_moved_until_they_read(self, client):
        Network.objects.create(pk=1, name="R", accent="#ffff00")
        css = client.get("/reseau.css").content.decode()
        assert "--pine: light-dark(" in css
        assert "#ffff00," not in css  # yellow on paper cannot be read

    def test_the_logo_comes_with_its_type(self, client):
        Network.objects.create(pk=1, name="R", logo=b"\x89PNG", logo_type="image/png")
        response = client.get("/reseau/logo")
        assert response["Content-Type"] == "image/png"
        assert response["X-Content-Type-Options"] == "nosniff"

    def test_the_privacy_page_is_the_register(self, client):
        page = seen(client, "/donnees-personnelles/")
        assert "se connecter, recevoir les messages du programme" in page

    def test_legal_mentions_are_the_networks(self, client):
        NetworkFactory(legal_name="Tenu par R.")
        assert "Tenu par R." in seen(client, "/mentions-legales/")

    def test_the_accounts_of_the_demonstration_are_shown_there_only(self, client, settings):
        UserFactory(is_demo=True, email="x@demo.example")
        seen(client, "/demonstration/", 404)
        settings.DEMO = True
        assert "x@demo.example" in seen(client, "/demonstration/")


@pytest.mark.parametrize("url", ["/", "/appels/", "/projets/", "/acteurs/", "/mentions-legales/"])
def test_every_page_is_closed_to_foreign_scripts_and_frames(client, url, settings):
    response = client.get(url)
    policy = response["Content-Security-Policy"]
    assert "unsafe" not in policy
    assert "script-src 'self'" in policy
    assert "frame-ancestors 'none'" in policy
    page = response.content.decode()
    assert 'style="' not in page
    assert "<style" not in page
    assert "http://" not in page.replace(settings.SITE_URL, "").replace("http://www.w3.org", "")


def test_the_language_is_chosen_and_kept(client):
    client.post("/langue/", {"language": "en", "next": "/projets/"})
    assert "Projects" in seen(client, "/projets/")


@pytest.mark.parametrize("url", ["/projets/%00/", "/projets/?q=%00", "/projets/inconnu/", "/rien/"])
def test_what_is_not_there_gets_a_page_with_a_way_home(client, url):
    response = client.get(url)
    assert response.status_code in {400, 404}
