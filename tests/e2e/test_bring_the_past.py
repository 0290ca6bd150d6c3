"""An officer brings ten years of a network: template, file, what is wrong, import, public page, undo."""

from io import BytesIO

import pytest
from django.core.management import call_command
from django_tasks_db.models import DBTaskResult
from openpyxl import Workbook, load_workbook
from playwright.sync_api import expect

from maillage.actors.models import Organisation
from maillage.mail.models import Message
from maillage.web.desk import imports
from tests.factories.accounts import OfficerFactory
from tests.factories.territories import CommuneFactory

pytestmark = pytest.mark.django_db(transaction=True)
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def saved(book):
    out = BytesIO()
    book.save(out)
    return out.getvalue()


def hand_in(page, data, name="membres.xlsx", kind="Organisations"):
    page.goto("/pilotage/imports/")
    page.get_by_label(kind, exact=True).check()
    file = {"name": name, "mimeType": XLSX, "buffer": data}
    page.get_by_label("Fichier", exact=True).set_input_files(file)
    page.get_by_role("button", name="Voir ce que ferait ce fichier").click()


def taken(page, link):
    """The workbook behind a link, as the officer's spreadsheet opens it."""
    with page.expect_download() as waiting:
        page.get_by_role("link", name=link).click()
    return load_workbook(BytesIO(waiting.value.path().read_bytes()))


def line(page, name):
    return page.get_by_role("row").filter(has=page.get_by_role("rowheader", name=name, exact=True))


def test_from_the_template_to_the_public_page_and_back(context_of, sign_in, axe):
    CommuneFactory(name="Caen", label="Caen (Calvados)")
    page = sign_in(context_of(), OfficerFactory()).new_page()

    # The officer starts from the template, and leaves its example in by mistake.
    page.goto("/pilotage/imports/")
    expect(page.get_by_text("Aucun fichier pour l’instant.")).to_be_visible()
    axe(page)
    book = taken(page, "Organisations (xlsx)")
    sheet = book.worksheets[0]
    rives = ["Élan des Rives", "", "association", "73282932000074", "", "", "caen (calvados)"]
    sheet.append([*rives, "44267"])
    sheet.append(["Haies vives", "", "asso", "4,43062E+13", "", "", "Caen"])
    hand_in(page, saved(book))

    # Each line says in its own words what it would do, or what is wrong with it.
    expect(page.get_by_text("3 lignes : 1 à ajouter, 2 à corriger.")).to_be_visible()
    expect(line(page, "Élan des Rives")).to_contain_text("Membre depuis : 12 mars 2021")
    expect(line(page, "Haies vives")).to_contain_text("« asso » n’est pas une sorte d’acteur")
    expect(line(page, "Haies vives")).to_contain_text("le tableur a arrondi ce numéro")
    expect(line(page, "Association Exemple des Rives")).to_contain_text("C’est l’exemple du modèle")
    axe(page)
    page.get_by_label("Lignes", exact=True).select_option("wrong")
    expect(line(page, "Élan des Rives")).to_have_count(0)
    assert not Organisation.objects.exists()

    # The wrong lines are taken, mended and handed in; the right one is imported by the keyboard.
    mend = taken(page, "Prendre les lignes à corriger (xlsx)")
    page.get_by_role("button", name="Importer la ligne juste").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_text("Personne n’a reçu de message.")).to_be_visible()
    sheet = mend.worksheets[0]
    sheet.delete_rows(2)
    sheet["C2"], sheet["D2"] = "association", "552100554"
    hand_in(page, saved(mend), "corrigées.xlsx")
    expect(page.get_by_text("1 ligne : 1 à ajouter.")).to_be_visible()
    page.get_by_role("button", name="Importer la ligne juste").click()

    # Everybody sees both; nobody was written to.
    visitor = context_of().new_page()
    visitor.goto("/acteurs/elan-des-rives/")
    expect(visitor.get_by_role("heading", level=1)).to_have_text("Élan des Rives")
    expect(visitor.get_by_text("Caen").first).to_be_visible()
    assert visitor.goto("/acteurs/haies-vives/").status == 200
    assert not Message.objects.exists()

    # The first import is taken back, whole.
    page.goto("/pilotage/imports/")
    page.get_by_role("link", name="membres.xlsx").click()
    page.get_by_role("button", name="Annuler tout l’import").click()
    expect(page.get_by_text("tout est comme avant")).to_be_visible()
    axe(page)
    assert visitor.goto("/acteurs/elan-des-rives/").status == 404
    assert visitor.goto("/acteurs/haies-vives/").status == 200


def test_a_long_file_on_a_phone_in_the_dark(context_of, sign_in, axe, monkeypatch):
    """The worker reads it; the page says so, waits, and shows the lines without being asked."""
    monkeypatch.setattr(imports, "AT_ONCE", 2)
    phone = {"viewport": {"width": 390, "height": 844}, "color_scheme": "dark"}
    page = sign_in(context_of(**phone), OfficerFactory()).new_page()
    book = Workbook()
    book.active.append(["Nom"])
    for number in range(60):
        book.active.append([f"Association {number}"])
    hand_in(page, saved(book))
    expect(page.get_by_text("Lecture du fichier : en cours depuis")).to_be_visible()
    axe(page)
    work()
    expect(page.get_by_text("60 lignes : 60 à ajouter.")).to_be_visible(timeout=15_000)
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    axe(page)
    page.get_by_role("button", name="Importer les 60 lignes justes").click()
    expect(page.get_by_text("Import : en cours depuis")).to_be_visible()
    work()
    expect(page.get_by_text("60 lignes : 60 ajoutées.")).to_be_visible(timeout=15_000)
    assert Organisation.objects.count() == 60


def test_without_javascript(no_js, sign_in):
    page = sign_in(no_js, OfficerFactory()).new_page()
    hand_in(page, b"Nom;SIREN\nRives;\nFaux;123\n", "membres.csv")
    page.get_by_label("Lignes", exact=True).select_option("wrong")
    page.get_by_role("button", name="Chercher").click()
    expect(line(page, "Rives")).to_have_count(0)
    page.get_by_role("button", name="Importer la ligne juste").click()
    page.get_by_role("button", name="Annuler tout l’import").click()
    expect(page.get_by_text("Tout cela est annulé.")).to_be_visible()


def work():
    """What the worker does when it looks at its queue."""
    assert DBTaskResult.objects.ready().exists()
    call_command("db_worker", batch=True, interval=0, startup_delay=False, verbosity=0)
