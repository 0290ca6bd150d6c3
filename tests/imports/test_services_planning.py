"""A file is shown before anything changes; each line in one state, with what is wrong in its words."""

from datetime import date, time, timedelta
from math import nan

import pytest
from django.utils import translation

from maillage.actors.models import Organisation
from maillage.actors.services import OrganisationImporter, PersonImporter
from maillage.core.refusal import Refusal
from maillage.imports.models import Line
from maillage.imports.services import importers, refresh_import
from maillage.imports.services.planning import _kept
from maillage.projects.services import PaymentImporter, ProjectImporter
from tests.factories.actors import OrganisationFactory
from tests.factories.projects import ProjectFactory
from tests.factories.territories import CommuneFactory
from tests.imports.bringing import applied, counts, officer, problems, shown, verbs, xlsx
from tests.messy import as_file

pytestmark = pytest.mark.django_db


class TestPreview:
    def test_nothing_is_changed(self):
        of = shown()
        assert counts(of) == {"added": 2, "changed": 0, "unchanged": 0, "wrong": 0}
        assert not Organisation.objects.exists()
        assert verbs() == ["import.prepared"]

    def test_drawn_up_again_it_sees_what_changed(self):
        of = shown()
        OrganisationFactory(name="Rives", name_key="rives")
        refresh_import(OrganisationImporter(), of, by=officer())
        assert counts(of)["unchanged"] == 1
        assert verbs() == ["import.prepared", "import.refreshed"]

    def test_an_import_that_is_done_is_not_shown_anew(self):
        with pytest.raises(Refusal, match="déjà fait"):
            refresh_import(OrganisationImporter(), applied(), by=officer())

    def test_a_line_says_what_it_is(self):
        line = shown().lines.first()
        assert (str(line), str(line.of)) == ("2", "passé.csv")
        assert line.state == Line.State.ADDED

    def test_the_cost_does_not_grow_with_the_lines(self, django_assert_num_queries):
        officer()
        rows = [([f"Association {n}"], "added", "") for n in range(3)]
        with django_assert_num_queries(13):
            shown(as_file(rows[:1], ["Nom"]))
        with django_assert_num_queries(13):
            shown(as_file(rows, ["Nom"]))


class TestHeader:
    def test_a_column_that_is_needed_is_asked_for(self):
        with pytest.raises(Refusal, match=r"Il manque\s: Nom"):
            shown(b"Ville;SIREN\nCaen;\n")

    def test_titles_may_stand_above_the_names_of_the_columns(self):
        of = shown("Membres du réseau, au 12 mars\n\nÀ jour\nNom;Ville\nÉlan;\n".encode())
        assert [(line.number, line.label) for line in of.lines.all()] == [(5, "Élan")]
        assert of.remarks == ["Les 2 lignes au-dessus des noms de colonnes sont laissées de côté."]

    def test_columns_nobody_reads_are_named(self):
        of = shown("Nom;Remarques;;Nom;Ligne;À corriger\nÉlan;garder;;;;\n".encode())
        assert [remark.replace("\xa0", " ") for remark in of.remarks] == [
            "Colonnes que cet import ne reprend pas : Remarques, Nom."
        ]

    def test_the_names_of_columns_are_understood_in_both_languages(self):
        found = shown("Name;Member since;Seat\nÉlan;2020;\n".encode())
        with translation.override("en"):
            again = shown("Nom;Membre depuis;Siège\nÉlan;2020;\n".encode())
        assert found.lines.get().deeds == again.lines.get().deeds

    def test_no_two_importers_have_one_name(self):
        assert list(importers()) == ["organisations", "people", "projects", "payments"]


class TestEachLine:
    def test_a_line_that_adds_says_how_it_was_understood(self):
        CommuneFactory(name="Caen", label="Caen (Calvados)", code="14118")
        rows = "Nom;SIRET;Type;Ville;Membre depuis\nRives;73282932000074;Associations;14118;44267\n"
        assert shown(rows.encode()).lines.get().differences == [
            ["Sorte d’acteur", "", "association"],
            ["SIREN", "", "732829320"],
            ["Siège", "", "Caen (Calvados)"],
            ["Membre depuis", "", "12 mars 2021"],
        ]

    def test_an_amount_is_understood_in_euros(self):
        ProjectFactory(title="Rives")
        of = shown("Projet;Payé le;Montant;Libellé\nRives;2019;1200.5;\n".encode(), PaymentImporter)
        assert [fact[2].replace("\u202f", " ") for fact in of.lines.get().differences] == [
            "1er janvier 2019",
            "1 200,50 €",
        ]

    def test_the_example_of_the_template_is_not_brought(self):
        for importer in (OrganisationImporter, PersonImporter, ProjectImporter, PaymentImporter):
            cells = [str(column.label) for column in importer.columns]
            of = shown(xlsx(cells, [column.example for column in importer.columns]), importer)
            assert of.lines.get().problems == ["C’est l’exemple du modèle. Effacez cette ligne."]

    def test_a_cell_the_spreadsheet_could_not_compute_is_told(self):
        of = shown(b"Nom;Site\nRives;#NOM?\n#N/A;\n")
        assert counts(of)["wrong"] == 2
        assert "« #NOM? » : le tableur n’a pas su calculer" in problems(of)
        assert "« #N/A » : le tableur" in problems(of)

    def test_two_lines_do_not_say_two_things_of_one_organisation(self):
        OrganisationFactory(name="Rives", acronym="RV")
        of = shown(b"Nom;Site\nRives;a.example\nRV;b.example\n")
        assert [line.state for line in of.lines.all()] == ["changed", "wrong"]

    def test_two_numbers_for_one_organisation_without_any(self):
        """Each line alone is right; together they contradict each other."""
        OrganisationFactory(name="Rives")
        of = shown(b"Nom;SIREN\nRives;732829320\nRives;552100554\n")
        assert [line.state for line in of.lines.all()] == ["changed", "wrong"]
        assert "La ligne 2 dit autre chose de « Rives »" in problems(of)

    def test_a_wrong_line_contradicts_nobody(self):
        ProjectFactory(title="Deux rives")
        rows = "Titre;Source;Début\nDeux rives;a;demain\n"
        of = shown(rows.encode(), ProjectImporter)
        assert "dit autre chose" not in problems(of)


@pytest.mark.parametrize(
    ("cell", "kept"),
    [
        ("un\ndeux", "un\ndeux"),
        ("a\x00b", "ab"),
        (date(2021, 3, 12), "2021-03-12"),
        (time(9, 30), "09:30:00"),
        (timedelta(hours=30), "1 day, 6:00:00"),
        (nan, "nan"),
        (True, True),
        (None, None),
        (1.5, 1.5),
        (73282932000074, 73282932000074),
    ],
)
def test_any_cell_can_be_kept(cell, kept):
    assert _kept(cell) == kept
