"""Signing in without a password: a passkey, made and used in a browser with an authenticator."""

import pytest
from allauth.mfa.models import Authenticator
from playwright.sync_api import Page, expect

from maillage.mail.models import Message
from tests.factories.accounts import PASSWORD, UserFactory

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def user():
    return UserFactory()


def plug_in(page: Page) -> None:
    """Give the browser an authenticator that says yes, as a phone or a computer has."""
    session = page.context.new_cdp_session(page)
    session.send("WebAuthn.enable")
    session.send(
        "WebAuthn.addVirtualAuthenticator",
        {
            "options": {
                "protocol": "ctap2",
                "transport": "internal",
                "hasResidentKey": True,
                "hasUserVerification": True,
                "isUserVerified": True,
                "automaticPresenceSimulation": True,
            }
        },
    )


def test_a_passkey_is_made_then_opens_the_door(user, page, sign_in_by_form, axe):
    plug_in(page)
    sign_in_by_form(page, user)
    page.goto("/compte/securite/cles/ajouter/")
    axe(page)
    page.get_by_label("Mot de passe").fill(PASSWORD)  # who holds the mouse may not be who signed in
    page.get_by_label("Mot de passe").press("Enter")
    page.wait_for_url("**/ajouter/")
    axe(page)
    page.get_by_label("Nom de la clé").fill("Mon ordinateur")
    expect(page.get_by_role("checkbox")).to_be_checked()
    page.get_by_role("button", name="Ajouter").click()
    page.wait_for_url(lambda address: "ajouter" not in address)
    assert Authenticator.objects.filter(user=user, type=Authenticator.Type.WEBAUTHN).exists()
    page.goto("/compte/securite/cles/")
    expect(page.get_by_role("rowheader", name="Mon ordinateur")).to_be_visible()
    axe(page)

    page.get_by_role("button", name="Se déconnecter").click()
    page.goto("/compte/connexion/")
    page.get_by_role("button", name="Utiliser une clé d’accès").click()
    page.wait_for_url(lambda address: "connexion" not in address)
    expect(page.get_by_role("button", name="Se déconnecter")).to_be_visible()


def test_a_code_sent_by_mail_opens_the_door(user, page):
    page.goto("/compte/connexion/")
    page.get_by_role("link", name="Recevoir un code par courriel").click()
    page.get_by_label("Courriel").fill(user.email)
    page.locator("main form").get_by_role("button").first.click()
    page.wait_for_url("**/verifier/")
    code = Message.objects.get(to=user.email).body.split("\n\n")
    found = next(line.strip() for line in code if line.strip().replace("-", "").isalnum())
    page.locator("[name=code]").fill(found)
    page.locator("[name=code]").press("Enter")
    page.wait_for_url(lambda address: "verifier" not in address)
    expect(page.get_by_role("button", name="Se déconnecter")).to_be_visible()


def test_a_wrong_password_gets_a_sentence_and_keeps_the_address(user, page):
    page.goto("/compte/connexion/")
    page.get_by_label("Courriel").fill(user.email)
    page.get_by_label("Mot de passe").fill(PASSWORD + "!")
    page.get_by_label("Mot de passe").press("Enter")
    expect(page.get_by_text("mot de passe").first).to_be_visible()
    expect(page.locator(".errorlist, .notice.error").first).to_be_visible()
    expect(page.get_by_label("Courriel")).to_have_value(user.email)
