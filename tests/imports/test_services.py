"""An import is shown, applied whole, undone whole; a file of ten years loses nothing."""

import pytest
from django.utils import timezone

from maillage.actors.models import Membership, Organisation
from maillage.actors.services import OrganisationImporter, change_organisation
from maillage.algorithms.tabular import text
from maillage.core.refusal import Refusal
from maillage.core.tables import read_table
from maillage.imports.models import Import, Line
from maillage.imports.queries import tallies
from maillage.imports.services import (
    StaleRefusal,
    apply_import,
    prepare_import,
    refresh_import,
    undo_import,
)
from maillage.imports.tasks import KEPT, forget_old_lines
from maillage.journal.models import Entry
from maillage.mail.models import Message
from tests.factories.accounts import OfficerFactory
from tests.factories.actors import OrganisationFactory
from tests.factories.projects import AllyFactory
from tests.factories.territories import CommuneFactory, TerritoryFactory
from tests.messy import as_file, messy_rows

pytestmark = pytest.mark.django_db
FILE = "Nom;SIREN;Membre depuis\nÉlan;732 829 320;12/03/2021\nRives;;\n".encode()


def shown(data=FILE, importer=OrganisationImporter):
    return prepare_import(
        importer(), read_table(data), name="passé.csv", by=OfficerFactory(), at=timezone.now()
    )


def applied(data=FILE, importer=OrganisationImporter):
    done = shown(data, importer)
    return apply_import(importer(), done, by=OfficerFactory(), at=timezone.now())


def undone(done, importer=OrganisationImporter):
    return undo_import(importer(), done, by=OfficerFactory(), at=timezone.now())


def counts(of):
    return {tally.state: tally.lines for tally in tallies(of)}


def verbs():
    return list(Entry.objects.order_by("pk").values_list("verb", flat=True))


class TestPreview:
    def test_nothing_is_changed(self):
        of = shown()
        assert counts(of) == {"added": 2, "changed": 0, "unchanged": 0, "wrong": 0}
        assert not Organisation.objects.exists()
        assert verbs() == ["import.prepared"]

    def test_a_column_that_is_needed_is_asked_for(self):
        with pytest.raises(Refusal, match=r"Il manque\s: Nom"):
            shown(b"Ville;SIREN\nCaen;\n")

    def test_drawn_up_again_it_sees_what_changed(self):
        of = shown()
        OrganisationFactory(name="Rives", name_key="rives")
        refresh_import(OrganisationImporter(), of, by=OfficerFactory())
        assert counts(of)["unchanged"] == 1


class TestApply:
    def test_all_of_it_in_one_line_of_the_journal_and_no_message(self):
        of = applied()
        elan = Organisation.objects.get(siren="732829320")
        assert (elan.name, elan.status, elan.name_key) == ("Élan", "listed", "elan")
        assert elan.memberships.get().starts_on.isoformat() == "2021-03-12"
        assert of.status == Import.Status.APPLIED
        assert verbs() == ["import.prepared", "import.applied"]
        assert not Message.objects.exists()

    def test_the_same_file_again_changes_nothing(self):
        applied()
        assert counts(shown())["unchanged"] == 2
        with pytest.raises(Refusal, match="rien à importer"):
            applied()

    def test_pressed_twice_it_is_done_once(self):
        of = applied()
        with pytest.raises(Refusal, match="déjà fait"):
            apply_import(OrganisationImporter(), of, by=OfficerFactory(), at=timezone.now())
        with pytest.raises(Refusal, match="déjà fait"):
            refresh_import(OrganisationImporter(), of, by=OfficerFactory())
        assert Organisation.objects.count() == 2

    def test_nobody_gets_something_else_than_what_they_were_shown(self):
        of = shown()
        OrganisationFactory(name="Rives", name_key="rives")
        with pytest.raises(StaleRefusal, match="ont changé depuis l’aperçu"):
            apply_import(OrganisationImporter(), of, by=OfficerFactory(), at=timezone.now())
        assert Organisation.objects.count() == 1

    def test_wrong_lines_are_left_out(self):
        applied(b"Nom;SIREN\nJuste;\n;\nFaux;123\n")
        assert list(Organisation.objects.values_list("name", flat=True)) == ["Juste"]


class TestUndo:
    def test_everything_is_as_before(self):
        old = OrganisationFactory(name="Rives", name_key="rives", website="")
        done = applied("Nom;Site;Membre depuis\nRives;rives.example;2020\nÉlan;;2021\n".encode())
        old.refresh_from_db()
        assert old.website == "https://rives.example"
        undone(done)
        old.refresh_from_db()
        assert (old.website, Organisation.objects.get(), Membership.objects.count()) == ("", old, 0)
        assert verbs()[-1] == "import.undone"
        with pytest.raises(Refusal, match="déjà annulé"):
            undone(done)

    def test_what_somebody_changed_since_is_named_and_nothing_is_undone(self):
        done = applied()
        elan = Organisation.objects.get(siren="732829320")
        change_organisation(elan, by=OfficerFactory(), name="Élan vert")
        with pytest.raises(Refusal, match="Élan vert"):
            undone(done)
        assert Organisation.objects.count() == 2

    def test_what_serves_elsewhere_since_is_named_and_nothing_is_undone(self):
        done = applied()
        elan = Organisation.objects.get(siren="732829320")
        AllyFactory(organisation=elan)
        with pytest.raises(Refusal, match="Élan"):
            undone(done)
        assert Organisation.objects.filter(pk=elan.pk).exists()

    def test_a_membership_noted_since_by_hand_is_not_lost(self):
        done = applied(b"Nom\nRives\n")
        Membership.objects.create(organisation=Organisation.objects.get(), starts_on="2022-01-01")
        with pytest.raises(Refusal, match="sert ailleurs"):
            undone(done)

    def test_it_can_be_undone_as_long_as_its_lines_are_kept(self):
        done = applied()
        Import.objects.update(created_at=timezone.now() - 2 * KEPT)
        assert forget_old_lines() == 2
        with pytest.raises(Refusal, match="effacées"):
            undone(done)

    def test_lines_are_kept_three_months(self):
        shown()
        assert forget_old_lines() == 0
        Import.objects.update(created_at=timezone.now() - 2 * KEPT)
        assert forget_old_lines() == 2
        assert Import.objects.count() == 1


class TestFiveThousandMessyRows:
    @pytest.fixture
    def of(self):
        calvados = TerritoryFactory(name="Calvados", slug="calvados", code="14", label="Calvados")
        CommuneFactory(name="Caen", code="14118", label="Caen (Calvados)", within=[calvados])
        TerritoryFactory(kind="place", name="Ndem", label="Ndem, Sénégal", country_code="SN")
        self.rows = messy_rows()
        return shown(as_file(self.rows))

    def test_each_row_ends_in_one_state_and_says_why_in_its_own_words(self, of):
        lines = list(of.lines.order_by("number"))
        assert len(lines) == len(self.rows) == 5000
        for (cells, state, sentence), line in zip(self.rows, lines, strict=True):
            said = " ".join(line.problems).replace("\N{NO-BREAK SPACE}", " ")
            assert (line.state, sentence in said) == (state, True), (cells, line.problems)
            assert bool(line.problems) == (state == "wrong")

    def test_nothing_of_the_file_is_lost(self, of):
        for (cells, _state, _sentence), line in zip(self.rows, of.lines.all(), strict=True):
            assert [text(cell) for cell in line.cells] == [text(cell) for cell in cells]

    def test_applied_then_brought_again_nothing_is_left_to_do_then_undone(
        self, of, django_assert_max_num_queries
    ):
        right = counts(of)["added"]
        assert right > 4000
        with django_assert_max_num_queries(220):  # fifty of them write the search's lines
            apply_import(OrganisationImporter(), of, by=OfficerFactory(), at=timezone.now())
        assert Organisation.objects.count() == right
        assert Organisation.objects.values("siren").distinct().count() == right
        again = shown(as_file(self.rows))
        assert counts(again)["unchanged"] == right
        undone(of)
        assert not Organisation.objects.exists()


def test_the_cost_of_a_preview_does_not_grow_with_its_lines(django_assert_num_queries):
    rows = [([f"Association {n}"], "added", "") for n in range(3)]
    with django_assert_num_queries(9):
        shown(as_file(rows[:1], ["Nom"]))
    with django_assert_num_queries(9):
        shown(as_file(rows, ["Nom"]))


def test_a_line_says_what_it_is():
    line = shown().lines.first()
    assert (str(line), str(line.of)) == ("2", "passé.csv")
    assert line.state == Line.State.ADDED
