from datetime import date, timedelta

import pytest
from django.contrib.auth.models import AnonymousUser
from django.utils import timezone

from maillage.actors.models import Organisation
from maillage.actors.permissions import (
    can_change_network,
    can_change_organisation,
    can_manage_actors,
)
from maillage.actors.queries import (
    accounts_of,
    find_accounts,
    find_organisations,
    find_people,
    is_member,
    organisations_of,
    people_of,
    possible_doubles,
)
from maillage.core.text import fold
from tests.factories.accounts import AdminFactory, OfficerFactory, UserFactory
from tests.factories.actors import (
    MembershipFactory,
    OrganisationFactory,
    PersonFactory,
    PositionFactory,
)

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("words", ["semences", "SEMENCES paysannes", "paysannés", "732829320"])
def test_an_organisation_is_found_by_words_and_numbers(words):
    name = "Semences Paysannes Maralpines"
    wanted = OrganisationFactory(name=name, name_key=fold(name), siren="732829320")
    OrganisationFactory(name="Batik", name_key="batik")
    assert list(find_organisations(words, AnonymousUser())) == [wanted]


def test_every_word_must_be_there():
    OrganisationFactory(name_key="semences paysannes")
    assert not find_organisations("semences urbaines", AnonymousUser()).exists()


def test_without_words_everything_visible_is_found():
    OrganisationFactory(), OrganisationFactory(status=Organisation.Status.PROPOSED)
    assert find_organisations("", AnonymousUser()).count() == 1


def test_possible_doubles_begin_alike():
    visitor = UserFactory()
    OrganisationFactory(name_key="association des jardins")
    assert possible_doubles("Association des Jardins partagés", visitor).count() == 1
    assert possible_doubles("Jardins", visitor).count() == 0
    assert possible_doubles("…", visitor).count() == 0


def test_a_double_that_stands_in_somebody_elses_draft_is_the_teams_to_see():
    secret = OrganisationFactory(
        name_key="cooperative secrete", status=Organisation.Status.PROPOSED
    )
    assert not possible_doubles("Coopérative", UserFactory()).exists()
    assert possible_doubles("Coopérative", OfficerFactory()).get() == secret
    theirs = PositionFactory(organisation=secret).person.user
    assert possible_doubles("Coopérative", theirs).get() == secret


def test_people_of_an_organisation_are_those_of_today_with_an_open_account():
    organisation = OrganisationFactory()
    here = PositionFactory(organisation=organisation).person.user
    PositionFactory(organisation=organisation, ends_on=timezone.localdate() - timedelta(days=1))
    PositionFactory(organisation=organisation, person__user__is_active=False)
    PositionFactory(organisation=organisation, person__user=None)
    PositionFactory()
    assert people_of([organisation.pk]) == [here]


def test_whoever_acts_in_two_partners_is_written_to_once():
    first = PositionFactory()
    second = PositionFactory(person=first.person)
    assert people_of([first.organisation_id, second.organisation_id]) == [first.person.user]


def test_membership_is_asked_for_a_day():
    organisation = MembershipFactory(starts_on=date(2020, 1, 1)).organisation
    assert is_member(organisation, date(2020, 1, 1))
    assert not is_member(organisation, date(2019, 12, 31))


def test_rights_come_from_positions_and_team():
    position = PositionFactory()
    member, organisation = position.person.user, position.organisation
    assert can_change_organisation(member, organisation)
    assert can_change_organisation(OfficerFactory(), organisation)
    assert not can_change_organisation(UserFactory(), organisation)
    assert list(organisations_of(member)) == [organisation]
    assert not can_manage_actors(member)
    assert can_manage_actors(OfficerFactory())
    assert can_change_network(AdminFactory())
    assert not can_change_network(OfficerFactory())


def test_the_accounts_of_each_organisation_apart():
    first, second = PositionFactory(), PositionFactory()
    PositionFactory(organisation=first.organisation, person__user=None)
    PositionFactory(organisation=first.organisation, person__user__is_active=False)
    found = accounts_of([first.organisation_id, second.organisation_id])
    assert found == {
        first.organisation_id: {first.person.user_id},
        second.organisation_id: {second.person.user_id},
    }
    assert accounts_of([]) == {}


@pytest.mark.parametrize("words", ["eloise", "Éloïse NDIAYE", "el@example", "ndiaye batik", " "])
def test_a_person_is_found_by_name_address_and_organisation(words):
    position = PositionFactory(
        person__name="Éloïse Ndiaye",
        person__name_key="eloise ndiaye",
        person__email="el@example.org",
        organisation__name_key="batik international",
    )
    assert list(find_people(words, OfficerFactory())) == [position.person]
    assert not find_people(words, UserFactory()).exists()


def test_signs_without_a_letter_find_nobody():
    PositionFactory()
    assert not find_people("%%% ???", OfficerFactory()).exists()
    assert not find_accounts("%%% ???").exists()


def test_an_account_is_found_by_name_or_address_while_it_is_active():
    awa = UserFactory(name="Awa Diop", email="awa@example.org")
    UserFactory(name="Awa Fall", is_active=False)
    assert list(find_accounts("awa")) == [awa]
    assert list(find_accounts("AWA@ diop")) == [awa]
    person = PersonFactory(name="Éloïse", name_key="eloise", user=UserFactory(name=""))
    assert list(find_accounts("Eloïse")) == [person.user]
    assert not find_accounts("personne inconnue").exists()
