"""One field for all that is public, as a visitor meets it."""

import re

import pytest
from django.contrib.auth.models import AnonymousUser
from django.utils import timezone

from maillage.actors.services import add_organisation, list_organisation
from maillage.programmes.models import Call
from maillage.projects.models import Project
from maillage.projects.services import change_project, publish_project, tell_project
from maillage.search.queries.tables import MOST
from maillage.search.services import rebuild
from maillage.themes.services import define_theme
from tests.factories.accounts import OfficerFactory
from tests.factories.actors import OrganisationFactory
from tests.factories.programmes import CallFactory, PhaseFactory
from tests.factories.projects import ProjectFactory
from tests.factories.territories import CommuneFactory
from tests.factories.themes import ThemeFactory

pytestmark = pytest.mark.django_db


def seen(client, address: str, **headers: str) -> str:
    response = client.get(address, headers=headers)
    assert response.status_code == 200
    return response.content.decode().replace("\N{NO-BREAK SPACE}", " ")


def answers(html: str) -> list[str]:
    """The titles, in their order."""
    found = re.findall(r'<li class="answer.*?<h3><a href="[^"]*">(.*?)</a></h3>', html, re.DOTALL)
    return [re.sub("<[^>]+>", "", title) for title in found]


@pytest.fixture
def told():
    """One of each kind, all of which say « semences »."""
    ProjectFactory(
        title="Semences paysannes",
        slug="paysannes",
        summary="À Ndem, des semences circulent entre voisins.",
        is_example=True,
    )
    CallFactory(title="Appel pour les semences", slug="appel")
    OrganisationFactory(name="Maison des semences", slug="maison")
    ThemeFactory(name="Semences", name_en="Seeds", slug="semences")
    CommuneFactory(name="Semences-sur-Mer", label="Semences-sur-Mer (Manche)", slug="sur-mer")
    rebuild()


def test_without_words_it_says_where_to_begin(client, told):
    html = seen(client, "/recherche/")
    assert "Que cherchez-vous" in html
    assert "Accents, pluriels et fautes de frappe sont pardonnés." in html
    for address in ("/projets/", "/appels/", "/territoires/", "/themes/semences/"):
        assert f'href="{address}"' in html
    assert 'class="answers"' not in html


def test_each_kind_is_found_named_and_linked(client, told):
    html = seen(client, "/recherche/?q=semence")
    assert "5 résultats" in html
    assert answers(html)[0] == "Semences"
    for address, kind in (
        ("/projets/paysannes/", "Projet"),
        ("/appels/appel/", "Appel à projets"),
        ("/acteurs/maison/", "Acteur"),
        ("/themes/semences/", "Thème"),
        ("/territoires/sur-mer/", "Territoire"),
    ):
        assert f'<h3><a href="{address}">' in html
        assert re.search(rf'eyebrow">{kind}\b', html)
    assert html.count("exemple</span>") == 1


def test_words_are_marked_where_they_answer(client, told):
    html = seen(client, "/recherche/?q=semence+voisine")
    assert "<mark>Semences</mark> paysannes" in html
    assert "des <mark>semences</mark> circulent entre <mark>voisins</mark>." in html


def test_a_kind_alone_keeps_the_counts_of_the_others(client, told):
    CallFactory(title="Un autre appel de semences")
    rebuild()
    every = seen(client, "/recherche/?q=semences")
    assert 'href="/recherche/?q=semences&amp;kind=call">Appels <span class="n">2</span>' in every
    assert re.search(r'aria-current="true">Tout</a>', every)
    calls = seen(client, "/recherche/?q=semences&kind=call")
    assert "2 résultats" in calls
    assert len(answers(calls)) == 2
    assert 'kind=project">Projets <span class="n">1</span>' in calls
    assert re.search(r'kind=call" aria-current="true">Appels', calls)


def test_one_kind_is_no_choice(client):
    ThemeFactory(name="Semences")
    rebuild()
    assert 'class="kinds"' not in seen(client, "/recherche/?q=semences")


def test_an_error_is_mended_and_said(client, told):
    html = seen(client, "/recherche/?q=semances+paysane")
    assert "Aucun résultat exact pour « semances paysane »." in html
    assert "<strong>« semences paysannes »</strong>" in html
    assert answers(html)[0] == "Semences paysannes"


def test_a_kind_that_is_named_comes_first(client, told):
    for asked, first in (
        ("project semences", "Semences paysannes"),
        ("organisation semences", "Maison des semences"),
        ("calls", "Appel pour les semences"),
    ):
        html = seen(client, f"/recherche/?q={asked}")
        assert answers(html)[0] == first, asked
        assert "Aucun résultat exact" not in html


def test_what_comes_close_is_said_to(client, told):
    html = seen(client, "/recherche/?q=semences+xyzxyz")
    assert "Voici ce qui s’en approche le plus." in html
    assert "Semences" in answers(html)


def test_the_exact_ones_are_counted_apart(client, told):
    html = seen(client, "/recherche/?q=semences+ndem")
    assert answers(html)[0] == "Semences paysannes"
    assert "5 résultats. Le premier a tous vos mots." in html


def test_nothing_is_said_kindly(client, told):
    html = seen(client, "/recherche/?q=xyzxyzxyz")
    assert "Rien ne correspond à « xyzxyzxyz »." in html
    assert "Vérifiez l’orthographe" in html
    assert 'href="/themes/semences/"' in html


def test_what_is_typed_is_shown_as_text(client):
    html = seen(client, "/recherche/?q=%3Cscript%3Ealert(1)%3C/script%3E")
    assert "<script>alert" not in html
    assert "&lt;script&gt;" in html


def test_a_title_is_shown_as_text(client):
    ThemeFactory(name="Semences <b>grasses</b>")
    rebuild()
    html = seen(client, "/recherche/?q=semences")
    assert "<b>grasses" not in html
    assert "<mark>Semences</mark> &lt;b&gt;grasses&lt;/b&gt;" in html


@pytest.mark.parametrize(
    "query", ["q=semences&kind=none", "q=semences&page=99", "q=semences&page=x", f"q={'a' * 400}"]
)
def test_a_strange_address_is_no_error(client, told, query):
    seen(client, f"/recherche/?{query}")


def test_many_are_cut_into_pages(client):
    for number in range(35):
        ThemeFactory(name=f"Semences {number:02}", slug=f"semences-{number}")
    rebuild()
    first, second = (seen(client, f"/recherche/?q=semences&page={page}") for page in (1, 2))
    assert "35 résultats" in first
    assert (len(answers(first)), len(answers(second))) == (30, 5)
    assert not set(answers(first)) & set(answers(second))
    assert "?q=semences&amp;page=2" in first


def test_beyond_two_hundred_a_word_more_is_asked_for(client):
    for number in range(MOST + 5):
        ThemeFactory(name=f"Semences {number:03}", slug=f"semences-{number}")
    ProjectFactory(title="Semences")
    rebuild()
    html = seen(client, "/recherche/?q=semences")
    assert "Plus de 200 résultats." in html
    assert "200+" in html
    assert 'kind=project">Projets <span class="n">1</span>' in html


def test_as_one_types_the_results_alone_are_drawn(client, told):
    html = seen(client, "/recherche/?q=semences", **{"HX-Request": "true"})
    assert answers(html)
    assert "<html" not in html
    whole = seen(client, "/recherche/?q=semences")
    assert 'hx-get="/recherche/"' in whole
    assert 'name="q" value="semences"' in whole


def test_the_field_stands_in_the_head_of_every_public_page_but_this_one(client, told):
    for address in ("/", "/projets/", "/projets/paysannes/", "/territoires/"):
        html = seen(client, address)
        assert '<form class="find" role="search" action="/recherche/"' in html, address
    assert 'class="find"' not in seen(client, "/recherche/")


def test_in_english(client, told):
    client.cookies["langue"] = "en"
    html = seen(client, "/recherche/?q=seeds")
    assert "<h1>Search</h1>" in html
    assert answers(html)[0] == "Seeds"


def test_robots_do_not_follow_searches(client):
    assert '<meta name="robots" content="noindex">' in seen(client, "/recherche/?q=semences")


@pytest.mark.parametrize(
    "query", ["", "q=semences", "q=semences&kind=theme", "q=semances", "q=xyzxyz+abcabc+efgefg"]
)
def test_it_costs_few_queries_for_three_as_for_one(
    client, told, query, django_assert_max_num_queries
):
    seen(client, "/recherche/?q=semanx")  # what is kept a minute, and the vocabulary, are read
    with django_assert_max_num_queries(5):
        seen(client, f"/recherche/?{query}")
    for number in range(3):
        ThemeFactory(name=f"Semences {number}")
        ProjectFactory(title=f"Semences {number}")
    rebuild()
    seen(client, "/recherche/?q=semanx")
    with django_assert_max_num_queries(5):
        seen(client, f"/recherche/?{query}")


class TestNothingHidden:
    """The public index never holds what is not public, whoever asks."""

    def test_a_project_in_preparation(self, client, client_of):
        project = tell_project(by=None, phase=PhaseFactory(), title="Cachette", summary="Une.")
        for browser in (client, client_of(OfficerFactory())):
            assert answers(seen(browser, "/recherche/?q=cachette")) == []
        publish_project(project, by=None, at=timezone.now())
        assert answers(seen(client, "/recherche/?q=cachette")) == ["Cachette"]
        change_project(project, by=OfficerFactory(), title="Ouverture")
        assert answers(seen(client, "/recherche/?q=cachette")) == []

    def test_an_organisation_to_check(self, client):
        organisation = add_organisation(by=None, name="Cachette")
        assert answers(seen(client, "/recherche/?q=cachette")) == []
        list_organisation(organisation, by=OfficerFactory())
        assert answers(seen(client, "/recherche/?q=cachette")) == ["Cachette"]

    def test_a_call_in_preparation(self, client):
        CallFactory(title="Cachette", draft=True)
        rebuild()
        assert Call.objects.count() == 1
        assert answers(seen(client, "/recherche/?q=cachette")) == []

    def test_every_answer_leads_somewhere(self, client, told):
        define_theme("eau", "Semences et eau", by=None)
        html = seen(client, "/recherche/?q=semences")
        for address in re.findall(r'<h3><a href="([^"]+)">', html):
            assert client.get(address).status_code == 200, address


class TestProjectsList:
    """The list of projects understands what the search does, at the same price."""

    @pytest.mark.parametrize("asked", ["semence", "SEMENCES PAYSANNES", "semances", "ndem", "sem"])
    def test_words_are_forgiven(self, client, told, asked):
        html = seen(client, f"/projets/?q={asked}")
        assert "1 projet<" in html
        assert "Semences paysannes" in html

    def test_it_costs_few_queries(self, client, told, django_assert_max_num_queries):
        for asked in ("semences", "semances", "xyzxyz"):
            seen(client, f"/projets/?q={asked}")
            with django_assert_max_num_queries(5):
                seen(client, f"/projets/?q={asked}")
        assert Project.objects.visible_to(AnonymousUser()).count() == 1
