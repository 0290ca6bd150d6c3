"""What a row means among organisations and people."""

import pytest
from django.utils import timezone

from maillage.accounts.models import User
from maillage.actors.models import Organisation, Person, Position
from maillage.actors.services import OrganisationImporter, PersonImporter
from maillage.imports.services import undo_import
from maillage.mail.models import Message
from tests.factories.accounts import OfficerFactory, UserFactory
from tests.factories.actors import (
    MembershipFactory,
    OrganisationFactory,
    PersonFactory,
    PositionFactory,
)
from tests.factories.territories import CommuneFactory, TerritoryFactory
from tests.imports.bringing import officer
from tests.imports.lines import applied, line, shown

pytestmark = pytest.mark.django_db
SIREN = "732829320"


class TestOrganisations:
    def test_a_siret_finds_the_organisation_of_its_siren_whatever_its_name(self):
        known = OrganisationFactory(name="Ancien nom", siren=SIREN)
        found = line(OrganisationImporter, "Nom;SIRET", "Nouveau nom;73282932000074")
        assert found.state == "changed"
        assert found.differences == [["Nom", "Ancien nom", "Nouveau nom"]]
        applied(OrganisationImporter, "Nom;SIRET", "Nouveau nom;73282932000074")
        known.refresh_from_db()
        assert (known.name, known.name_key) == ("Nouveau nom", "nouveau nom")

    def test_an_empty_cell_empties_nothing(self):
        OrganisationFactory(name="Rives", acronym="RV", website="https://rives.example")
        assert line(OrganisationImporter, "Nom;Sigle;Site", "rives;;").state == "unchanged"

    def test_two_numbers_that_differ_are_two_organisations(self):
        OrganisationFactory(name="Rives", siren=SIREN)
        found = line(OrganisationImporter, "Nom;SIREN", "Rives;552100554")
        assert found.state == "added"
        done = applied(OrganisationImporter, "Nom;SIREN", "Rives;552100554")
        assert done.lines.get().deeds[0]["fields"]["slug"] == "rives"
        assert Organisation.objects.count() == 2

    def test_two_numbers_of_two_organisations_on_one_line_say_so(self):
        OrganisationFactory(name="Une", siren=SIREN)
        OrganisationFactory(name="Autre", rna="W142000001")
        found = line(OrganisationImporter, "Nom;SIREN;RNA", f"Une;{SIREN};W142000001")
        assert "plusieurs organisations : Autre ; Une" in found.problems[0].replace("\xa0", " ")

    def test_addresses_are_made_free_within_the_file_and_without(self):
        OrganisationFactory(name="Autre", slug="rives")
        applied(OrganisationImporter, "Nom;SIREN", f"Rives;{SIREN}", "RIVES;552100554")
        slugs = Organisation.objects.order_by("pk").values_list("slug", flat=True)
        assert list(slugs) == ["rives", "rives-2", "rives-3"]

    def test_one_name_twice_is_a_double_when_one_of_both_has_no_number(self):
        for rows in (
            ("Rives;", f"rives;{SIREN}"),
            (f"Rives;{SIREN}", "rives;"),
            ("Rives;", "RIVES;"),
        ):
            assert "répète la ligne 2" in line(OrganisationImporter, "Nom;SIREN", *rows).problems[0]

    def test_of_homonyms_the_commune_is_the_seat(self):
        TerritoryFactory(name="Paris", label="Paris", slug="dep")
        commune = CommuneFactory(name="Paris", label="Paris", slug="com")
        applied(OrganisationImporter, "Nom;Ville", "Rives;Paris")
        assert Organisation.objects.get().seat == commune

    def test_a_seat_that_two_communes_share_is_asked_in_full(self):
        for place in ("Calvados", "Eure"):
            CommuneFactory(name="Le Mesnil", label=f"Le Mesnil ({place})")
        found = line(OrganisationImporter, "Nom;Ville", "Rives;Le Mesnil")
        assert "Le Mesnil (Calvados) ; Le Mesnil (Eure)" in found.problems[0].replace("\xa0", " ")
        assert line(OrganisationImporter, "Nom;Ville", "Rives;le mesnil (eure)").state == "added"

    def test_a_member_that_left_and_one_that_came(self):
        member = MembershipFactory(starts_on="2019-01-01")
        name = member.organisation.name
        head = "Nom;Membre depuis;Membre jusqu’au"
        assert line(OrganisationImporter, head, f"{name};01/01/2019;").state == "unchanged"
        applied(OrganisationImporter, head, f"{name};;31/12/2020", "Neuve;2021;")
        member.refresh_from_db()
        assert member.ends_on.isoformat() == "2020-12-31"
        assert Organisation.objects.get(name="Neuve").memberships.get().ends_on is None

    def test_a_membership_that_began_on_another_day_changes(self):
        member = MembershipFactory(starts_on="2020-01-01")
        head, name = "Nom;Membre depuis;Membre jusqu’au", member.organisation.name
        found = line(OrganisationImporter, head, f"{name};2019;")
        assert found.differences == [["Membre depuis", "1er janvier 2020", "1er janvier 2019"]]
        applied(OrganisationImporter, head, f"{name};2019;")
        member.refresh_from_db()
        assert (member.starts_on.year, member.ends_on) == (2019, None)

    def test_a_membership_of_long_ago_is_another_one(self):
        member = MembershipFactory(starts_on="2020-01-01")
        head, row = "Nom;Membre depuis;Membre jusqu’au", f"{member.organisation.name};2010;2012"
        applied(OrganisationImporter, head, row)
        assert member.organisation.memberships.count() == 2
        assert line(OrganisationImporter, head, row).state == "unchanged"

    def test_who_left_must_have_come(self):
        OrganisationFactory(name="Rives")
        head = "Nom;Membre jusqu’au"
        assert "dites depuis quand" in line(OrganisationImporter, head, "Rives;2012").problems[0]
        member = MembershipFactory(starts_on="2010-01-01", ends_on="2012-01-01")
        row = f"{member.organisation.name};2012"
        assert line(OrganisationImporter, head, row).state == "unchanged"

    def test_who_leaves_before_coming_is_wrong(self):
        member = MembershipFactory(starts_on="2020-01-01")
        row = f"{member.organisation.name};2019"
        found = line(OrganisationImporter, "Nom;Membre jusqu’au", row)
        assert "La fin ne peut pas précéder" in found.problems[0]

    def test_the_code_of_a_commune_whose_zero_was_eaten(self):
        commune = CommuneFactory(name="Ambérieu", label="Ambérieu (Ain)", code="01004")
        applied(OrganisationImporter, "Nom;Commune", "Rives;1004")
        assert Organisation.objects.get().seat == commune

    def test_a_seat_that_changes_is_told_in_full(self):
        caen = CommuneFactory(name="Caen", label="Caen (Calvados)")
        CommuneFactory(name="Bayeux", label="Bayeux (Calvados)")
        OrganisationFactory(name="Rives", seat=caen)
        found = line(OrganisationImporter, "Nom;Siège", "Rives;Bayeux")
        assert found.differences == [["Siège", "Caen (Calvados)", "Bayeux (Calvados)"]]

    def test_a_kind_in_any_language_of_the_interface(self):
        for words in ("collectivité", "Collectivités", "local authority", "authority"):
            made = line(OrganisationImporter, "Nom;Type", f"Mairie;{words}").deeds[0]
            assert made["fields"]["kind"] == "authority"

    @pytest.mark.parametrize(
        ("cells", "sentence"),
        [
            ("Rives;W12;;;", "n’est pas un numéro RNA"),
            ("Rives;;pas un site;;", "n’est pas l’adresse d’un site"),
            ("Rives;;;2021;2020", "La fin ne peut pas précéder le début"),
            (f"{'x' * 161};;;;", "trop long"),
        ],
    )
    def test_each_fault_has_its_sentence(self, cells, sentence):
        found = line(OrganisationImporter, "Nom;RNA;Site;Membre depuis;Membre jusqu’au", cells)
        assert found.state == "wrong"
        assert sentence in found.problems[0]


HEAD = "Nom;Courriel;Organisation;Fonction;Depuis le;Jusqu’au"


class TestPeople:
    def test_a_person_with_a_position_nobody_is_written_to_and_no_account_is_made(self):
        organisation = OrganisationFactory(name="Rives")
        officer()
        before = User.objects.count()
        applied(PersonImporter, HEAD, "Alma Exemple;ALMA@exemple.org;rives;coordinatrice;2021;")
        person = Person.objects.get()
        position = person.positions.get()
        assert (person.email, person.name_key) == ("alma@exemple.org", "alma exemple")
        assert (position.organisation, position.title) == (organisation, "coordinatrice")
        assert not Message.objects.exists()
        assert User.objects.count() == before

    def test_an_account_of_the_same_address_is_theirs(self):
        user = UserFactory(email="alma@exemple.org")
        applied(PersonImporter, HEAD, "Alma;alma@exemple.org;;;;")
        assert Person.objects.get().user == user

    def test_found_by_the_address_or_by_the_name_alone(self):
        PersonFactory(name="Alma Exemple", name_key="alma exemple", email="alma@exemple.org")
        for cells in ("A. Exemple;alma@exemple.org;;;;", "alma EXEMPLE;;;;;"):
            assert line(PersonImporter, HEAD, cells).state != "added"
        assert line(PersonImporter, HEAD, "Alma Exemple;autre@exemple.org;;;;").state == "added"

    def test_homonyms_are_told_apart_by_their_address(self):
        for _number in range(2):
            PersonFactory(name="Alma", name_key="alma", email="")
        assert "Ajoutez le courriel" in line(PersonImporter, HEAD, "Alma;;;;;").problems[0]

    def test_a_position_held_already_changes_and_is_not_doubled(self):
        position = PositionFactory(title="Bénévole")
        person, name = position.person, position.organisation.name
        applied(PersonImporter, HEAD, f"{person.name};{person.email};{name};bénévole;;31/12/2020")
        position.refresh_from_db()
        assert position.ends_on.isoformat() == "2020-12-31"
        assert Position.objects.count() == 1

    def test_a_new_position_of_somebody_known(self):
        person = PersonFactory(email="alma@exemple.org")
        OrganisationFactory(name="Rives")
        found = line(PersonImporter, HEAD, f"{person.name};alma@exemple.org;Rives;présidente;;")
        assert (found.state, found.differences) == (
            "changed",
            [["Fonction", "", "présidente, Rives"]],
        )

    @pytest.mark.parametrize(
        ("cells", "sentence"),
        [
            (";;;;;", "Le nom manque"),
            ("Alma;pas une adresse;;;;", "n’est pas une adresse électronique"),
            ("Alma;;Inconnue;présidente;;", "n’est pas dans l’annuaire"),
            ("Alma;;Rives;;;", "Indiquez la fonction"),
            ("Alma;;Rives;membre;2021;2020", "La fin ne peut pas précéder"),
        ],
    )
    def test_each_fault_has_its_sentence(self, cells, sentence):
        OrganisationFactory(name="Rives")
        found = line(PersonImporter, HEAD, "Autre;;;;;", cells if cells.strip(";") else f"{cells}x")
        assert sentence in found.problems[0]

    def test_several_positions_of_somebody_the_file_adds_on_several_lines(self):
        OrganisationFactory(name="Rives")
        OrganisationFactory(name="Haies")
        rows = (
            "Alma;a@exemple.org;Rives;une;;",
            "Alma;a@exemple.org;Haies;deux;;",
            "Alma;a@exemple.org;Haies;avant;2015;2016",
        )
        of = applied(PersonImporter, HEAD, *rows)
        assert [found.state for found in of.lines.all()] == ["added"] * 3
        assert Person.objects.get().positions.count() == 3
        again = shown(PersonImporter, HEAD, *rows)
        assert [found.state for found in again.lines.all()] == ["unchanged"] * 3

    def test_another_line_about_somebody_new_says_nothing_else_of_them(self):
        OrganisationFactory(name="Rives")
        head = "Nom;Courriel;Téléphone;Organisation;Fonction"
        found = line(PersonImporter, head, "Alma;a@e.org;01;;", "Alma;a@e.org;02;Rives;une")
        assert "La ligne 2 dit autre chose de « Alma »" in found.problems[0].replace("\xa0", " ")
        found = line(PersonImporter, head, "Alma;a@e.org;01;;", "Alma;a@e.org;;Rives;une")
        assert found.state == "added"

    def test_a_line_that_adds_somebody_is_mended_before_those_that_follow(self):
        OrganisationFactory(name="Rives")
        found = line(PersonImporter, HEAD, "Alma;;Inconnue;une;;", "Alma;;Rives;deux;;")
        assert "La ligne 2 ajoute cette personne, et elle est à corriger" in found.problems[0]

    @pytest.mark.parametrize(
        "rows",
        [
            ("Alma;a@e.org;Rives;une;;", "ALMA;A@E.ORG;rives;Une;2020;"),
            ("Alma;a@e.org;;;;", "Alma;a@e.org;;;;"),
            ("Alma;;Rives;une;;", "Alma;;Rives;deux;;"),
        ],
    )
    def test_nobody_has_one_position_twice_nor_two_at_once_in_one_place(self, rows):
        OrganisationFactory(name="Rives")
        found = line(PersonImporter, HEAD, *rows)
        assert "répète la ligne 2" in " ".join(found.problems)

    def test_a_position_that_has_ended_is_no_new_title_for_the_one_that_lasts(self):
        held = PositionFactory(title="présidente", starts_on="2020-01-01")
        who, where = held.person, held.organisation.name
        row = f"{who.name};{who.email};{where};bénévole;2015;2019"
        applied(PersonImporter, HEAD, row)
        held.refresh_from_db()
        assert held.title == "présidente"
        assert {p.title for p in who.positions.all()} == {"présidente", "bénévole"}

    def test_dates_are_checked_with_those_that_are_known(self):
        held = PositionFactory(title="présidente", starts_on="2020-01-01")
        row = f"{held.person.name};{held.person.email};{held.organisation.name};présidente;;2019"
        assert "La fin ne peut pas précéder" in line(PersonImporter, HEAD, row).problems[0]

    def test_a_function_needs_its_organisation(self):
        assert "Indiquez l’organisation" in line(PersonImporter, HEAD, "Alma;;;une;;").problems[0]

    def test_a_new_address_or_phone_of_somebody_known(self):
        known = PersonFactory(name="Alma", name_key="alma", email="")
        found = line(PersonImporter, "Nom;Courriel;Téléphone", "Alma;a@exemple.org;02 31 00 00 00")
        assert found.differences == [
            ["Courriel", "", "a@exemple.org"],
            ["Téléphone", "", "02 31 00 00 00"],
        ]
        applied(PersonImporter, "Nom;Courriel", "Alma Neuve;a@exemple.org")
        assert Person.objects.filter(pk=known.pk, name="Alma").exists()

    def test_a_name_that_changed_is_found_by_its_address(self):
        known = PersonFactory(name="Alma", name_key="alma", email="a@exemple.org")
        applied(PersonImporter, "Nom;Courriel", "Alma Élan;a@exemple.org")
        known.refresh_from_db()
        assert (known.name, known.name_key) == ("Alma Élan", "alma elan")

    def test_undone_they_are_gone(self):
        OrganisationFactory(name="Rives")
        of = applied(PersonImporter, HEAD, "Alma;a@exemple.org;Rives;une;;")
        undo_import(PersonImporter(), of, by=OfficerFactory(), at=timezone.now())
        assert not Person.objects.exists()
        assert not Position.objects.exists()
