"""People and rights at the desk."""

import pytest

from maillage.accounts.models import Team, User
from maillage.actors.models import Person
from tests.factories.accounts import AdminFactory
from tests.factories.actors import OrganisationFactory, PersonFactory, PositionFactory
from tests.factories.selection import SeatFactory

pytestmark = pytest.mark.django_db


def test_people_are_found_by_name_address_or_organisation(desk):
    assert "Personne n’est noté pour l’instant." in desk.see("people")
    position = PositionFactory(
        person__name="Éloïse Ndiaye",
        person__name_key="eloise ndiaye",
        person__email="el@example.org",
    )
    PersonFactory(name="Autre", name_key="autre")
    for words in (
        "eloise",
        "el@example.org",
        position.organisation.name,
        position.person.user.email,
    ):
        part = desk.narrow("people", q=words)
        assert "Éloïse Ndiaye" in part
        assert ">Autre<" not in part
    assert "Rien ne correspond." in desk.see("people", q="zzz")


def test_the_list_costs_the_same_for_three_as_for_one(desk, django_assert_max_num_queries):
    PositionFactory()
    with django_assert_max_num_queries(20) as one:
        desk.see("people")
    PositionFactory.create_batch(2)
    with django_assert_max_num_queries(len(one.captured_queries)):
        desk.see("people")


def test_a_person_is_noted_with_an_account_and_a_position(desk):
    organisation = OrganisationFactory(name="Batik International", name_key="batik international")
    desk.post(
        "person_new",
        name="Awa Diop",
        email="Awa@Example.org",
        opens_account="on",
        organisation="batik",
        title="chargée de projet",
    )
    person = Person.objects.get()
    assert person.user == User.objects.get(email="awa@example.org")
    assert person.positions.get().organisation == organisation
    assert "chargée de projet" in desk.see("person", person.code)


def test_a_person_alone_is_enough(desk):
    desk.post("person_new", name="Awa Diop")
    person = Person.objects.get()
    html = desk.see("person", person.code)
    assert "n’a pas de compte" in html
    assert "Aucune fonction notée" in html


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        ({"name": ""}, "Nom"),
        ({"opens_account": "on"}, "Indiquez l’adresse du compte à ouvrir."),
        ({"email": "pas une adresse"}, "pas une adresse"),
        ({"organisation": "Inconnue", "title": "x"}, "n’est pas dans l’annuaire"),
        ({"organisation": "Batik"}, "Indiquez la fonction"),
        ({"organisation": "Sem", "title": "x"}, "désigne plusieurs organisations"),
        ({"email": "prise@example.org", "opens_account": "on"}, "Un compte existe déjà"),
    ],
)
def test_a_bad_person_gets_a_sentence_and_nobody_is_half_noted(desk, data, sentence):
    OrganisationFactory(name="Batik", name_key="batik")
    OrganisationFactory(name="Semence", name_key="semence")
    OrganisationFactory(name="Semis", name_key="semis")
    User.objects.create_user("prise@example.org")
    response = desk.post("person_new", **{"name": "Awa Diop", **data})
    assert response.status_code == 422
    assert sentence in response.content.decode()
    assert not Person.objects.exists()


def test_a_position_is_given_and_ended(desk):
    person = PersonFactory()
    OrganisationFactory(name="Batik", name_key="batik")
    given = {"organisation": "Batik", "title": "directrice", "starts_on": "2024-01-01"}
    assert "La fonction est notée." in desk.told("position_add", person.code, **given)
    refused = desk.post("position_add", person.code, **given)
    assert refused.status_code == 422
    assert "a déjà une fonction" in refused.content.decode()
    position = person.positions.get()
    assert "ne peut pas précéder" in desk.told("position_end", position.code, on="2023-01-01")
    assert "La fonction prend fin." in desk.told("position_end", position.code, on="2025-01-01")
    assert "jusqu’au 1" in desk.see("person", person.code)


def test_a_position_typed_badly_is_kept_on_the_page(desk):
    response = desk.post(
        "position_add", PersonFactory().code, organisation="Nulle", title="directrice"
    )
    assert response.status_code == 422
    assert 'value="directrice"' in response.content.decode()


def test_ending_without_a_day_ends_today(desk):
    position = PositionFactory()
    desk.post("position_end", position.code)
    position.refresh_from_db()
    assert position.ends_on is not None


def test_only_an_admin_changes_rights(desk, admin_desk):
    person = PersonFactory()
    assert "Changer les droits" not in desk.see("person", person.code)
    assert desk.post("team_set", person.code, team="officer").status_code == 403
    assert "Changer les droits" in admin_desk.see("person", person.code)
    assert "Les droits sont changés." in admin_desk.told("team_set", person.code, team="officer")
    person.user.refresh_from_db()
    assert person.user.team == Team.OFFICER
    assert "chargé de programme" in desk.see("people")


def test_the_last_admin_stays(admin_desk):
    person = PersonFactory(user=admin_desk.user)
    assert "dernier compte responsable" in admin_desk.told("team_set", person.code, team="none")
    AdminFactory()
    admin_desk.post("team_set", person.code, team="officer")
    admin_desk.user.refresh_from_db()
    assert admin_desk.user.team == Team.OFFICER


def test_rights_need_an_account_and_a_word_of_the_list(admin_desk):
    without = PersonFactory(user=None)
    assert "n’a pas de compte" in admin_desk.told("team_set", without.code, team="officer")
    person = PersonFactory()
    assert "Choisissez des droits" in admin_desk.told("team_set", person.code, team="king")


def test_seats_and_a_closed_account_are_shown(desk):
    seat = SeatFactory()
    person = PersonFactory(user=seat.user)
    assert seat.call.title in desk.see("person", person.code)
    seat.user.is_active = False
    seat.user.save()
    assert "fermé" in desk.see("person", person.code)
