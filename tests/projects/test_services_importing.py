"""What a row means among projects of the past and what was paid to them."""

import pytest
from django.utils import timezone

from maillage.core.refusal import Refusal
from maillage.core.tables import read_table
from maillage.imports.services import apply_import, prepare_import, undo_import
from maillage.projects.models import Ally, PastPayment, Project
from maillage.projects.services import PaymentImporter, ProjectImporter
from tests.factories.accounts import OfficerFactory
from tests.factories.actors import OrganisationFactory
from tests.factories.programmes import PhaseFactory
from tests.factories.projects import ProjectFactory
from tests.factories.territories import TerritoryFactory
from tests.factories.themes import ThemeFactory

pytestmark = pytest.mark.django_db
HEAD = "Titre;En deux phrases;Phase;Chef de file;Partenaires;Territoires;Thèmes;Début;Fin;Montant accordé;Publié le"


def shown(importer, *lines):
    data = "\n".join(lines).encode()
    by, at = OfficerFactory(), timezone.now()
    return prepare_import(importer(), read_table(data), name="f.csv", by=by, at=at)


def applied(importer, *lines):
    of = shown(importer, *lines)
    return apply_import(importer(), of, by=OfficerFactory(), at=timezone.now())


def line(importer, *lines):
    return shown(importer, *lines).lines.last()


@pytest.fixture
def past():
    """Phase 1, an association, a town hall, a département and a theme."""
    PhaseFactory(number=1)
    OrganisationFactory(name="Rives")
    OrganisationFactory(name="Mairie")
    TerritoryFactory(name="Calvados", label="Calvados")
    TerritoryFactory(kind="place", name="Ndem", label="Ndem, Sénégal", country_code="SN")
    ThemeFactory(name="Semences")


WHOLE = 'Deux rives;Un résumé.;1;Rives;Mairie;"Calvados ; Ndem, Sénégal";semences;01/02/2019;31/12/2019;12 000;15/01/2020'


class TestProjects:
    def test_a_whole_project_with_its_alliance(self, past):
        applied(ProjectImporter, HEAD, WHOLE)
        project = Project.objects.get()
        assert (project.slug, project.title_key) == ("deux-rives", "deux rives")
        assert (project.granted_cents, project.status) == (1_200_000, "published")
        assert project.published_at.date().isoformat() == "2020-01-15"
        assert {a.organisation.name: a.role for a in project.allies.all()} == {
            "Rives": Ally.Role.LEAD,
            "Mairie": Ally.Role.PARTNER,
        }
        assert project.territories.count() == 2
        assert project.themes.get().name == "Semences"

    def test_brought_again_nothing_changes_and_undone_all_is_gone(self, past):
        of = applied(ProjectImporter, HEAD, WHOLE)
        assert line(ProjectImporter, HEAD, WHOLE).state == "unchanged"
        undo_import(ProjectImporter(), of, by=OfficerFactory(), at=timezone.now())
        assert not Project.objects.exists()
        assert not Ally.objects.exists()

    def test_without_a_day_of_publication_it_waits_for_the_team(self, past):
        applied(ProjectImporter, "Titre;Résumé;Phase", "Deux rives;Un résumé.;1")
        assert Project.objects.get().status == "opened"

    def test_a_known_project_gets_what_it_lacks(self, past):
        known = ProjectFactory(title="Deux rives", title_key="deux rives")
        found = line(ProjectImporter, "Titre;Montant;Chef de file", "DEUX RIVES;12 000;Rives")
        told = [[cell.replace("\u202f", " ") for cell in d] for d in found.differences]
        assert ["Montant accordé", "", "12 000 €"] in told
        assert ["chef de file", "", "Rives"] in told
        of = applied(ProjectImporter, "Titre;Montant;Chef de file", "Deux rives;12 000;Rives")
        known.refresh_from_db()
        assert (known.granted_cents, known.allies.count()) == (1_200_000, 1)
        undo_import(ProjectImporter(), of, by=OfficerFactory(), at=timezone.now())
        known.refresh_from_db()
        assert (known.granted_cents, known.allies.count()) == (None, 0)

    @pytest.mark.parametrize(
        ("cells", "sentence"),
        [
            (";Résumé;1;;;;;;;;", "Le titre manque"),
            ("Deux rives;;1;;;;;;;;", "Le résumé manque"),
            ("Deux rives;Résumé;;;;;;;;;", "Le numéro de phase manque"),
            ("Deux rives;Résumé;9;;;;;;;;", "La phase « 9 » n’existe pas"),
            ("Deux rives;Résumé;1;Inconnue;;;;;;;", "n’est pas dans l’annuaire"),
            ("Deux rives;Résumé;1;;;Nulle part;;;;;", "n’est pas un territoire connu"),
            ("Deux rives;Résumé;1;;;;Truc;;;;", "n’est pas un thème d’ici"),
            ("Deux rives;Résumé;1;;;;;2020;2019;;", "La fin ne peut pas précéder"),
            ("Deux rives;Résumé;1;;;;;;;beaucoup;", "n’est pas un montant"),
            ("Deux rives;Résumé;1;;;;;;;-5;", "négatif"),
        ],
    )
    def test_each_fault_has_its_sentence(self, past, cells, sentence):
        found = line(ProjectImporter, HEAD, cells)
        assert found.state == "wrong"
        assert any(sentence in p.replace("\xa0", " ") for p in found.problems)


class TestPayments:
    HEAD = "Projet;Payé le;Montant;Libellé"

    def test_paid_once_however_often_it_is_brought(self):
        project = ProjectFactory(title="Deux rives")
        applied(PaymentImporter, self.HEAD, "deux rives;15/03/2019;6 000,50;première tranche")
        paid = PastPayment.objects.get()
        assert (paid.project, paid.amount_cents) == (project, 600_050)
        assert str(paid) == "Deux rives, 2019-03-15"
        again = line(PaymentImporter, self.HEAD, "Deux rives;43539;6000.5;Première tranche")
        assert again.state == "unchanged"

    def test_undone_it_is_gone_and_a_project_paid_cannot_be_undone_under_it(self):
        PhaseFactory(number=1)
        first = applied(ProjectImporter, "Titre;Résumé;Phase", "Deux rives;Un résumé.;1")
        paid = applied(PaymentImporter, self.HEAD, "Deux rives;2019;100;")
        with pytest.raises(Refusal, match="Deux rives"):
            undo_import(ProjectImporter(), first, by=OfficerFactory(), at=timezone.now())
        undo_import(PaymentImporter(), paid, by=OfficerFactory(), at=timezone.now())
        assert not PastPayment.objects.exists()
        undo_import(ProjectImporter(), first, by=OfficerFactory(), at=timezone.now())
        assert not Project.objects.exists()

    @pytest.mark.parametrize(
        ("cells", "sentence"),
        [
            ("Inconnu;2019;100;", "Aucun projet ne s’appelle"),
            (";2019;100;", "Le titre du projet manque"),
            ("Deux rives;;100;", "La date du paiement manque"),
            ("Deux rives;2019;;", "Le montant manque"),
            ("Deux rives;2019;0;", "ou il est nul"),
            ("Deux rives;demain;100;", "n’est pas une date"),
            ("Haies;2019;100;", "Plusieurs projets s’appellent"),
        ],
    )
    def test_each_fault_has_its_sentence(self, cells, sentence):
        for title in ("Deux rives", "Haies", "Haies"):
            ProjectFactory(title=title)
        found = line(PaymentImporter, self.HEAD, cells)
        assert any(sentence in problem for problem in found.problems)
