"""An expired session, a lost network, two browsers at once: what was typed is still there."""

import pytest
from django.contrib.sessions.models import Session
from playwright.sync_api import Page, expect

from maillage.applications.models import Application, Status
from maillage.journal.models import Entry
from maillage.mail.models import Message
from tests.e2e import stage
from tests.factories.accounts import PASSWORD

pytestmark = pytest.mark.django_db(transaction=True)
WORDS = "Les habitants le demandent depuis trois ans."
KEPT = "Cet appareil a gardé un texte que le site n’a pas reçu."


@pytest.fixture
def writing():
    return stage.set_writing()


@pytest.fixture
def address(writing):
    return f"/espace/candidatures/{writing.draft.code}/"


def answer(page: Page):
    return page.get_by_label("Qui le demande ?")


def is_kept(page: Page) -> None:
    """The device has what was typed (it waits for a pause between two keys)."""
    page.wait_for_function(
        "words => Object.values(localStorage).some(kept => kept.includes(words))", arg=WORDS
    )


def test_a_session_that_expires_while_typing_loses_nothing(writing, address, page, sign_in_by_form):
    sign_in_by_form(page, writing.lead)
    page.goto(address)
    answer(page).fill(WORDS)
    is_kept(page)
    Session.objects.all().delete()
    page.get_by_role("button", name="Enregistrer").click()

    # Signing in again leads back to the draft, which offers what was typed.
    page.get_by_label("Courriel").fill(writing.lead.email)
    page.get_by_label("Mot de passe").fill(PASSWORD)
    page.locator("form").get_by_role("button", name="Se connecter").click()
    page.wait_for_url(f"**{address}")
    expect(page.get_by_text(KEPT)).to_be_visible()
    page.get_by_role("button", name="Le reprendre").click()
    expect(answer(page)).to_have_value(WORDS)
    page.get_by_role("button", name="Enregistrer").click()
    expect(page.get_by_text("C’est enregistré.")).to_be_visible()
    expect(page.get_by_text(KEPT)).to_have_count(0)
    assert writing.draft.answers.get().text == WORDS


def test_a_lost_network_loses_nothing(writing, address, context_of, sign_in):
    context = sign_in(context_of(), writing.lead)
    page = context.new_page()
    page.goto(address)
    answer(page).fill(WORDS)
    is_kept(page)
    context.set_offline(True)
    page.close()  # the lid of the computer

    context.set_offline(False)
    again = context.new_page()
    again.goto(address)
    again.get_by_role("button", name="Le reprendre").click()
    expect(answer(again)).to_have_value(WORDS)


def test_what_is_kept_can_be_forgotten_and_goes_when_one_leaves(writing, address, page, sign_in):
    sign_in(page.context, writing.lead)
    page.goto(address)
    answer(page).fill(WORDS)
    is_kept(page)
    page.goto(address)
    page.get_by_role("button", name="L’oublier").click()
    page.reload()
    expect(page.get_by_text(KEPT)).to_have_count(0)

    answer(page).fill(WORDS)
    is_kept(page)
    page.get_by_role("button", name="Se déconnecter").click()
    page.wait_for_url("**/")
    kept = page.evaluate("Object.keys(localStorage).filter(key => key.startsWith('maillage'))")
    assert kept == []


def test_two_people_write_at_once_and_both_texts_are_shown(writing, address, context_of, sign_in):
    first = sign_in(context_of(), writing.lead).new_page()
    second = sign_in(context_of(), writing.lead).new_page()
    first.goto(address)
    second.goto(address)
    answer(first).fill("La première version.")
    first.get_by_role("button", name="Enregistrer").click()
    expect(first.get_by_text("C’est enregistré.")).to_be_visible()

    answer(second).fill(WORDS)
    second.get_by_role("button", name="Enregistrer").click()
    expect(second.get_by_text("Rien n’a été écrasé")).to_be_visible()
    expect(second.get_by_text("La première version.")).to_be_visible()
    expect(answer(second)).to_have_value(WORDS)
    second.get_by_role("button", name="Enregistrer").click()
    expect(second.get_by_text("C’est enregistré.")).to_be_visible()
    assert writing.draft.answers.get().text == WORDS


def test_two_submits_at_once_are_one_submission(writing, address, context_of, sign_in):
    stage.complete(writing)
    pages = [sign_in(context_of(), writing.lead).new_page() for _ in range(2)]
    for page in pages:
        page.goto(address)
    for page in pages:
        # Neither waits for the other's answer.
        page.get_by_role("button", name="Déposer la candidature").click(no_wait_after=True)
    for page in pages:
        expect(page.locator("#messages .notice")).to_be_visible()
    said = " ".join(page.locator("#messages .notice").inner_text() for page in pages)
    assert said.count("Votre candidature est déposée.") == 1
    assert said.count("Cette candidature est déjà déposée.") == 1
    assert Application.objects.get().status == Status.SUBMITTED
    assert Entry.objects.filter(verb="application.submitted").count() == 1
    assert Message.objects.filter(to=writing.lead.email).count() == 1
