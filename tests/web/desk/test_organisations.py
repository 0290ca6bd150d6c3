"""The directory as the team keeps it."""

import pytest

from maillage.actors.models import Organisation
from tests.factories.actors import MembershipFactory, OrganisationFactory, PositionFactory
from tests.factories.territories import TerritoryFactory

pytestmark = pytest.mark.django_db


def filled(**more):
    return {"name": "Semences Paysannes", "kind": "ngo", **more}


def test_the_list_narrows_and_says_who_is_a_member(desk):
    assert "Aucune organisation pour l’instant." in desk.see("organisations")
    MembershipFactory(organisation=OrganisationFactory(name="Batik", name_key="batik"))
    OrganisationFactory(name="Grdr", name_key="grdr", status=Organisation.Status.PROPOSED)
    assert "membre depuis le 1" in desk.see("organisations")
    part = desk.narrow("organisations", state="proposed")
    assert "Grdr" in part
    assert "Batik" not in part
    assert "Batik" in desk.narrow("organisations", q="BATIK")
    assert "Rien ne correspond." in desk.see("organisations", q="zzz")


def test_the_list_costs_the_same_for_three_as_for_one(desk, django_assert_max_num_queries):
    MembershipFactory(organisation__seat=TerritoryFactory())
    with django_assert_max_num_queries(20) as one:
        desk.see("organisations")
    for _ in range(2):
        MembershipFactory(organisation__seat=TerritoryFactory())
    with django_assert_max_num_queries(len(one.captured_queries)):
        desk.see("organisations")


def test_an_organisation_is_added_checked(desk):
    TerritoryFactory(name="Nice")
    desk.post("organisation_new", **filled(siren="732829320", seat="nice", territories="Nice"))
    added = Organisation.objects.get()
    assert added.status == Organisation.Status.LISTED
    assert (added.seat.name, added.territories.get().name) == ("Nice", "Nice")


def test_a_name_that_looks_alike_is_asked_about_once(desk):
    OrganisationFactory(
        name="Semences Paysannes Maralpines", name_key="semences paysannes maralpines"
    )
    html = desk.post("organisation_new", **filled()).content.decode()
    assert "Est-ce l’une de celles-ci" in html
    assert 'value="Semences Paysannes"' in html
    assert Organisation.objects.count() == 1
    desk.post("organisation_new", **filled(sure="1"))
    assert Organisation.objects.count() == 2


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"name": ""}, "Nom"),
        ({"siren": "123456789"}, "n’est pas un numéro SIREN"),
        ({"rna": "X1"}, "n’est pas un numéro RNA"),
        ({"seat": "Nullepart"}, "n’est pas un territoire connu"),
        ({"website": "pas un site"}, "pas un site"),
        ({"kind": "nonsense"}, "Quelque chose est à corriger"),
    ],
)
def test_a_bad_field_gets_a_sentence(desk, change, sentence):
    response = desk.post("organisation_new", **filled(**change))
    assert response.status_code == 422
    assert sentence in response.content.decode()
    assert not Organisation.objects.exists()


def test_a_number_already_taken_names_whose_it_is(desk):
    OrganisationFactory(name="Batik", siren="732829320")
    response = desk.post("organisation_new", **filled(siren="732829320"))
    assert response.status_code == 422
    html = response.content.decode()
    assert "est déjà celui de «\N{NO-BREAK SPACE}Batik\N{NO-BREAK SPACE}»" in html


def test_an_organisation_is_changed_and_keeps_its_number(desk):
    found = OrganisationFactory(siren="732829320", seat=TerritoryFactory(name="Caen"))
    assert 'value="Caen"' in desk.see("organisation_edit", found.slug)
    response = desk.post("organisation_edit", found.slug, **filled(siren="732829320", seat="Caen"))
    assert response.status_code == 302
    found.refresh_from_db()
    assert found.name == "Semences Paysannes"


def test_a_refused_change_shows_what_was_typed(desk):
    found = OrganisationFactory(name="Avant")
    response = desk.post("organisation_edit", found.slug, **filled(siren="1"))
    assert response.status_code == 422
    assert 'value="Semences Paysannes"' in response.content.decode()
    found.refresh_from_db()
    assert found.name == "Avant"


def test_an_organisation_is_checked(desk):
    found = OrganisationFactory(status=Organisation.Status.PROPOSED)
    assert "Marquer comme vérifiée" in desk.see("organisation_edit", found.slug)
    assert "L’organisation est vérifiée" in desk.told("organisation_list", found.slug)
    assert "Marquer comme vérifiée" not in desk.see("organisation_edit", found.slug)


def test_joining_and_leaving_have_their_days(desk):
    found = OrganisationFactory()
    assert "Jamais membre du réseau." in desk.see("organisation_edit", found.slug)
    assert "Indiquez le jour de l’adhésion." in desk.told("membership_join", found.slug, on="hier")
    assert "n’est pas membre" in desk.told("membership_leave", found.slug, on="2020-01-01")
    assert "L’adhésion est notée." in desk.told("membership_join", found.slug, on="2020-01-01")
    assert "déjà membre" in desk.told("membership_join", found.slug, on="2021-01-01")
    assert "Indiquez le jour du départ." in desk.told("membership_leave", found.slug, on="")
    assert "ne peut pas précéder" in desk.told("membership_leave", found.slug, on="2019-01-01")
    assert "Le départ est noté." in desk.told("membership_leave", found.slug, on="2022-01-01")
    assert "jusqu’au 1" in desk.see("organisation_edit", found.slug)


def test_its_people_are_shown(desk):
    position = PositionFactory(title="directrice")
    html = desk.see("organisation_edit", position.organisation.slug)
    assert position.person.name in html
    assert "directrice" in html
