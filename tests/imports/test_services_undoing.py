"""An import is taken back whole: the data base is as before, to the byte; or nothing of it."""

import pytest

from maillage.actors.models import Membership, Organisation, Person, Position
from maillage.actors.services import PersonImporter, change_organisation
from maillage.core.refusal import Refusal
from maillage.projects.models import Project
from maillage.projects.services import PaymentImporter, ProjectImporter
from maillage.search.models import Document
from maillage.search.services import rebuild
from tests.factories.accounts import UserFactory
from tests.factories.actors import (
    MembershipFactory,
    OrganisationFactory,
    PersonFactory,
    PositionFactory,
)
from tests.factories.programmes import PhaseFactory
from tests.factories.projects import AllyFactory, ProjectFactory
from tests.factories.territories import TerritoryFactory
from tests.factories.themes import ThemeFactory
from tests.imports.bringing import applied, everything, officer, undone, verbs

pytestmark = pytest.mark.django_db


class TestAsBefore:
    def test_organisations_and_memberships(self):
        rives = OrganisationFactory(name="Rives", name_key="rives", website="")
        MembershipFactory(organisation__name="Haies", starts_on="2019-01-01")
        MembershipFactory(organisation=rives, starts_on="2010-01-01", ends_on="2012-01-01")
        before = everything()
        rows = "Nom;Site;Membre depuis;Membre jusqu’au\nRives;rives.example;2020;\nÉlan;;2021;\nHaies;;2018;2020"
        done = applied(rows.encode())
        rives.refresh_from_db()
        assert rives.website == "https://rives.example"
        assert Membership.objects.count() == 4
        undone(done)
        assert everything() == before
        assert verbs()[-1] == "import.undone"
        with pytest.raises(Refusal, match="déjà annulé"):
            undone(done)

    def test_people_and_positions(self):
        UserFactory(email="b@exemple.org")
        position = PositionFactory(title="Bénévole", organisation__name="Rives")
        known = position.person
        before = everything()
        rows = [
            "Nom;Courriel;Téléphone;Organisation;Fonction;Depuis le",
            f"{known.name};{known.email};02 31 00 00 00;Rives;présidente;2020",
            "Alma;a@exemple.org;;Rives;une;2021",
            "Bob;b@exemple.org;;;;",
        ]
        done = applied("\n".join(rows).encode(), PersonImporter)
        assert Person.objects.count() == 3
        assert Person.objects.get(name="Bob").user.email == "b@exemple.org"
        undone(done, PersonImporter)
        assert everything() == before
        assert Position.objects.get().title == "Bénévole"

    def test_projects_with_their_alliances_and_links(self):
        PhaseFactory(number=1)
        OrganisationFactory(name="Rives")
        TerritoryFactory(name="Calvados", label="Calvados")
        ThemeFactory(name="Semences")
        ProjectFactory(title="Haies vives", status=Project.Status.OPENED, published_at=None)
        before = everything()
        rows = [
            "Titre;Résumé;Phase;Chef de file;Territoires;Thèmes;Publié le",
            "Deux rives;Un résumé.;1;Rives;Calvados;Semences;2019",
            "Haies vives;;;Rives;Calvados;Semences;2020",
        ]
        done = applied("\n".join(rows).encode(), ProjectImporter)
        known = Project.objects.get(title="Haies vives")
        assert (known.status, known.territories.count(), known.themes.count()) == (
            "published",
            1,
            1,
        )
        undone(done, ProjectImporter)
        assert everything() == before

    def test_payments(self):
        ProjectFactory(title="Deux rives")
        before = everything()
        rows = "Projet;Payé le;Montant\nDeux rives;2019;100\nDeux rives;2020;-12,50\n"
        undone(applied(rows.encode(), PaymentImporter), PaymentImporter)
        assert everything() == before


def index():
    """What may be found, and by which words."""
    fields = ("kind", "key", "title", "names", "title_words", "body_words")
    return sorted(Document.objects.values_list(*fields))


class TestFound:
    """The index is what it would be if it were made anew, after the import and after its undoing."""

    def test_organisations(self):
        rives = OrganisationFactory(name="Rives", name_key="rives", acronym="")
        rebuild()
        before = index()
        done = applied("Nom;Sigle\nRives;RDS\nÉlan;\n".encode())
        self.same_as_anew()
        assert len(index()) == len(before) + 1
        undone(done)
        rives.refresh_from_db()
        assert index() == before

    def test_projects_by_their_allies_too(self):
        PhaseFactory(number=1)
        OrganisationFactory(name="Rives")
        ProjectFactory(title="Haies vives", title_key="haies vives")
        rebuild()
        before = index()
        rows = "Titre;Résumé;Phase;Chef de file;Publié le\nDeux rives;Un résumé.;1;Rives;2019\nHaies vives;;;Rives;\n"
        done = applied(rows.encode(), ProjectImporter)
        self.same_as_anew()
        undone(done, ProjectImporter)
        assert index() == before

    def same_as_anew(self):
        kept = index()
        rebuild()
        assert index() == kept


class TestUsedSince:
    def test_what_somebody_changed_is_named_and_nothing_is_undone(self):
        done = applied()
        elan = Organisation.objects.get(siren="732829320")
        change_organisation(elan, by=officer(), name="Élan vert")
        before = everything()
        with pytest.raises(Refusal, match="Élan vert"):
            undone(done)
        assert everything() == before

    def test_what_somebody_removed_is_not_restored_by_halves(self):
        known = OrganisationFactory(name="Rives", name_key="rives")
        done = applied(b"Nom;Site\nRives;rives.example\n")
        known.delete()
        with pytest.raises(Refusal, match="a changé"):
            undone(done)

    def test_what_serves_elsewhere_is_named(self):
        done = applied()
        elan = Organisation.objects.get(siren="732829320")
        AllyFactory(organisation=elan)
        with pytest.raises(Refusal, match="Élan"):
            undone(done)
        assert Organisation.objects.filter(pk=elan.pk).exists()

    def test_of_many_five_are_named(self):
        rows = "".join(f"Association {n}\n" for n in range(8))
        done = applied(f"Nom\n{rows}".encode())
        Organisation.objects.update(summary="Autre chose.", website="https://a.example")
        with pytest.raises(Refusal, match="« Association 4 » et 3 autres"):
            undone(done)

    def test_a_membership_noted_by_hand_is_not_lost(self):
        done = applied(b"Nom\nRives\n")
        Membership.objects.create(organisation=Organisation.objects.get(), starts_on="2022-01-01")
        with pytest.raises(Refusal, match="sert ailleurs"):
            undone(done)

    def test_a_position_given_by_hand_is_not_lost(self):
        done = applied(b"Nom;Courriel\nAlma;a@exemple.org\n", PersonImporter)
        PositionFactory(person=Person.objects.get())
        with pytest.raises(Refusal, match="sert ailleurs"):
            undone(done, PersonImporter)

    @pytest.mark.parametrize("theirs", ["added", "removed"])
    def test_a_territory_somebody_added_or_removed_by_hand(self, theirs):
        PhaseFactory(number=1)
        TerritoryFactory(name="Calvados", label="Calvados")
        rows = "Titre;Résumé;Phase;Territoires\nDeux rives;Un résumé.;1;Calvados\n"
        done = applied(rows.encode(), ProjectImporter)
        territories = Project.objects.get().territories
        if theirs == "added":
            territories.add(TerritoryFactory())
        else:
            territories.clear()
        with pytest.raises(Refusal, match="Deux rives"):
            undone(done, ProjectImporter)

    def test_a_territory_somebody_added_to_a_known_project_stays(self):
        project = ProjectFactory(title="Deux rives")
        TerritoryFactory(name="Calvados", label="Calvados")
        done = applied(b"Titre;Territoires\nDeux rives;Calvados\n", ProjectImporter)
        theirs = TerritoryFactory()
        project.territories.add(theirs)
        undone(done, ProjectImporter)
        assert project.territories.get() == theirs

    def test_a_project_that_follows_one_of_the_import(self):
        PhaseFactory(number=1)
        done = applied(b"Titre;R\xc3\xa9sum\xc3\xa9;Phase\nDeux rives;Un r.;1\n", ProjectImporter)
        ProjectFactory(title="La suite", follows=Project.objects.get())
        with pytest.raises(Refusal, match="La suite"):
            undone(done, ProjectImporter)

    def test_a_person_tied_to_an_account_since(self):
        done = applied(b"Nom;Courriel\nAlma;a@exemple.org\n", PersonImporter)
        Person.objects.update(user=UserFactory())
        with pytest.raises(Refusal, match="Alma"):
            undone(done, PersonImporter)
        assert PersonFactory._meta.model.objects.exists()
