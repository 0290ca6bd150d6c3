"""What a newcomer asks, answered with the pages alone: by keyboard, on a phone, in both languages."""

import csv
from collections.abc import Iterator
from io import StringIO

import pytest
from playwright.sync_api import Page, expect

from tests.e2e.conftest import PHONE
from tests.e2e.test_keyboard import press, write

WORDS = {
    "fr-FR": {
        "menu": ("Projets", "Territoires"),
        "place": "Territoire",
        "calls": "Appels qu’on peut rejoindre d’ici",
    },
    "en-GB": {
        "menu": ("Projects", "Territories"),
        "place": "Territory",
        "calls": "Calls one can join from here",
    },
}


@pytest.fixture(params=WORDS)
def newcomer(request, browser, demonstration) -> Iterator[tuple[Page, dict]]:
    """A phone with a keyboard, on the home page, its owner having read nothing."""
    context = browser.new_context(
        base_url=demonstration, locale=request.param, viewport=PHONE, reduced_motion="reduce"
    )
    page = context.new_page()
    page.goto("/")
    yield page, WORDS[request.param]
    context.close()


def open_menu(page: Page, name: str) -> None:
    press(page, page.get_by_role("navigation").get_by_role("link", name=name, exact=True))
    page.wait_for_load_state()


def test_what_is_done_with_madagascar_in_nouvelle_aquitaine(newcomer):
    page, words = newcomer
    open_menu(page, words["menu"][1])
    write(page, page.get_by_role("searchbox").first, "aquitaine")
    press(page, page.get_by_role("link", name="Nouvelle-Aquitaine", exact=True))
    expect(page.get_by_role("heading", level=1)).to_have_text("Nouvelle-Aquitaine")
    press(page, page.get_by_role("link", name="Itasy, Madagascar"))
    expect(page.get_by_role("link", name="Coopérer à plusieurs")).to_be_visible()


def test_the_projects_on_work_for_refugees_near_caen(newcomer):
    page, words = newcomer
    open_menu(page, words["menu"][0])
    write(page, page.get_by_label(words["place"]), "caen")
    expect(page.get_by_role("article")).to_have_count(1)
    expect(page.get_by_role("article")).to_contain_text("réfugiées")


def test_a_call_my_town_could_join(newcomer):
    page, words = newcomer
    open_menu(page, words["menu"][1])
    write(page, page.get_by_role("main").get_by_role("searchbox"), "61100")
    found = page.locator("#results").get_by_role("link")
    expect(found.first).to_contain_text("(Orne)")  # as one types: the places of this postal code
    press(page, found.first)
    calls = page.locator(".card", has=page.get_by_role("heading", name=words["calls"]))
    expect(calls.get_by_role("link", name="Alliances de territoire 2027")).to_be_visible()


def test_all_projects_as_a_spreadsheet(newcomer):
    page, words = newcomer
    open_menu(page, words["menu"][0])
    with page.expect_download() as waiting:
        press(page, page.get_by_role("link", name="CSV", exact=True))
    text = waiting.value.path().read_text(encoding="utf-8-sig")
    assert len(list(csv.reader(StringIO(text), delimiter=";"))) == 12
