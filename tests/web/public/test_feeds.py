"""Atom feeds, read by a reader."""

from datetime import timedelta
from uuid import UUID

import feedparser
import pytest
from django.utils import timezone

from maillage.core.text import fold
from maillage.journal.models import Entry
from maillage.programmes.services import change_call
from maillage.projects.models import Project
from maillage.projects.services import change_project
from maillage.web.public import feeds
from tests.factories.accounts import OfficerFactory
from tests.factories.actors import PositionFactory
from tests.factories.programmes import CallFactory
from tests.factories.projects import AllyFactory, ProjectFactory
from tests.factories.themes import ThemeFactory

pytestmark = pytest.mark.django_db
FEEDS = ["/projets.atom", "/appels.atom"]


def read(client, address):
    response = client.get(address)
    assert response["Content-Type"].startswith("application/atom+xml")
    feed = feedparser.parse(response.content)
    assert not feed.bozo, feed.get("bozo_exception")
    return feed


def titles(client, address):
    return [entry.title for entry in read(client, address).entries]


@pytest.fixture
def published():
    theme = ThemeFactory(slug="travail")
    near = AllyFactory(project__title="Métiers & « rives »", project__summary="<b>Une</b>").project
    near.themes.add(theme)
    ProjectFactory(title="Autre")
    ProjectFactory(title="Caché", status="opened", published_at=None)
    CallFactory(title="Rives & <b>digues</b>")
    CallFactory(title="Brouillon", draft=True)
    return near


class TestReading:
    @pytest.mark.parametrize("address", FEEDS)
    def test_an_empty_feed_is_a_feed_with_a_steady_date(self, client, address):
        feed = read(client, address)
        assert feed.entries == []
        assert feed.feed.updated == read(client, address).feed.updated

    @pytest.mark.parametrize("address", FEEDS)
    def test_every_entry_has_what_the_standard_asks_for(self, client, published, address):
        feed = read(client, address)
        assert feed.version == "atom10"
        assert feed.feed.title
        assert feed.feed.author
        assert feed.feed.rights.startswith("https://spdx.org/")
        assert feed.entries
        for entry in feed.entries:
            assert entry.link.startswith("http")
            assert UUID(entry.id.removeprefix("urn:uuid:"))
            assert entry.updated_parsed >= entry.published_parsed

    def test_titles_are_texts_whatever_signs_they_hold(self, client, published):
        assert "Rives & <b>digues</b>" in feedparser.parse(
            client.get("/appels.atom").content, sanitize_html=False
        ).entries[0].title.replace("&amp;", "&").replace("&lt;", "<").replace("&gt;", ">")

    def test_a_control_sign_breaks_no_feed(self, client):
        ProjectFactory(title="Rives\x0b et\x1f haies", summary="Une\x0c ligne\uffff.")
        (entry,) = read(client, "/projets.atom").entries
        assert (entry.title, entry.summary) == ("Rives et haies", "Une ligne.")

    def test_it_says_where_it_is_and_what_page_it_follows(self, client, published):
        feed = read(client, "/projets.atom?theme=travail&page=3")
        links = {link.rel: link.href for link in feed.feed.links}
        assert links["self"].endswith("/projets.atom?theme=travail")
        assert links["alternate"].endswith("/projets/?theme=travail")

    def test_each_page_names_its_feed(self, client, published):
        for page, feed in [
            ("/projets/?theme=travail", "/projets.atom?theme=travail"),
            ("/themes/travail/", "/projets.atom?theme=travail"),
            ("/appels/", "/appels.atom"),
            ("/", "/projets.atom"),
        ]:
            head = client.get(page).content.decode().partition("</head>")[0]
            assert (
                f'type="application/atom+xml" title="Ce qui vient d’être publié" href="{feed}"'
                in head
            )


class TestContent:
    def test_a_feed_is_narrowed_as_its_page(self, client, published):
        assert titles(client, "/projets.atom?theme=travail") == ["Métiers & « rives »"]

    def test_nothing_in_preparation_leaves_even_for_who_may_see_it(self, client_of, published):
        assert "Caché" not in titles(client_of(OfficerFactory()), "/projets.atom")
        assert "Brouillon" not in titles(client_of(OfficerFactory()), "/appels.atom")

    def test_no_person_is_in_it(self, client, published):
        ally = published.allies.get().organisation
        person = PositionFactory(organisation=ally, person__name="Awa Diop").person
        text = client.get("/projets.atom").content.decode()
        assert "Awa" not in text
        assert person.user.email not in text

    def test_the_last_come_first_and_fifty_are_enough(self, client, monkeypatch):
        monkeypatch.setattr(feeds, "SHOWN", 2)
        now = timezone.now()
        for days, title in enumerate(["Hier", "Avant-hier", "Jadis"]):
            ProjectFactory(title=title, published_at=now - timedelta(days=days))
        assert titles(client, "/projets.atom") == ["Hier", "Avant-hier"]

    @pytest.mark.parametrize("count", [1, 3])
    def test_it_costs_the_same(self, client, count, django_assert_num_queries):
        for _ in range(count):
            AllyFactory()
        client.get("/projets.atom")
        with django_assert_num_queries(1):
            client.get("/projets.atom")


class TestChanges:
    def test_an_entry_keeps_its_name_and_its_date_moves(self, client):
        old = timezone.now() - timedelta(days=30)
        project, team = ProjectFactory(published_at=old), OfficerFactory()
        (before,) = read(client, "/projets.atom").entries
        Project.objects.update(slug="autre-adresse")
        change_project(Project.objects.get(), by=team, title="Un autre titre")
        (after,) = read(client, "/projets.atom").entries
        assert after.id == before.id
        assert after.title == "Un autre titre"
        assert after.published == before.published
        assert after.updated_parsed > before.updated_parsed
        assert project.code not in after.id

    def test_a_call_that_closes_later_moves_too(self, client):
        call = CallFactory(published_at=timezone.now() - timedelta(days=30))
        (before,) = read(client, "/appels.atom").entries
        change_call(call, by=OfficerFactory(), closes_at=call.closes_at + timedelta(days=1))
        (after,) = read(client, "/appels.atom").entries
        assert (after.id, after.updated > before.updated) == (before.id, True)

    def test_what_no_reader_sees_moves_nothing(self, client):
        project = ProjectFactory(published_at=timezone.now() - timedelta(days=30))
        (before,) = read(client, "/projets.atom").entries
        Entry.objects.create(
            verb="project.opened", thing_type="projects.project", thing_pk=project.pk
        )
        assert read(client, "/projets.atom").entries[0].updated == before.updated

    @pytest.mark.parametrize("address", FEEDS)
    def test_who_has_it_already_is_told_so(self, client, published, address):
        first = client.get(address)
        again = client.get(address, headers={"If-None-Match": first["ETag"]})
        assert (again.status_code, again.content) == (304, b"")
        Project.objects.update(title="Changé", title_key=fold("Changé"))
        CallFactory()
        assert client.get(address, headers={"If-None-Match": first["ETag"]}).status_code == 200

    @pytest.mark.parametrize("address", FEEDS)
    def test_it_may_be_asked_for_its_head(self, client, published, address):
        assert client.head(address).status_code == 200


class TestHostile:
    @pytest.mark.parametrize(
        "query",
        [
            "q=%0B%1F", "q=]]>%3C!--", "theme=%22%3E%3Cscript%3E", "place=%EF%BF%BF", "x=%ff%fe",
            "phase=9" * 300, "q=" + "a" * 5000, "page=-1&page=99999999999999999999", "phase=a.b.c",
            "phase=.99999999999999999999999",
        ],
    )  # fmt: skip
    def test_no_question_breaks_it(self, client, published, query):
        read(client, f"/projets.atom?{query}")
