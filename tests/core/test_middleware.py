"""What happens to a request before a door sees it, asked through the doors themselves."""

from urllib.parse import parse_qs, urlsplit

import pytest
from django.urls import reverse

from tests.factories.accounts import UserFactory
from tests.factories.applications import ApplicationFactory

pytestmark = pytest.mark.django_db
OURS = "http://testserver"


def next_of(address: str) -> str:
    """Where the sign-in page will lead."""
    parts = urlsplit(address)
    assert parts.path == reverse("account_login")
    return parse_qs(parts.query)["next"][0]


class TestWayBack:
    def test_what_only_a_button_does_leads_to_the_page_of_the_button(self, client_of):
        draft = ApplicationFactory()
        page = f"/espace/candidatures/{draft.code}/"
        answer = client_of(UserFactory()).get(f"{page}ecrire/")
        assert answer.status_code == 302
        assert answer.url == "../"

    def test_a_page_that_refuses_a_post_keeps_saying_so(self, client_of):
        assert client_of(UserFactory()).post("/espace/").status_code == 405


class TestSignedIn:
    def test_a_page_asked_for_is_where_one_is_after_signing_in(self, client):
        answer = client.get("/espace/candidatures/?page=2")
        assert next_of(answer.url) == "/espace/candidatures/?page=2"

    def test_a_button_pressed_leads_back_to_its_page(self, client):
        answer = client.post(
            "/espace/candidatures/ABC/ecrire/",
            headers={"Referer": f"{OURS}/espace/candidatures/ABC/?a=1"},
        )
        assert next_of(answer.url) == "/espace/candidatures/ABC/?a=1"

    @pytest.mark.parametrize(
        "before",
        ["", "https://ailleurs.example/espace/", "javascript:alert(1)", "//ailleurs.example/"],
    )
    def test_another_site_is_never_where_one_is_led(self, client, before):
        answer = client.post("/espace/candidatures/ABC/ecrire/", headers={"Referer": before})
        assert next_of(answer.url) == "/espace/candidatures/ABC/ecrire/"

    def test_a_part_of_a_page_sends_the_whole_page_to_sign_in(self, client):
        answer = client.get(
            "/espace/candidatures/ABC/alliance/?q=nd",
            headers={
                "HX-Request": "true",
                "Referer": f"{OURS}/espace/candidatures/ABC/alliance/",
            },
        )
        assert answer.status_code == 200
        assert next_of(answer.headers["HX-Redirect"]) == "/espace/candidatures/ABC/alliance/"
        assert answer.content == b""


class TestPlainInput:
    @pytest.mark.parametrize("address", ["/projets/?q=%00", "/projets/%00/"])
    def test_a_nul_byte_gets_a_sentence(self, client, address):
        answer = client.get(address)
        assert answer.status_code == 400
        assert "caractère interdit" in answer.content.decode()
