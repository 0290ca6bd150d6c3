"""Bringing the past, at the desk."""

from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone
from django_tasks_db.models import DBTaskResult
from openpyxl import load_workbook

from maillage.actors.models import Organisation
from maillage.core.tables import read_table
from maillage.imports.models import PATIENCE, Import, Line
from maillage.imports.services import ask, importers, prepare_import
from maillage.mail.models import Message
from maillage.web.desk import imports
from tests.factories.accounts import OfficerFactory
from tests.factories.actors import OrganisationFactory
from tests.factories.imports import ImportFactory

KINDS = ["organisations", "people", "projects", "payments"]
pytestmark = pytest.mark.django_db
FILE = "Nom;SIREN;Notes\nÉlan;732 829 320;à garder\nFaux;123;=1+1\n".encode()


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
    assert "2 lignes : 1 à ajouter, 1 à corriger." in page
    assert "Importer la ligne juste" in page
    assert "« 123 » n’est pas un numéro SIREN" in page
    assert "Colonnes que cet import ne reprend pas : Notes." in page
    assert "paraissent dans l’annuaire public" in page
    assert not Organisation.objects.exists()
    page = seen(desk.told("import_apply", of.code))
    assert "L’import est fait. Personne n’a reçu de message." in page
    assert "2 lignes : 1 ajoutée, 1 laissée de côté." in page
    assert Organisation.objects.get().name == "Élan"
    assert "Cet import est déjà fait." in desk.told("import_apply", of.code)
    assert "tout est comme avant" in seen(desk.told("import_undo", of.code))
    assert not Organisation.objects.exists()
    assert not Message.objects.exists()
    assert "passé.csv" in desk.see("imports")


def test_a_file_brought_by_mistake_is_thrown_away(desk):
    of = brought(desk)
    assert "Écarter ce fichier" in desk.see("import", of.code)
    assert "rien n’en est gardé" in seen(desk.told("import_discard", of.code))
    assert not Import.objects.exists()
    of = brought(desk)
    desk.told("import_apply", of.code)
    assert "Écarter ce fichier" not in desk.see("import", of.code)
    assert "s’effacent après trois mois" in seen(desk.told("import_discard", of.code))


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (b"", "vide"),
        (b"PK\x03\x04 cut", "ne s’ouvre pas"),
        (b"\xd0\xcf\x11\xe0 old", "sans mot de passe"),
        (b"Ville\nCaen\n", "Il manque : Nom"),
    ],
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
    assert "Importer la ligne" not in page


def test_the_same_lines_are_looked_at_again(desk):
    of = brought(desk, b"Nom;Organisation;Fonction\nAlma;Rives;une\n", "people")
    assert "Importez d’abord les organisations" in desk.see("import", of.code)
    OrganisationFactory(name="Rives", name_key="rives")
    page = desk.told("import_refresh", of.code)
    assert "L’aperçu est à jour." in page
    assert "Importer la ligne juste" in page


def test_what_changes_is_shown_before_and_after(desk):
    OrganisationFactory(name="Élan", website="https://avant.example", kind="ngo")
    of = brought(desk, "Nom;Site;Type\nÉlan;apres.example;entreprise\n".encode())
    page = desk.see("import", of.code)
    assert "<del>https://avant.example</del>" in page
    assert "<ins>https://apres.example</ins>" in page
    assert "<del>association</del>" in page
    assert "<ins>entreprise</ins>" in page


def test_the_lines_to_correct_are_a_file(desk):
    of = brought(desk)
    response = desk.client.get(f"/pilotage/imports/{of.code}/a-corriger/")
    rows = list(load_workbook(BytesIO(response.content)).active.iter_rows(values_only=True))
    assert rows[1][:4] == ("Faux", "123", "=1+1", "3")
    assert ".xlsx" in response["Content-Disposition"]


@pytest.mark.parametrize("kind", KINDS)
def test_a_template_is_a_file_to_start_from_and_its_example_is_right(desk, kind):
    """Only what the example names and this platform does not know is to be corrected."""
    response = desk.client.get(f"/pilotage/imports/modele/{kind}/")
    book = load_workbook(BytesIO(response.content))
    sheet = book.worksheets[0]
    sheet.cell(2, 1).value = f"{sheet.cell(2, 1).value} à nous"
    changed = BytesIO()
    book.save(changed)
    of = brought(desk, changed.getvalue(), kind)
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
def test_the_page_costs_the_same_and_shows_fifty_lines(desk, count, django_assert_num_queries):
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
    assert page.count('<th scope="row">') == min(count, 50)


def test_the_list_costs_the_same_for_one_and_three(desk, django_assert_num_queries):
    ImportFactory(by=OfficerFactory())
    desk.see("imports")
    with django_assert_num_queries(5):
        desk.see("imports")
    for kind in KINDS[1:3]:
        ImportFactory(kind=kind, by=OfficerFactory())
    with django_assert_num_queries(5):
        page = desk.see("imports")
    assert page.count('<th scope="row">') == 3


def test_a_file_whose_lines_are_erased_says_so(desk):
    of = brought(desk)
    Line.objects.all().delete()
    assert "effacées après trois mois" in desk.see("import", of.code)


class TestLongFiles:
    @pytest.fixture(autouse=True)
    def short(self, monkeypatch):
        """One line is few, two are the worker's."""
        monkeypatch.setattr(imports, "AT_ONCE", 1)

    def work(self):
        """What the worker does."""
        for waiting in DBTaskResult.objects.ready():
            waiting.task.call(*waiting.task_result.args)
            waiting.set_successful(None)

    def test_the_worker_reads_imports_and_undoes_while_the_page_says_where_it_is(self, desk):
        of = brought(desk)
        page = seen(desk.see("import", of.code))
        assert "Lecture du fichier : en cours depuis" in page
        assert "Importer la ligne" not in page
        assert "lecture du fichier" in desk.see("imports")
        self.work()
        assert "Importer la ligne juste" in desk.see("import", of.code)
        for act, word in (("import_apply", "Import"), ("import_undo", "Annulation")):
            assert f"{word} : en cours" in seen(desk.told(act, of.code))
            assert "déjà en cours" in desk.told(act, of.code)
            self.work()
        assert "annulé" in desk.see("import", of.code)

    def test_the_page_asks_for_news_and_is_drawn_whole_at_the_end(self, desk):
        of = brought(desk)
        asking = {"HX-Request": "true", "HX-Target": "doing"}
        url = f"/pilotage/imports/{of.code}/"
        part = desk.client.get(url, headers=asking).content.decode()
        assert part.lstrip().startswith('<div id="doing"')
        self.work()
        response = desk.client.get(url, headers=asking)
        assert (response["HX-Refresh"], response.content) == ("true", b"")

    def test_what_was_stopped_says_so_and_can_be_asked_again(self, desk):
        of = brought(desk)
        self.work()
        ask(of, Import.Act.APPLY, at=timezone.now() - PATIENCE)
        page = seen(desk.see("import", of.code))
        assert "Le travail s’est arrêté avant la fin : rien n’est fait à moitié." in page
        desk.told("import_apply", of.code)
        self.work()
        assert Organisation.objects.get().name == "Élan"

    def test_a_reading_that_was_stopped_is_begun_again(self, desk):
        of = brought(desk)
        Import.objects.update(asked_at=timezone.now() - PATIENCE)
        DBTaskResult.objects.all().delete()
        page = desk.see("import", of.code)
        assert "Refaire l’aperçu" in page
        assert "effacées après trois mois" not in page
        assert "Les lignes du fichier" not in page
        desk.told("import_refresh", of.code)
        self.work()
        assert "Importer la ligne juste" in desk.see("import", of.code)

    def test_why_it_is_refused_waits_on_the_page(self, desk):
        of = brought(desk)
        self.work()
        OrganisationFactory(name="Élan", name_key="elan", siren="732829320")
        desk.told("import_apply", of.code)
        self.work()
        assert "Des données ont changé depuis l’aperçu" in desk.see("import", of.code)
