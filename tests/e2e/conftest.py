"""A real browser against a real server, and everything a page must not do.

Each test fails when a page asks anything from another host, logs an error, throws, breaks the
content policy, lacks a file it names, or when the server breaks.
"""

import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse
from playwright.sync_api import (
    Browser,
    BrowserContext,
    ConsoleMessage,
    Page,
    Request,
    Response,
    sync_playwright,
)

from maillage.accounts.models import User
from tests.conftest import BACKEND
from tests.e2e.serving import find_chromium, serving
from tests.factories.accounts import PASSWORD

# Playwright keeps an event loop in the thread of the tests, and Django would refuse its queries.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"

DESKTOP = {"width": 1280, "height": 900}
PHONE = {"width": 390, "height": 844}
AXE = Path(settings.NODE_MODULES) / "axe-core" / "axe.min.js"
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    executable = find_chromium()
    if executable is None:
        pytest.skip("no chromium on this machine: apt install chromium, or MAILLAGE_CHROMIUM=path")
    with sync_playwright() as playwright:
        arguments = [
            "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE localhost, EXCLUDE 127.0.0.1",
            "--disable-dev-shm-usage",
        ]
        if os.geteuid() == 0:
            arguments.append("--no-sandbox")
        launched = playwright.chromium.launch(executable_path=executable, args=arguments)
        yield launched
        launched.close()


@pytest.fixture(scope="session")
def demonstration(tmp_path_factory) -> Iterator[str]:
    """The address of the demonstration, served as `make demo` serves it."""
    with serving(tmp_path_factory.mktemp("demo")) as address:
        yield address


class Watch:
    """Notes what a page does and should not."""

    def __init__(self, origin: str) -> None:
        self.origin = origin
        self.problems: list[str] = []

    def follow(self, context: BrowserContext) -> None:
        context.on("request", self.request)
        context.on("response", self.response)
        context.on("console", self.console)
        context.on("weberror", lambda error: self.problems.append(f"error: {error.error}"))

    def request(self, request: Request) -> None:
        if not request.url.startswith((f"{self.origin}/", "data:", "blob:")):
            self.problems.append(f"asks another host: {request.url}")

    def response(self, response: Response) -> None:
        """A page may answer 404 or 422, that is its business; a file that is missing is not."""
        is_page = response.request.resource_type in {"document", "xhr", "fetch"}
        if response.status >= 500 or (response.status >= 400 and not is_page):
            self.problems.append(f"answers {response.status}: {response.url}")

    def console(self, message: ConsoleMessage) -> None:
        if message.type == "error" and not message.text.startswith("Failed to load resource"):
            self.problems.append(f"console: {message.text}")


@pytest.fixture
def context_of(browser: Browser, live_server) -> Iterator[Callable[..., BrowserContext]]:
    """Another browser, as another person would have: `context_of(viewport=…, color_scheme=…)`."""
    watch = Watch(live_server.url)
    opened: list[BrowserContext] = []

    def open_context(**options: Any) -> BrowserContext:
        usual: dict[str, Any] = {
            "base_url": live_server.url,
            "locale": "fr-FR",
            "timezone_id": "Europe/Paris",
            "viewport": DESKTOP,
            "reduced_motion": "reduce",
        }
        context = browser.new_context(**{**usual, **options})
        context.set_default_timeout(10_000)
        watch.follow(context)
        opened.append(context)
        return context

    yield open_context
    for context in opened:
        context.close()
    assert watch.problems == []


@pytest.fixture
def page(context_of) -> Page:
    """A desk, in French, in the light."""
    return context_of().new_page()


@pytest.fixture
def phone(context_of) -> BrowserContext:
    return context_of(viewport=PHONE, has_touch=True, is_mobile=True)


@pytest.fixture
def dark(context_of) -> BrowserContext:
    return context_of(color_scheme="dark")


@pytest.fixture
def no_js(context_of) -> BrowserContext:
    return context_of(java_script_enabled=False)


@pytest.fixture
def sign_in(live_server) -> Callable[[BrowserContext, User], BrowserContext]:
    """Give a browser this person's session, without the form."""

    def enter(context: BrowserContext, user: User) -> BrowserContext:
        client = Client()
        client.force_login(user, backend=BACKEND)
        name = settings.SESSION_COOKIE_NAME
        cookie = {"name": name, "value": client.cookies[name].value, "url": live_server.url}
        context.add_cookies([cookie])
        return context

    return enter


@pytest.fixture
def sign_in_by_form() -> Callable[[Page, User], Page]:
    """Sign in as a person does: address, password, button."""

    def enter(page: Page, user: User) -> Page:
        page.goto(reverse("account_login"))
        page.locator("input[name=login]").fill(user.email)
        page.locator("input[name=password]").fill(PASSWORD)
        page.locator("input[name=password]").press("Enter")
        page.wait_for_url(lambda url: reverse("account_login") not in url)
        return page

    return enter


@pytest.fixture(scope="session")
def barriers() -> Callable[[Page], list[str]]:
    """What axe finds on the page as it stands, a readable line each."""
    source = AXE.read_text(encoding="utf-8")

    def examine(page: Page) -> list[str]:
        # Evaluated, not injected as a script: the strict content policy stays on.
        page.evaluate(source)
        options = {"runOnly": {"type": "tag", "values": RULES}, "resultTypes": ["violations"]}
        found = page.evaluate("options => axe.run(document, options)", options)["violations"]
        return list(map(_told, found))

    return examine


@pytest.fixture
def axe(barriers) -> Callable[[Page], None]:
    """Fail with that list when there is any."""

    def examine(page: Page) -> None:
        found = barriers(page)
        assert not found, f"axe on {page.url}\n" + "\n".join(found)

    return examine


def _told(violation: dict[str, Any]) -> str:
    nodes = ", ".join(" ".join(map(str, node["target"])) for node in violation["nodes"][:5])
    return f"{violation['id']}: {violation['help']} ({nodes})"
