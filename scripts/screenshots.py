"""Take the pictures of the README and of the guide, on a fresh demonstration (make screenshots).

A picture is taken again whenever a page changes, never edited by hand.
"""

import os
import sys
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from playwright.sync_api import Browser, Page, sync_playwright

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from tests.e2e.serving import find_chromium, serving  # noqa: E402 -- the path comes first

PASSWORD = "demonstration"
OPEN, CLOSED = "alliances-de-territoire", "alliances-de-territoire-precedent"
DESKTOP, PHONE = (1280, 800), (390, 844)


@dataclass(frozen=True)
class Shot:
    """A picture: where it goes, who looks, from which page, through which links."""

    name: str
    path: str
    who: str = ""
    links: tuple[str, ...] = ()
    size: tuple[int, int] = DESKTOP
    dark: bool = False
    full: bool = False

    @property
    def file(self) -> Path:
        folder = "docs/images" if self.name in {"home", "committee"} else "docs/guide/images"
        return ROOT / folder / f"{self.name}.png"


DRAFT, FILE, NEXT = "Cuisines de quartier", "Jardins nourriciers", "Radio des quartiers"
SHOTS = (
    Shot("home", "/"),
    Shot("committee", f"/comite/comites/{CLOSED}/", "presidence"),
    Shot("appel", f"/appels/{OPEN}/"),
    Shot("telephone", f"/appels/{OPEN}/", size=PHONE),
    Shot("projets-sombre", "/projets/", dark=True),
    Shot("projet", "/projets/semences-paysannes-alpes-maritimes-ndem/"),
    Shot("connexion", "/compte/connexion/", size=(1280, 640)),
    Shot("espace", "/espace/", "porteuse", size=(1280, 640)),
    Shot("ecrire", "/espace/candidatures/", "porteuse", (DRAFT,)),
    Shot("alliance", "/espace/candidatures/", "porteuse", (DRAFT, "Composer l’alliance")),
    Shot("territoires", "/espace/candidatures/", "porteuse", (DRAFT, "Choisir les territoires")),
    Shot("lectures", "/comite/", "lecteur", size=(1280, 640)),
    Shot("noter", "/comite/", "lecteur", (NEXT,)),
    Shot("decider", f"/comite/comites/{CLOSED}/", "presidence", (f"Décider : {FILE}",)),
    Shot("aujourdhui", "/pilotage/", "responsable", size=(1280, 640)),
    Shot("appel-pilotage", f"/pilotage/appels/{CLOSED}/", "responsable"),
    Shot("preparer-un-appel", "/pilotage/appels/", "responsable", ("Préparer un appel",)),
    Shot("confier", "/pilotage/candidatures/", "responsable", (FILE,)),
    Shot("personnes", "/pilotage/personnes/", "responsable", size=(1280, 640)),
    Shot("reseau", "/pilotage/reseau/", "responsable"),
    Shot("envois", "/pilotage/envois/", "responsable", size=(1280, 640)),
    Shot("journal", "/pilotage/journal/", "responsable", size=(1280, 640)),
)


def main() -> None:
    executable = find_chromium()
    if executable is None:
        sys.exit("Maillage: no chromium on this machine: apt install chromium.")
    with TemporaryDirectory() as folder, serving(Path(folder)) as address, sync_playwright() as pw:
        arguments = ["--no-sandbox"] if os.geteuid() == 0 else []
        browser = pw.chromium.launch(executable_path=executable, args=arguments)
        for shot in SHOTS:
            take(browser, address, shot)
            print(f"{shot.file.relative_to(ROOT)}: {shot.file.stat().st_size // 1000} kB")
        browser.close()


def take(browser: Browser, address: str, shot: Shot) -> None:
    context = browser.new_context(
        base_url=address,
        locale="fr-FR",
        timezone_id="Europe/Paris",
        viewport={"width": shot.size[0], "height": shot.size[1]},
        color_scheme="dark" if shot.dark else "light",
        reduced_motion="reduce",
    )
    page = context.new_page()
    if shot.who:
        sign_in(page, shot.who)
    page.goto(shot.path)
    for link in shot.links:
        page.get_by_role("link", name=link).first.click()
    page.wait_for_load_state("networkidle")
    shot.file.parent.mkdir(parents=True, exist_ok=True)
    page.screenshot(path=shot.file, full_page=shot.full)
    context.close()


def sign_in(page: Page, who: str) -> None:
    page.goto("/compte/connexion/")
    page.locator("[name=login]").fill(f"{who}@demo.example")
    page.locator("[name=password]").fill(PASSWORD)
    page.locator("[name=password]").press("Enter")
    page.wait_for_url(lambda url: "connexion" not in url)


if __name__ == "__main__":
    main()
