"""The same acts with the keyboard alone: no mouse, no finger, and the focus always seen."""

from itertools import pairwise

import pytest
from playwright.sync_api import Locator, Page, expect

from maillage.applications.models import Application, Status
from maillage.search.services import rebuild
from maillage.selection.models import Review
from tests.e2e import stage
from tests.factories.projects import ProjectFactory

pytestmark = pytest.mark.django_db(transaction=True)
FAR = 120  # more presses than any page should ask for
RING = """element => {
  const style = getComputedStyle(element);
  return style.outlineStyle !== "none" && parseFloat(style.outlineWidth) > 0
      || style.boxShadow !== "none";
}"""


def reach(page: Page, target: Locator, key: str = "Tab") -> None:
    """Press until the target has the focus; it must then be seen to have it."""
    expect(target).to_be_visible()
    for _press in range(FAR):
        if target.evaluate("element => element === document.activeElement"):
            assert target.evaluate(RING), f"{target} has the focus and does not show it"
            return
        page.keyboard.press(key)
    raise AssertionError(f"{target} is not reached by {key}")


def press(page: Page, target: Locator) -> None:
    reach(page, target)
    page.keyboard.press("Enter")


def write(page: Page, target: Locator, words: str) -> None:
    reach(page, target)
    page.keyboard.type(words)


def test_the_first_stop_leads_to_the_content(page):
    page.goto("/")
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Aller au contenu")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator("main")).to_be_focused()


def test_projects_are_found_and_read(page):
    ProjectFactory(title="Semences des rives")
    ProjectFactory(title="Tout autre chose")
    rebuild()
    page.goto("/")
    press(page, page.get_by_role("navigation").get_by_role("link", name="Projets"))
    write(page, page.get_by_label("Chercher"), "semences")
    expect(page.get_by_text("Tout autre chose")).to_have_count(0)  # as one types
    press(page, page.get_by_role("link", name="Semences des rives"))
    expect(page.get_by_role("heading", level=1)).to_have_text("Semences des rives")


def test_leaving_a_field_does_not_take_the_focus_from_the_list(page):
    """A list drawn a second time loses the focus of whoever has just reached it."""
    ProjectFactory(title="Semences des rives")
    rebuild()
    page.goto("/projets/")
    asked = []
    page.on("request", lambda r: asked.append(r.url) if "hx-request" in r.headers else None)
    write(page, page.get_by_label("Chercher"), "semences")
    page.wait_for_url("**q=semences**")
    link = page.get_by_role("link", name="Semences des rives")
    reach(page, link)
    page.wait_for_timeout(600)  # longer than any delayed request
    expect(link).to_be_focused()
    assert len(asked) == 1


def test_a_draft_is_composed_written_and_handed_in(page, sign_in):
    writing = stage.set_writing()
    sign_in(page.context, writing.lead)
    page.goto(f"/espace/candidatures/{writing.draft.code}/")
    press(page, page.get_by_role("link", name="Composer l’alliance"))
    write(page, page.get_by_role("searchbox"), "ndem")
    press(page, page.get_by_role("button", name="Ajouter Commune de Ndem"))
    press(page, page.get_by_role("link", name="Revenir à la candidature"))
    press(page, page.get_by_role("link", name="Choisir les territoires"))
    write(page, page.get_by_role("searchbox"), "calv")
    press(page, page.get_by_role("button", name="Ajouter Calvados"))
    press(page, page.get_by_role("link", name="Revenir à la candidature"))
    write(page, page.get_by_label("Qui le demande ?"), "Les habitants.")
    press(page, page.get_by_role("button", name="Déposer la candidature"))
    expect(page.get_by_text("Votre candidature est déposée. Merci !")).to_be_visible()
    assert Application.objects.get().status == Status.SUBMITTED


def test_after_a_refusal_the_keyboard_starts_at_what_is_to_be_corrected(page, sign_in):
    writing = stage.set_writing()
    sign_in(page.context, writing.lead)
    page.goto(f"/espace/candidatures/{writing.draft.code}/")
    amount = page.get_by_label("Montant demandé")
    reach(page, amount)
    page.keyboard.press("Control+A")
    page.keyboard.type("beaucoup")
    press(page, page.get_by_role("button", name="Enregistrer"))
    page.wait_for_url("**/ecrire/")
    focused = page.locator("[data-focus]").first
    expect(focused).to_be_focused()
    expect(amount).to_have_value("beaucoup")


def test_a_file_is_scored_and_handed_in(page, sign_in):
    reading = stage.set_reading()
    sign_in(page.context, reading.reader)
    page.goto("/comite/")
    press(page, page.get_by_role("link", name="Jardins des rives"))
    for criterion, score in [("Ancrage", "4"), ("Alliance", "2")]:
        scale = page.get_by_role("group", name=criterion)
        reach(page, scale.get_by_role("radio").first)
        chosen = scale.get_by_role("radio", name=score, exact=True)
        while not chosen.is_checked():
            page.keyboard.press("ArrowRight")
    # The total follows as one scores: (3·4/5 + 1·2/5) / 4 = 70 out of 100.
    expect(page.locator("[data-total-here]")).to_have_text("70")
    write(page, page.get_by_label("Commentaire pour le comité"), "Une vraie alliance.")
    press(page, page.get_by_role("button", name="Rendre ma lecture"))
    expect(page.get_by_text("Votre lecture est rendue. Merci !")).to_be_visible()
    assert Review.objects.get(pk=reading.first.pk).status == Review.Status.DONE


@pytest.mark.parametrize("width", [390, 800, 1280])
def test_the_header_is_walked_in_the_order_the_eye_reads(page: Page, width: int):
    page.set_viewport_size({"width": width, "height": 800})
    page.goto("/projets/")
    boxes = page.locator("header.site").evaluate(
        "header => [...header.querySelectorAll('a, input[type=search], button.link')]"
        ".map(each => each.getBoundingClientRect()).map(box => [box.bottom, box.top, box.left])"
    )
    for (_low, above, left), (bottom, _top, right) in pairwise(boxes):
        assert bottom > above, "the next one is not a line higher"
        assert right > left or _top > above, "on one line, it is further on"
