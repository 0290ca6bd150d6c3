"""Bringing the past, at the desk."""

from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone
from openpyxl import load_workbook

from maillage.actors.models import Organisation
from maillage.core.tables import read_table
from maillage.imports.models import Import, Line
from maillage.imports.services import importers, prepare_import
from tests.factories.accounts import OfficerFactory
from tests.factories.actors import OrganisationFactory

KINDS = ["organisations", "people", "projects", "payments"]
pytestmark = pytest.mark.django_db
FILE = "Nom;SIREN;Notes\nÉlan;732829320;à garder\nFaux;123;=1+1\n".encode()


def given(data=FILE, name="passé.csv"):
    return SimpleUploadedFile(name, data)


def brought(desk, data=FILE, kind="organisations"):
    response = desk.post("imports", kind=kind, table=given(data))
    assert response.status_code == 302
    return Import.objects.latest("pk")


def seen(page):
    return page.replace("\N{NO-BREAK SPACE}", " ")


def test_a_file_is_shown_imported_and_undone(desk):
    assert "Aucun fichier pour l’instant." in desk.see("imports")
    of = brought(desk)
    page = seen(desk.see("import", of.code))
    assert "Importer la ligne juste" in page
    assert "« 123 » n’est pas un numéro SIREN" in page
    assert not Organisation.objects.exists()
    assert "L’import est fait. Personne n’a reçu de message." in desk.told("import_apply", of.code)
    assert Organisation.objects.get().name == "Élan"
    assert "Cet import est déjà fait." in desk.told("import_apply", of.code)
    assert "tout est comme avant" in desk.told("import_undo", of.code).replace("\xa0", " ")
    assert not Organisation.objects.exists()
    assert "passé.csv" in desk.see("imports")


@pytest.mark.parametrize(
    ("data", "sentence"),
    [(b"", "vide"), (b"PK\x03\x04 cut", "ne s’ouvre pas"), (b"Ville\nCaen\n", "Il manque : Nom")],
)
def test_a_file_that_cannot_be_read_gets_a_sentence(desk, data, sentence):
    response = desk.post("imports", kind="organisations", table=given(data))
    assert response.status_code == 422
    assert sentence in seen(response.content.decode())
    assert not Import.objects.exists()


def test_what_changed_meanwhile_is_shown_again_before_anything_is_done(desk):
    of = brought(desk)
    OrganisationFactory(name="Élan", name_key="elan", siren="732829320")
    page = desk.told("import_apply", of.code)
    assert "Des données ont changé depuis l’aperçu" in page
    assert "Importer" not in desk.see("import", of.code).split("<h1>")[1].split("figures")[0]


def test_the_lines_to_correct_are_given_back_as_they_were_with_what_is_wrong(desk):
    of = brought(desk)
    response = desk.client.get(f"/pilotage/imports/{of.code}/a-corriger/")
    rows = list(load_workbook(BytesIO(response.content)).active.iter_rows(values_only=True))
    assert rows[0] == ("Nom", "SIREN", "Notes", "Ligne", "À corriger")
    assert rows[1][:4] == ("Faux", "123", "=1+1", 3)
    assert "SIREN" in rows[1][4]


@pytest.mark.parametrize("kind", KINDS)
def test_a_template_is_a_file_to_start_from_and_its_example_is_right(desk, kind):
    """Only what the example names and this platform does not know is to be corrected."""
    response = desk.client.get(f"/pilotage/imports/modele/{kind}/")
    book = load_workbook(BytesIO(response.content))
    assert [c.value for c in book.worksheets[0][1]] == [c.label for c in importers()[kind].columns]
    assert book.worksheets[1].max_row == len(importers()[kind].columns) + 1
    of = brought(desk, response.content, kind)
    assert of.lines.count() == 1
    unknown = ("annuaire", "territoire connu", "phase", "ne s’appelle")
    assert all(any(word in p for word in unknown) for p in of.lines.get().problems)


def test_no_other_template(desk):
    assert desk.client.get("/pilotage/imports/modele/rien/").status_code == 404


def test_lines_are_narrowed_by_their_state(desk):
    of = brought(desk)
    part = desk.narrow("import", of.code, state="wrong")
    assert "Faux" in part
    assert "Élan" not in part
    assert "Rien ne correspond." in desk.see("import", of.code, state="changed")


@pytest.mark.parametrize("count", [1, 300])
def test_the_page_costs_the_same_and_shows_a_hundred_lines(desk, count, django_assert_num_queries):
    data = "Nom\n" + "".join(f"Association {n}\n" for n in range(count))
    of = prepare_import(
        importers()["organisations"](),
        read_table(data.encode()),
        name="f.csv",
        by=OfficerFactory(),
        at=timezone.now(),
    )
    desk.see("import", of.code)
    with django_assert_num_queries(7):
        page = desk.see("import", of.code)
    assert page.count('<th scope="row">') == min(count, 100)


def test_a_file_whose_lines_are_erased_says_so(desk):
    of = brought(desk)
    Line.objects.all().delete()
    assert "effacées après trois mois" in desk.see("import", of.code)
