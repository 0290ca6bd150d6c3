"""One line for each request: its number, its page, its length; nobody's name."""

import json
import logging
import re

import pytest
from django.test import Client
from django.urls import reverse

from maillage.core.access import GIVEN, HEADER
from maillage.core.logs import Context, Json
from tests.factories.accounts import UserFactory
from tests.factories.actors import PersonFactory
from tests.factories.applications import ApplicationFactory

pytestmark = pytest.mark.django_db
NUMBER = re.compile(r"[0-9a-f]{32}")


@pytest.fixture
def lines(caplog):
    """The lines that machines would read, each as its object."""
    caplog.set_level(logging.INFO)
    caplog.handler.addFilter(Context())

    def read(logger: str = "maillage.access") -> list[dict[str, object]]:
        made = [record for record in caplog.records if record.name == logger]
        return [json.loads(Json(json_ensure_ascii=False).format(record)) for record in made]

    return read


def test_a_request_is_one_line(client, lines):
    answer = client.get("/projets/?q=awa&page=2")
    (line,) = lines()
    assert line["request_id"] == answer[HEADER]
    assert {k: line[k] for k in ("method", "path", "view", "status", "user")} == {
        "method": "GET",
        "path": "/projets/",
        "view": "public:projects",
        "status": 200,
        "user": "-",
    }
    assert line["ms"] >= 0
    assert line["queries"] > 0
    assert re.fullmatch(r"GET /projets/ 200, \d+ ms, \d+ queries, -", line["message"])


@pytest.mark.parametrize(
    ("path", "view", "status"),
    [
        ("/nulle-part/", "none", 404),
        ("/projets/nulle-part/", "public:project", 404),
        ("/static/nulle-part.css", "static", 404),
        ("/espace/", "space:home", 302),
        ("/projets/?q=%00", "none", 400),
    ],
)
def test_what_was_not_found_or_refused_has_its_line_too(client, lines, path, view, status):
    client.get(path)
    (line,) = lines()
    assert (line["view"], line["status"]) == (view, status)


def test_a_word_of_ones_own_in_place_of_a_method_is_not_kept(client, lines):
    client.generic("AWA", "/projets/")
    assert lines()[0]["method"] == "other"


class TestNumber:
    def test_each_request_has_its_own(self, client):
        one, two = client.get("/sante/")[HEADER], client.get("/sante/")[HEADER]
        assert NUMBER.fullmatch(one)
        assert one != two

    def test_anybody_else_does_not_choose_it(self, client, settings):
        settings.BEHIND_PROXY = False
        answer = client.get("/sante/", headers={HEADER: "chosen-by-me"})
        assert NUMBER.fullmatch(answer[HEADER])

    def test_the_proxys_is_taken(self, client, settings):
        settings.BEHIND_PROXY = True
        number = "0c6b1b1e-9d1f-4d0a-8a3e-6f0f4b1c2d3e"
        assert client.get("/sante/", headers={HEADER: number})[HEADER] == number

    @pytest.mark.parametrize(
        "given", ["", "short", "x" * 65, "a b c d e f", "abcdefgh\u00e9", "<b>abcdefg"]
    )
    def test_what_is_no_number_is_not(self, client, settings, given):
        settings.BEHIND_PROXY = True
        assert not GIVEN.fullmatch(given)
        assert NUMBER.fullmatch(client.get("/sante/", headers={HEADER: given})[HEADER])

    def test_an_error_bears_the_number_of_its_request(self, lines, monkeypatch):
        def fail(*_args, **_kwargs):
            raise RuntimeError("broken for awa@example.org")

        monkeypatch.setattr("maillage.web.public.health.database_answers", fail)
        answer = Client(raise_request_exception=False).get("/sante/?q=secret")
        assert answer.status_code == 500
        (error,), (line,) = lines("django.request"), lines()
        assert error["request_id"] == line["request_id"] == answer[HEADER]
        assert "RuntimeError: broken for …@…" in error["exc_info"]
        assert error["message"] == "Internal Server Error: /sante/"
        assert "secret" not in json.dumps([error, line])

    def test_after_a_request_there_is_none(self, client, lines):
        client.get("/sante/")
        logging.getLogger("maillage.test").warning("later")
        # The handler of the tests formats after: what counts is what stood there at the time.
        from maillage.core.logs import REQUEST_ID

        assert REQUEST_ID.get() == ""


class TestNobodysName:
    def test_who_signed_in_is_a_code(self, client_of, lines):
        user = UserFactory(email="awa.diop@example.org", name="Awa Diop")
        client_of(user).get("/espace/")
        assert lines()[0]["user"] == user.code

    def test_a_page_that_asks_for_nobody_is_not_made_to(
        self, client_of, lines, django_assert_num_queries
    ):
        signed_in = client_of(UserFactory())
        signed_in.get("/sante/")
        with django_assert_num_queries(2):
            answer = signed_in.get("/sante/")
        assert not answer.has_header("Set-Cookie")
        assert lines()[-1]["user"] == "-"

    def test_a_whole_visit_leaves_nothing_about_anybody(self, client, client_of, caplog):
        """Signing in and failing to, looking for somebody, a page of somebody's, a wrong address."""
        caplog.set_level(logging.DEBUG)
        caplog.handler.setFormatter(Json(json_ensure_ascii=False))
        caplog.handler.addFilter(Context())
        person = PersonFactory(name="Awa Diop", email="awa.diop@example.org")
        user = UserFactory(email="awa.diop@example.org", name="Awa Diop")
        draft = ApplicationFactory()
        wrong = {"login": user.email, "password": "un-mot-de-passe-77"}
        client.post(reverse("account_login"), wrong)
        client.get("/acteurs/?q=Awa+Diop")
        client.get("/awa.diop@example.org/")
        client.get("/compte/mot-de-passe/cle/2-c8x9-0123456789abcdef0123456789abcdef/")
        visitor = client_of(user)
        visitor.get(f"/espace/candidatures/{draft.code}/")
        visitor.get(f"/pilotage/personnes/{person.code}/?q=Awa")
        written = caplog.text
        assert written.count("maillage.access") >= 6
        for secret in ("Diop", "diop", "example.org", "un-mot-de-passe", "abcdef", "127.0.0.1"):
            assert secret not in written, secret
