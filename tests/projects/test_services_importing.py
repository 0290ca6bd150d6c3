"""What a row means among projects of the past and what was paid to them."""

import pytest
from django.utils import timezone

from maillage.actors.models import Organisation
from maillage.core.refusal import Refusal
from maillage.imports.services import undo_import
from maillage.programmes.models import Phase
from maillage.projects.models import Ally, PastPayment, Project
from maillage.projects.services import PaymentImporter, ProjectImporter
from maillage.territories.models import Territory
from tests.factories.accounts import OfficerFactory
from tests.factories.actors import OrganisationFactory
from tests.factories.applications import ApplicationFactory
from tests.factories.programmes import PhaseFactory
from tests.factories.projects import AllyFactory, ProjectFactory
from tests.factories.territories import TerritoryFactory
from tests.factories.themes import ThemeFactory
from tests.imports.lines import applied, line

pytestmark = pytest.mark.django_db
HEAD = "Titre;En deux phrases;Phase;Chef de file;Partenaires;Territoires;Thèmes;Début;Fin;Montant accordé;Publié le"


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

    def test_a_known_project_gets_the_places_and_themes_it_lacks(self, past):
        known = ProjectFactory(title="Deux rives", phase=Phase.objects.get())
        known.territories.add(Territory.objects.get(name="Ndem"))
        found = line(ProjectImporter, HEAD, 'Deux rives;;1;;;"Calvados|Ndem";Semences;;;;')
        assert found.differences == [["Territoires", "", "Calvados"], ["Thèmes", "", "Semences"]]
        applied(ProjectImporter, HEAD, 'Deux rives;;1;;;"Calvados\nNdem";Semences;;;;')
        assert (known.territories.count(), known.themes.count()) == (2, 1)
        assert line(ProjectImporter, HEAD, "Deux rives;;1;;;Ndem;;;;;").state == "unchanged"

    def test_a_known_project_is_published_on_its_day(self):
        known = ProjectFactory(title="Deux rives", status="opened", published_at=None)
        found = line(ProjectImporter, "Titre;Publié le", "Deux rives;15/01/2020")
        assert found.differences == [["Publié le", "", "15 janvier 2020"]]
        applied(ProjectImporter, "Titre;Publié le", "Deux rives;15/01/2020")
        known.refresh_from_db()
        assert (known.status, known.published_at.date().isoformat()) == ("published", "2020-01-15")
        assert (
            line(ProjectImporter, "Titre;Publié le", "Deux rives;15/01/2020").state == "unchanged"
        )

    def test_results_come_before_the_page_of_a_project_that_won_a_call(self):
        won = ApplicationFactory(call__decided_at=None)
        ProjectFactory(
            title="Deux rives", application=won, call=won.call, status="opened", published_at=None
        )
        found = line(ProjectImporter, "Titre;Publié le", "Deux rives;2020")
        assert "Annoncez d’abord les résultats" in found.problems[0]

    def test_one_leads(self, past):
        known = ProjectFactory(title="Deux rives", phase=Phase.objects.get())
        AllyFactory(project=known, organisation__name="Haies")
        for cells in ("Rives;", ";Haies"):
            found = line(ProjectImporter, HEAD, f"Deux rives;;1;{cells};;;;;;")
            assert "n’a qu’un chef de file : Haies" in found.problems[0].replace("\xa0", " ")
        found = line(ProjectImporter, HEAD, "Deux rives;;1;Rives ; Mairie;;;;;;;")
        assert "n’a qu’un chef de file" in found.problems[0]
        assert line(ProjectImporter, HEAD, "Deux rives;;1;Haies;;;;;;;").state == "unchanged"

    def test_a_partner_takes_the_lead(self, past):
        known = ProjectFactory(title="Deux rives", phase=Phase.objects.get())
        rives = Organisation.objects.get(name="Rives")
        ally = AllyFactory(project=known, organisation=rives, role=Ally.Role.PARTNER)
        applied(ProjectImporter, HEAD, "Deux rives;;1;Rives;;;;;;;")
        ally.refresh_from_db()
        assert ally.role == Ally.Role.LEAD

    def test_of_two_projects_of_one_title_the_phase_says_which(self, past):
        for number in (1, 2):
            ProjectFactory(
                title="Haies",
                phase=Phase.objects.get_or_create(
                    number=number, defaults={"programme": Phase.objects.get(number=1).programme}
                )[0],
            )
        found = line(ProjectImporter, "Titre;Source", "Haies;rapport")
        assert "Donnez la phase" in found.problems[0]
        assert line(ProjectImporter, "Titre;Phase;Source", "Haies;2;rapport").state == "changed"

    def test_two_lines_about_one_project(self, past):
        ProjectFactory(title="Deux rives", phase=Phase.objects.get())
        found = line(ProjectImporter, "Titre;Phase;Source", "Deux rives;1;a", "Deux rives;;b")
        assert "répète la ligne 2" in found.problems[0]

    def test_dates_are_checked_with_those_that_are_known(self):
        ProjectFactory(title="Deux rives", starts_on="2020-01-01")
        found = line(ProjectImporter, "Titre;Fin", "Deux rives;2019")
        assert "La fin ne peut pas précéder" in found.problems[0]

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

    def test_of_two_projects_of_one_title_the_address_says_which(self):
        for number in (1, 2):
            ProjectFactory(title="Haies", slug=f"haies-{number}")
        found = line(PaymentImporter, self.HEAD, "Haies;2019;100;")
        assert "haies-1 ; haies-2" in found.problems[0].replace("\xa0", " ")
        of = applied(PaymentImporter, self.HEAD, "haies-2;2019;100;")
        assert of.lines.get().label.replace("\u202f", " ") == "Haies, 100 €"
        assert PastPayment.objects.get().project.slug == "haies-2"

    def test_a_refund_is_negative_however_it_is_written(self):
        ProjectFactory(title="Deux rives")
        applied(PaymentImporter, self.HEAD, "Deux rives;2019;−12,50;", "Deux rives;2019;-5;")
        assert set(PastPayment.objects.values_list("amount_cents", flat=True)) == {-1250, -500}

    def test_every_fault_of_a_line_is_told_at_once(self):
        found = line(PaymentImporter, self.HEAD, "Inconnu;demain;;")
        assert len(found.problems) == 3

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
