"""Every page, as its people see it: no barrier, no sideways scroll, one title, in two languages.

The desktop is light and French, the phone dark and English: all four are met on each page.
"""

from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Page

from maillage.accounts.models import User
from tests.e2e.conftest import DESKTOP, PHONE
from tests.factories.selection import ScoreFactory
from tests.web import rules, story
from tests.web.story import Story

pytestmark = pytest.mark.django_db(transaction=True)
LOOKS = {
    "desktop, light, French": {"viewport": DESKTOP, "color_scheme": "light", "locale": "fr-FR"},
    "phone, dark, English": {
        "viewport": PHONE,
        "color_scheme": "dark",
        "locale": "en-GB",
        "is_mobile": True,
        "has_touch": True,
    },
}


def public(told: Story) -> list[str]:
    return [
        "/",
        "/appels/",
        told.open_call.get_absolute_url(),
        told.closed_call.get_absolute_url(),
        "/projets/",
        "/projets/?q=introuvable",
        told.project.get_absolute_url(),
        "/acteurs/",
        told.organisation.get_absolute_url(),
        f"/projets/?place={told.territory.slug}",
        "/projets/?place=introuvable",
        "/territoires/",
        "/territoires/?q=pays",
        told.territory.get_absolute_url(),
        "/themes/",
        told.theme.get_absolute_url(),
        "/donnees/",
        "/mentions-legales/",
        "/donnees-personnelles/",
        "/accessibilite/",
        "/cookies/",
        "/plan-du-site/",
        "/contact/",
        "/contact/envoye/",
        "/compte/connexion/",
        "/compte/connexion/code/",
        "/compte/inscription/",
        "/compte/mot-de-passe/oublie/",
        "/nulle-part/",
    ]


def account(_told: Story) -> list[str]:
    return [
        "/compte/",
        "/compte/profil/",
        "/compte/adresses/",
        "/compte/mot-de-passe/changer/",
        "/compte/securite/",
    ]


def space(told: Story) -> list[str]:
    draft = f"/espace/candidatures/{told.draft.code}/"
    return [
        "/espace/",
        "/espace/candidatures/",
        f"/espace/appels/{told.open_call.slug}/repondre/",
        draft,
        f"{draft}alliance/?q=association",
        f"{draft}alliance/nouvelle/",
        f"{draft}territoires/?q=pays",
        f"/espace/candidatures/{told.submitted.code}/",
        "/espace/projets/",
        "/espace/organisations/",
        f"/espace/organisations/{told.organisation.slug}/",
    ]


def reader(told: Story) -> list[str]:
    return ["/comite/", f"/comite/lectures/{told.review.code}/", "/comite/comites/"]


def chair(told: Story) -> list[str]:
    return [
        f"/comite/comites/{told.closed_call.slug}/",
        f"/comite/candidatures/{told.submitted.code}/",
        f"/comite/candidatures/{told.submitted.code}/decision/",
    ]


def desk(told: Story) -> list[str]:
    return [
        "/pilotage/",
        "/pilotage/programmes/",
        "/pilotage/appels/",
        f"/pilotage/appels/{told.draft_call.slug}/",
        f"/pilotage/appels/{told.draft_call.slug}/modifier/",
        f"/pilotage/appels/{told.closed_call.slug}/comite/",
        f"/pilotage/appels/{told.closed_call.slug}/annoncer/",
        "/pilotage/candidatures/",
        f"/pilotage/candidatures/{told.submitted.code}/",
        "/pilotage/projets/",
        f"/pilotage/projets/{told.project.slug}/",
        f"/pilotage/projets/{told.project.slug}/photographies/",
        f"/pilotage/projets/{told.project.slug}/documents/",
        f"/pilotage/photographies/{told.photo.code}/",
        "/pilotage/organisations/",
        f"/pilotage/organisations/{told.organisation.slug}/",
        "/pilotage/personnes/",
        f"/pilotage/personnes/{told.person.code}/",
        "/pilotage/envois/",
        f"/pilotage/envois/{told.message.code}/",
        "/pilotage/journal/",
        "/pilotage/textes/",
        "/pilotage/textes/mentions/",
        "/pilotage/textes/mentions-legales/fr/",
        "/pilotage/textes/mentions-legales/fr/1/",
        "/pilotage/textes/mentions-legales/fr/2/",
        "/pilotage/imports/",
        f"/pilotage/imports/{told.brought.code}/",
        "/pilotage/reseau/",
        "/pilotage/composants/",
    ]


DOORS: dict[str, tuple[str, Callable[[Story], list[str]]]] = {
    "public": (rules.VISITOR, public),
    "account": (rules.LEAD, account),
    "space": (rules.LEAD, space),
    "jury as a reader": (rules.READER, reader),
    "jury as the chair": (rules.CHAIR, chair),
    "desk": (rules.ADMIN, desk),
}


def wrong_with(page: Page, address: str, axe: Callable[[Page], list[str]]) -> Iterator[str]:
    answer = page.goto(address)
    assert answer is not None
    if answer.status != (404 if "nulle-part" in address else 200):
        yield f"answers {answer.status}"
    language = "en" if page.evaluate("navigator.language").startswith("en") else "fr"
    if page.locator("html").get_attribute("lang") != language:
        yield f"is not in the language {language}"
    if (titles := page.locator("h1").count()) != 1:
        yield f"has {titles} titles"
    if (wide := page.evaluate("document.documentElement.scrollWidth - innerWidth")) > 0:
        yield f"is {wide} px too wide"
    if page.locator("[style], style").count():
        yield "has styles of its own"
    yield from axe(page)


@pytest.mark.parametrize("look", LOOKS)
@pytest.mark.parametrize("door", DOORS)
def test_every_page_of_the_door(door, look, context_of, sign_in, barriers):
    told = story.tell()
    ScoreFactory(review=told.review)
    role, addresses = DOORS[door]
    context = context_of(**LOOKS[look])
    user: User | None = told.people.get(role)
    if user:
        sign_in(context, user)
    page = context.new_page()
    problems = [
        f"{address} {problem}"
        for address in addresses(told)
        for problem in wrong_with(page, address, barriers)
    ]
    assert problems == []
