"""Take the pictures of the README and of the guide, on a fresh demonstration (make screenshots).

A picture is taken again whenever a page changes, never edited by hand. What chance draws (codes)
and what the clock says (hours) is replaced by one code and one hour before each picture: taken
twice on one day, the pictures are the same to the byte. Days stay, the examples follow them.
"""

import os
import sys
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory

from playwright.sync_api import (
    Browser,
    BrowserContext,
    FilePayload,
    Page,
    StorageState,
    sync_playwright,
)

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

    @property
    def file(self) -> Path:
        folder = "docs/images" if self.name in {"home", "committee"} else "docs/guide/images"
        return ROOT / folder / f"{self.name}.png"


DRAFT, FILE, NEXT = "Cuisines de quartier", "Jardins nourriciers", "Radio des quartiers"
CHOSEN = ("Jardins nourriciers", "Lycées agricoles")
REASONS = "Décision d’exemple, écrite pour les images du guide."
STEADY = """() => {
  const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walk.nextNode()) {
    const text = walk.currentNode;
    text.data = text.data
      .replace(/\\b[A-HJKMNP-Z2-9]{10}\\b/g, "K7M4P2QX9T")
      .replace(/\\b\\d{1,2}(\\sh\\s)\\d{2}\\b/g, "10$130");
  }
}"""
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
    Shot("deposee", "/espace/candidatures/", "porteuse", (NEXT,)),
    Shot("lectures", "/comite/", "lecteur", size=(1280, 640)),
    Shot("noter", "/comite/", "lecteur", (NEXT,)),
    Shot("decider", f"/comite/comites/{CLOSED}/", "presidence", (f"Décider : {FILE}",)),
    Shot("aujourdhui", "/pilotage/", "responsable", size=(1280, 640)),
    Shot("appel-pilotage", f"/pilotage/appels/{CLOSED}/", "responsable"),
    Shot("preparer-un-appel", "/pilotage/appels/", "responsable", ("Préparer un appel",)),
    Shot("confier", "/pilotage/candidatures/", "responsable", (FILE,)),
    Shot("personnes", "/pilotage/personnes/", "responsable", size=(1280, 640)),
    Shot("reseau", "/pilotage/reseau/", "responsable"),
    Shot("textes", "/pilotage/textes/", "responsable"),
    Shot("envois", "/pilotage/envois/", "responsable", size=(1280, 640)),
    Shot("reprendre", "/pilotage/imports/", "responsable"),
    Shot("journal", "/pilotage/journal/?q=Jardins", "responsable", size=(1280, 640)),
)
# Taken once a file is handed in, of which two lines are to be corrected.
PAST = """Membres du réseau, tableau de suivi
Nom;Type;N° SIRET;Ville;Membre depuis;Site;Remarques
Les Jardins de la Rade (exemple);association;73282932000074;Caen (Calvados);44267;jardins.example;
Batik International;association;;;2012;nouveau-site.example;vu en mars
Grdr;;;;;;
Coopérative des Haies (exemple);coopérative;4,43062E+13;Trifouilly;bientôt;;
Les Jardins de la Rade;;732 829 320;;;;à vérifier
"""
BROUGHT = (Shot("apercu", "/pilotage/imports/", "responsable", ("membres.csv",), size=(1280, 960)),)
# Taken once the chair has decided everything, which no other picture may show.
DECIDED = (
    Shot("annoncer", f"/pilotage/appels/{CLOSED}/annoncer/", "responsable", size=(1280, 640)),
)


@dataclass
class Photographer:
    """A browser on a served demonstration, where everybody signs in once."""

    browser: Browser
    address: str
    sessions: dict[str, StorageState] = field(default_factory=dict)

    def open(self, shot: Shot) -> BrowserContext:
        return self.browser.new_context(
            base_url=self.address,
            locale="fr-FR",
            timezone_id="Europe/Paris",
            viewport={"width": shot.size[0], "height": shot.size[1]},
            color_scheme="dark" if shot.dark else "light",
            reduced_motion="reduce",
            storage_state=self.session(shot.who) if shot.who else None,
        )

    def session(self, who: str) -> StorageState:
        if who not in self.sessions:
            context = self.browser.new_context(base_url=self.address, locale="fr-FR")
            sign_in(context.new_page(), who)
            self.sessions[who] = context.storage_state()
            context.close()
        return self.sessions[who]

    def take(self, shot: Shot) -> None:
        context = self.open(shot)
        page = context.new_page()
        page.goto(shot.path)
        for link in shot.links:
            page.get_by_role("link", name=link).first.click()
        page.wait_for_load_state("networkidle")
        page.evaluate(STEADY)
        shot.file.parent.mkdir(parents=True, exist_ok=True)
        page.screenshot(path=shot.file, animations="disabled")
        context.close()
        print(f"{shot.file.relative_to(ROOT)}: {shot.file.stat().st_size // 1000} kB")

    def bring_past(self) -> None:
        """As the network's team: a file of members, shown and not imported."""
        desk = Shot("", "/pilotage/imports/", "responsable")
        context = self.open(desk)
        page = context.new_page()
        page.goto(desk.path)
        page.get_by_label("Organisations", exact=True).check()
        file = FilePayload(name="membres.csv", mimeType="text/csv", buffer=PAST.encode())
        page.get_by_label("Fichier", exact=True).set_input_files(file)
        page.get_by_role("button", name="Voir ce que ferait ce fichier").click()
        page.wait_for_load_state("networkidle")
        context.close()

    def decide_everything(self) -> None:
        """As the chair: some accepted within the envelope, the others declined, with reasons."""
        committee = Shot("", f"/comite/comites/{CLOSED}/", "presidence")
        context = self.open(committee)
        page = context.new_page()
        page.goto(committee.path)
        links = page.get_by_role("link", name="Décider : ")
        pages = [link.get_attribute("href") or "" for link in links.all()]
        for path in pages:
            page.goto(path)
            decide(page)
        context.close()


def main() -> None:
    executable = find_chromium()
    if executable is None:
        sys.exit("Maillage: no chromium on this machine: apt install chromium.")
    with TemporaryDirectory() as folder, serving(Path(folder)) as address, sync_playwright() as pw:
        arguments = ["--no-sandbox"] if os.geteuid() == 0 else []
        browser = pw.chromium.launch(executable_path=executable, args=arguments)
        photographer = Photographer(browser, address)
        for shot in SHOTS:
            photographer.take(shot)
        photographer.bring_past()
        for shot in BROUGHT:
            photographer.take(shot)
        photographer.decide_everything()
        for shot in DECIDED:
            photographer.take(shot)
        browser.close()


def sign_in(page: Page, who: str) -> None:
    page.goto("/compte/connexion/")
    page.locator("[name=login]").fill(f"{who}@demo.example")
    page.locator("[name=password]").fill(PASSWORD)
    page.locator("[name=password]").press("Enter")
    page.wait_for_url(lambda url: "connexion" not in url)


def decide(page: Page) -> None:
    accepted = page.locator("h1").inner_text().startswith(CHOSEN)
    page.get_by_label("retenue" if accepted else "non retenue", exact=True).check()
    if not accepted:
        page.get_by_label("Montant accordé").fill("")
    page.get_by_label("Raisons").fill(REASONS)
    page.get_by_role("button", name="Enregistrer la décision").click()
    page.wait_for_load_state("networkidle")


if __name__ == "__main__":
    main()
