"""The demonstration as it is really served: what a first view weighs, and what it may do."""

import urllib.request
from dataclasses import dataclass, field

import pytest
from playwright.sync_api import Browser, Page

HEAVIEST = 100_000  # bytes on the line for a first view, fonts apart
FONTS = 80_000
PAGES = [
    "/",
    "/appels/",
    "/appels/alliances-de-territoire/",
    "/projets/",
    "/projets/semences-paysannes-alpes-maritimes-ndem/",
    "/acteurs/",
    "/territoires/",
    "/territoires/nouvelle-aquitaine/",
    "/themes/",
    "/donnees/",
    "/api/",
    "/mentions-legales/",
    "/donnees-personnelles/",
    "/demonstration/",
    "/compte/connexion/",
    "/compte/inscription/",
]


@dataclass
class FirstView:
    """What came over the line, as the browser counted it."""

    hosts: set[str] = field(default_factory=set)
    fonts: int = 0
    rest: int = 0


def first_view(browser: Browser, address: str) -> FirstView:
    """Open the page in a browser that has seen nothing yet."""
    context = browser.new_context(locale="fr-FR")
    page = context.new_page()
    seen, kinds = FirstView(), {}
    session = context.new_cdp_session(page)
    session.send("Network.enable")

    def asked(event: dict) -> None:
        kinds[event["requestId"]] = event["type"]
        if not event["request"]["url"].startswith("data:"):
            seen.hosts.add(event["request"]["url"].split("/")[2])

    def came(event: dict) -> None:
        if kinds.get(event["requestId"]) == "Font":
            seen.fonts += event["encodedDataLength"]
        else:
            seen.rest += event["encodedDataLength"]

    session.on("Network.requestWillBeSent", asked)
    session.on("Network.loadingFinished", came)
    page.goto(address, wait_until="networkidle")
    context.close()
    return seen


@pytest.mark.parametrize("path", PAGES)
def test_a_first_view_is_light_and_asks_nobody_else(browser, demonstration, path):
    seen = first_view(browser, demonstration + path)
    assert seen.hosts == {demonstration.removeprefix("http://")}
    assert 0 < seen.rest < HEAVIEST, f"{path} weighs {seen.rest} bytes"
    assert 0 < seen.fonts <= FONTS, f"{path} brings {seen.fonts} bytes of fonts"


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_no_barrier_on_pages_with_their_real_content(browser, demonstration, barriers, scheme):
    context = browser.new_context(locale="fr-FR", color_scheme=scheme)
    page, found = context.new_page(), []
    for path in PAGES:
        page.goto(demonstration + path)
        found += [f"{path}: {barrier}" for barrier in barriers(page)]
    context.close()
    assert found == []


def test_no_page_asks_for_inline_scripts_or_styles(demonstration):
    with urllib.request.urlopen(demonstration) as answer:
        policy = answer.headers["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    assert "http" not in policy


def test_a_page_that_is_not_there_says_so_in_words(browser, demonstration):
    page: Page = browser.new_context(locale="fr-FR").new_page()
    answer = page.goto(f"{demonstration}/nulle-part/")
    assert answer is not None
    assert answer.status == 404
    assert page.locator("h1").inner_text() == "Cette page n’est pas ici"
    page.context.close()


def test_what_never_changes_is_kept_for_a_year(demonstration):
    """A line in Dakar pays for the style sheet once."""
    with urllib.request.urlopen(demonstration) as answer:
        html = answer.read().decode()
    sheet = next(part for part in html.split('"') if part.endswith(".css"))
    with urllib.request.urlopen(demonstration + sheet) as answer:
        assert "max-age=315360000" in answer.headers["Cache-Control"]
        assert "immutable" in answer.headers["Cache-Control"]
