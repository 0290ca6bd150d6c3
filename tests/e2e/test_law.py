"""The pages of the law in a real browser: the cookies that are set are those that are told."""

import pytest
from django.conf import settings
from django.core.cache import cache
from playwright.sync_api import expect

from maillage.actors.models import TextVersion
from maillage.mail.models import Message
from tests.factories.accounts import PASSWORD, OfficerFactory
from tests.factories.actors import NetworkFactory, TextVersionFactory

pytestmark = pytest.mark.django_db(transaction=True)


def told(page):
    page.goto("/cookies/")
    return set(page.locator("tbody code").all_inner_texts())


def kept(context):
    return {cookie["name"]: cookie for cookie in context.cookies()}


def test_a_visitor_is_given_one_cookie_that_checks_forms(context_of):
    context = context_of()
    page = context.new_page()
    for address in ("/", "/projets/", "/territoires/", "/mentions-legales/", "/contact/"):
        page.goto(address)
    assert set(kept(context)) == {settings.CSRF_COOKIE_NAME}
    assert page.evaluate("localStorage.length") == 0
    assert page.evaluate("Object.keys(sessionStorage)") == ["htmx-current-path-for-history"]


def test_a_list_that_was_narrowed_leaves_no_page_on_the_device(context_of):
    """The way back asks the server again: on a shared machine nothing is read after signing out."""
    page = context_of().new_page()
    page.goto("/acteurs/")
    page.get_by_label("Chercher").fill("rives")
    page.wait_for_url("**q=rives**")
    page.goto("/cookies/")
    assert page.evaluate("Object.keys(sessionStorage)") == ["htmx-current-path-for-history"]
    page.go_back()
    expect(page.get_by_label("Chercher")).to_have_value("rives")


def test_whoever_signs_in_and_writes_is_given_those_that_are_told_and_no_other(
    context_of, sign_in_by_form
):
    context = context_of()
    page = sign_in_by_form(context.new_page(), OfficerFactory(password=PASSWORD))
    seen = set(kept(context))
    page.goto("/pilotage/textes/cookies/fr/")
    page.get_by_label("Texte", exact=True).fill("Deux cookies.")
    with page.expect_response(lambda answer: answer.status == 302) as answer:
        page.get_by_role("button", name="Mettre en ligne").click()
    set_then = answer.value.header_value("set-cookie") or ""
    seen |= {"messages"} if set_then.startswith("messages=") or "\nmessages=" in set_then else set()
    page.get_by_role("button", name="English").click()
    page.wait_for_load_state()
    seen |= set(kept(context))
    assert seen == told(page)


def test_each_is_closed_to_scripts(context_of, sign_in_by_form):
    context = context_of()
    page = sign_in_by_form(context.new_page(), OfficerFactory(password=PASSWORD))
    assert all(cookie["httpOnly"] for cookie in kept(context).values())
    assert all(cookie["sameSite"] == "Lax" for cookie in kept(context).values())
    assert page.evaluate("document.cookie") == ""


def test_a_visitor_writes_to_the_network_without_javascript(no_js):
    NetworkFactory(complete=True)
    cache.clear()  # the identity that another test's pages kept
    page = no_js.new_page()
    page.goto("/")
    page.get_by_role("link", name="Contact", exact=True).click()
    page.get_by_label("Votre nom").fill("Awa")
    page.get_by_label("Votre adresse électronique").fill("awa@example.org")
    page.get_by_label("Votre message").fill("Qui peut répondre ?")
    expect(page.get_by_label("Laissez ce champ vide")).to_be_hidden()
    page.get_by_role("button", name="Envoyer").click()
    expect(page.get_by_role("alert")).to_contain_text("parti trop vite")
    page.wait_for_timeout(3_100)
    page.get_by_role("button", name="Envoyer").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Votre message est en route")
    assert Message.objects.get().reply_to == "awa@example.org"


def test_two_people_write_one_text_and_nothing_is_lost(context_of, sign_in):
    TextVersionFactory(key=TextVersion.Key.COOKIES, number=1, body="Un cookie.")
    pages = [sign_in(context_of(), OfficerFactory()).new_page() for _ in range(2)]
    for page, body in zip(pages, ("Deux cookies.", "Trois cookies."), strict=True):
        page.goto("/pilotage/textes/cookies/fr/")
        page.get_by_label("Texte", exact=True).fill(body)
    for page in pages:
        page.get_by_role("button", name="Mettre en ligne").click()
    second = pages[1]
    expect(second.get_by_role("alert")).to_contain_text("pendant que vous écriviez")
    expect(second.get_by_label("Texte", exact=True)).to_have_value("Trois cookies.")
    second.get_by_role("button", name="Mettre en ligne").click()
    expect(second.get_by_text("Le texte est en ligne.")).to_be_visible()
    second.get_by_role("link", name="Version 2").click()
    second.get_by_role("button", name="Revenir à cette version").click()
    bodies = TextVersion.objects.order_by("number").values_list("body", flat=True)
    assert list(bodies) == ["Un cookie.", "Deux cookies.", "Trois cookies.", "Deux cookies."]
