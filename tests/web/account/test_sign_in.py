"""Coming in: by password, by e-mailed code; what is refused, and how it is said."""

import re

import pytest
from django.urls import reverse

from maillage.journal.models import Entry
from maillage.mail.models import Message
from maillage.selection.models import Seat
from tests.factories.accounts import PASSWORD, OfficerFactory, UserFactory
from tests.factories.actors import PositionFactory
from tests.factories.selection import SeatFactory

pytestmark = pytest.mark.django_db
LOGIN = "/compte/connexion/"


def sign_in(client, user, password=PASSWORD, **more):
    return client.post(LOGIN, {"login": user.email, "password": password} | more)


def text(response):
    return response.content.decode()


def test_a_password_opens_the_door_and_the_journal_notes_it(client):
    user = UserFactory()
    response = sign_in(client, user)
    assert response["Location"] == "/compte/porte/"
    assert Entry.objects.get().verb == "account.signed_in"


@pytest.mark.parametrize(
    ("somebody", "where"),
    [
        (OfficerFactory, "/pilotage/"),
        (lambda: SeatFactory(role=Seat.Role.READER).user, "/comite/"),
        (lambda: PositionFactory().person.user, "/espace/"),
        (UserFactory, "/espace/"),
    ],
)
def test_each_is_led_where_their_day_begins(client_of, somebody, where):
    assert client_of(somebody()).get("/compte/porte/")["Location"] == where


def test_the_page_that_was_asked_for_comes_back(client):
    response = sign_in(client, UserFactory(), next="/espace/candidatures/")
    assert response["Location"] == "/espace/candidatures/"


@pytest.mark.parametrize(
    "target", ["https://evil.example/", "//evil.example/", "javascript:alert(1)"]
)
def test_nobody_is_sent_to_another_site(client, target):
    assert "evil" not in sign_in(client, UserFactory(), next=target)["Location"]


def error_told(response):
    """The words of the sign-in page, without the address that was typed and what changes anyway."""
    page = re.sub(r"<(script|input)[^>]*>", "", text(response))
    return " ".join(re.sub(r"<[^>]+>", " ", page).split())


def test_a_wrong_password_gets_a_sentence_that_names_no_account(client):
    known = error_told(sign_in(client, UserFactory(), "faux"))
    unknown = error_told(client.post(LOGIN, {"login": "x@example.org", "password": "faux"}))
    assert "mot de passe" in known.lower()
    assert known == unknown


def test_after_five_wrong_passwords_even_the_right_one_waits(client):
    user = UserFactory()
    for _ in range(5):
        assert "Trop" not in text(sign_in(client, user, "faux"))
    refused = sign_in(client, user)
    assert refused.status_code != 302
    assert "Trop de tentatives" in text(refused)
    other = UserFactory()
    assert sign_in(client, other).status_code == 302


def test_a_code_comes_by_mail_and_opens_the_door_once(client):
    user = UserFactory()
    client.post(reverse("account_request_login_code"), {"email": user.email})
    message = Message.objects.get()
    assert message.subject == "Votre code de connexion"
    assert message.is_confidential
    code = re.search(r"^\s+(\S+)\s*$", message.body, re.MULTILINE).group(1)
    wrong = client.post(reverse("account_confirm_login_code"), {"code": "AAAAAA"})
    assert wrong.status_code == 200
    right = client.post(reverse("account_confirm_login_code"), {"code": code})
    assert right["Location"] == "/compte/porte/"


def test_asking_a_code_for_an_unknown_address_says_nothing_of_it(client):
    response = client.post(reverse("account_request_login_code"), {"email": "x@example.org"})
    assert response.status_code == 302
    assert response["Location"] == reverse("account_confirm_login_code")


@pytest.mark.parametrize(
    "login", ["a\x00b@example.org", "x" * 400 + "@example.org", "", "pas une adresse"]
)
def test_what_is_no_address_gets_a_sentence(client, login):
    response = client.post(LOGIN, {"login": login, "password": "x"})
    assert response.status_code == 200
    assert 'role="alert"' in text(response)


def test_an_account_is_made_and_its_address_proved_by_a_code(client):
    client.post(
        "/compte/inscription/",
        {"email": "neuve@example.org", "password1": PASSWORD, "password2": PASSWORD},
    )
    assert Entry.objects.get().verb == "account.opened"
    assert Message.objects.get().to == "neuve@example.org"


def test_a_closed_account_does_not_open(client):
    user = UserFactory(is_active=False)
    response = sign_in(client, user)
    assert response.get("Location", "") != "/compte/porte/"


def test_a_page_behind_a_door_asks_to_sign_in_and_remembers(client):
    assert client.get("/espace/")["Location"] == "/compte/connexion/?next=/espace/"


@pytest.mark.parametrize("language", ["fr", "en"])
@pytest.mark.parametrize(
    "name",
    ["account_login", "account_signup", "account_reset_password", "account_request_login_code"],
)
def test_pages_before_the_door_wear_our_clothes(client, name, language):
    client.cookies["langue"] = language
    page = text(client.get(reverse(name)))
    assert "design/base" in page
    assert f'<html lang="{language}">' in page
    assert "<p><label" not in page


class TestMyAccount:
    def test_a_profile_is_changed_and_the_language_follows(self, client_of):
        user = UserFactory()
        client = client_of(user)
        client.post("/compte/profil/", {"name": "Awa", "language": "en"})
        user.refresh_from_db()
        assert (user.name, user.language) == ("Awa", "en")
        assert "My account" in text(client.get("/compte/"))

    def test_an_unknown_language_is_refused_and_the_name_stays_on_the_page(self, client_of):
        response = client_of(UserFactory()).post(
            "/compte/profil/", {"name": "Awa", "language": "xx"}
        )
        assert response.status_code == 422
        assert 'value="Awa"' in text(response)

    def test_my_data_are_mine(self, client_of):
        position = PositionFactory(person__user__email="awa@example.org")
        data = client_of(position.person.user).get("/compte/donnees.json").json()
        assert data["email"] == "awa@example.org"
        assert data["organisations"] == [position.organisation.name]
