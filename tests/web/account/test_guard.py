"""Signing in under attack: guesses, accounts that one tries to find, sessions that must end."""

import json

import pytest
from django.test import Client

from tests.factories.accounts import PASSWORD, UserFactory

pytestmark = pytest.mark.django_db
TOO_MANY = "Trop de tentatives"


def sign_in(email, password=PASSWORD, client=None, **headers):
    data = {"login": email, "password": password}
    return (client or Client()).post("/compte/connexion/", data, **headers)


def test_guesses_at_one_account_count_whatever_the_case_the_spaces_and_the_address():
    user = UserFactory(email="alma@example.org")
    forms = (
        "alma@example.org",
        "ALMA@example.org",
        " alma@example.org",
        "alma@EXAMPLE.org ",
        "Alma@example.org",
    )
    for number, email in enumerate(forms):
        sign_in(email, "faux", REMOTE_ADDR=f"192.0.2.{number}")
    right = sign_in(user.email, REMOTE_ADDR="192.0.2.99")
    assert right.status_code == 200
    assert TOO_MANY in right.content.decode()


def test_guesses_from_one_address_count_whatever_it_claims_to_forward():
    for number in range(10):
        sign_in(f"personne{number}@example.net", "faux", HTTP_X_FORWARDED_FOR=f"10.0.0.{number}")
    page = sign_in("autre@example.net", "faux", HTTP_X_FORWARDED_FOR="10.9.9.9")
    assert TOO_MANY in page.content.decode()
    elsewhere = sign_in("encore@example.net", "faux", REMOTE_ADDR="198.51.100.7")
    assert TOO_MANY not in elsewhere.content.decode()


def test_behind_a_proxy_the_last_hop_counts_not_what_was_claimed_before_it(settings):
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = 1
    for number in range(11):
        hops = f"10.0.0.{number}, 203.0.113.9"
        page = sign_in(f"personne{number}@example.net", "faux", HTTP_X_FORWARDED_FOR=hops)
    assert TOO_MANY in page.content.decode()


@pytest.mark.parametrize(
    ("address", "field"),
    [("/compte/mot-de-passe/oublie/", "email"), ("/compte/connexion/code/", "email")],
)
def test_known_and_unknown_addresses_get_the_same_answer(address, field):
    UserFactory(email="alma@example.org")
    answers = []
    for email in ("alma@example.org", "inconnue@example.org"):
        client = Client()
        first = client.post(address, {field: email})
        second = client.get(first["Location"])
        text = second.content.decode().replace(email, "…")
        answers.append((first.status_code, first["Location"], second.status_code, len(text)))
    assert answers[0] == answers[1]


def test_signing_up_with_a_known_address_says_what_it_says_to_all():
    UserFactory(email="alma@example.org")
    data = {"password1": "Un-mot-long-88", "password2": "Un-mot-long-88"}
    known = Client().post("/compte/inscription/", {"email": "alma@example.org", **data})
    unknown = Client().post("/compte/inscription/", {"email": "neuve@example.org", **data})
    assert (known.status_code, known["Location"]) == (unknown.status_code, unknown["Location"])


def test_a_wrong_password_and_an_unknown_account_read_the_same():
    UserFactory(email="alma@example.org")
    pages = [
        sign_in(email, "faux").content.decode() for email in ("alma@example.org", "non@example.org")
    ]
    known, unknown = (page.split("<main")[1].replace("alma@", "non@") for page in pages)
    cut = [text for text in (known, unknown) if "csrfmiddlewaretoken" in text]
    assert [len(text) for text in cut] == [len(cut[0])] * 2


def test_a_wrong_code_is_no_key():
    user = UserFactory()
    client = Client()
    client.post("/compte/connexion/code/", {"email": user.email})
    for guess in ("000000", "", "\x00", "9" * 5000, "' OR 1=1"):
        page = client.post("/compte/connexion/code/verifier/", {"code": guess})
        assert page.status_code in {200, 302, 429}
        assert "_auth_user_id" not in client.session


def test_a_new_password_ends_the_other_sessions_and_keeps_this_one():
    user = UserFactory()
    here, elsewhere = Client(), Client()
    sign_in(user.email, client=here)
    sign_in(user.email, client=elsewhere)
    new = {"oldpassword": PASSWORD, "password1": "Un-autre-mot-77", "password2": "Un-autre-mot-77"}
    assert here.post("/compte/mot-de-passe/changer/", new).status_code == 302
    assert here.get("/espace/").status_code == 200
    assert elsewhere.get("/espace/").status_code == 302


def test_signing_in_changes_the_session_somebody_may_have_planted():
    client = Client()
    client.get("/compte/connexion/")
    session = client.session
    session["planted"] = True
    session.save()
    client.cookies["sessionid"] = before = session.session_key
    sign_in(UserFactory().email, client=client)
    assert client.cookies["sessionid"].value != before


def test_signing_out_takes_a_post(client_of):
    client = client_of(UserFactory())
    client.get("/compte/deconnexion/")
    assert "_auth_user_id" in client.session
    client.post("/compte/deconnexion/")
    assert "_auth_user_id" not in client.session


def test_an_account_that_was_closed_does_not_enter():
    user = UserFactory(is_active=False)
    client = Client()
    sign_in(user.email, client=client)
    assert "_auth_user_id" not in client.session


ANSWERS = ["", "[]", "1", "null", '"x"', "{}", '{"response": []}', '{"response": {}}', "[" * 90_000]


@pytest.mark.parametrize(
    "answer",
    [
        *ANSWERS,
        "9" * 5000,
        json.dumps({"id": "x", "rawId": "é", "response": {"userHandle": "MQ"}, "type": "x"}),
        json.dumps({"id": 1, "rawId": 1, "response": {"userHandle": 1}, "type": 1}),
        json.dumps({"response": {"userHandle": "A" * 40_000}}),
    ],
)
def test_a_passkeys_answer_that_is_none_is_refused(answer, client):
    client.get("/compte/connexion/cle/", headers={"X-Requested-With": "XMLHttpRequest"})
    response = client.post("/compte/connexion/cle/", {"credential": answer})
    assert response.status_code == 302
    assert "_auth_user_id" not in client.session
