from datetime import date

import pytest
from django.core.cache import caches
from django.urls import reverse

from maillage.actors.models import Network, Organisation, Person
from maillage.actors.queries import network_identity
from maillage.actors.services import (
    add_organisation,
    add_person,
    change_network,
    change_organisation,
    end_position,
    give_position,
    join_network,
    leave_network,
    list_organisation,
    welcome_person,
)
from maillage.core.refusal import Refusal
from maillage.journal.models import Entry
from maillage.mail.models import Message
from tests.factories.accounts import OfficerFactory, UserFactory
from tests.factories.actors import (
    MembershipFactory,
    OrganisationFactory,
    PersonFactory,
    PositionFactory,
)

pytestmark = pytest.mark.django_db


def verbs():
    return list(Entry.objects.order_by("pk").values_list("verb", flat=True))


def test_an_added_organisation_waits_for_the_team_and_is_found_without_accents():
    organisation = add_organisation(by=UserFactory(), name="Été solidaire", acronym="ÉS")
    assert organisation.status == Organisation.Status.PROPOSED
    assert (organisation.slug, organisation.name_key) == ("ete-solidaire", "ete solidaire es")
    assert verbs() == ["organisation.added"]


def test_the_team_checks_it():
    organisation = OrganisationFactory(status=Organisation.Status.PROPOSED)
    list_organisation(organisation, by=OfficerFactory())
    organisation.refresh_from_db()
    assert organisation.status == Organisation.Status.LISTED
    assert verbs() == ["organisation.listed"]


@pytest.mark.parametrize(("field", "value"), [("siren", "732829320"), ("rna", "W751234567")])
def test_a_number_that_is_taken_names_its_holder_and_adds_nothing(field, value):
    OrganisationFactory(name="La première", **{field: value})
    with pytest.raises(Refusal, match="La première"):
        add_organisation(by=None, name="La seconde", **{field: value})
    assert Organisation.objects.count() == 1
    assert verbs() == []


def test_a_change_says_what_changed_and_keeps_the_address():
    organisation = OrganisationFactory(name="Ancien nom", slug="ancien-nom")
    change_organisation(organisation, by=OfficerFactory(), name="Nouveau nom", website="")
    organisation.refresh_from_db()
    assert (organisation.slug, organisation.name_key) == ("ancien-nom", "nouveau nom")
    assert Entry.objects.get().facts == {"changed": ["name"]}


def test_nobody_joins_twice():
    organisation = MembershipFactory().organisation
    with pytest.raises(Refusal, match="déjà membre"):
        join_network(organisation, on=date(2026, 1, 1), by=None)


def test_leaving_and_coming_back():
    organisation = MembershipFactory(starts_on=date(2019, 1, 1)).organisation
    leave_network(organisation, on=date(2021, 6, 30), by=OfficerFactory())
    join_network(organisation, on=date(2023, 1, 1), by=OfficerFactory())
    assert organisation.memberships.count() == 2
    assert verbs() == ["organisation.left", "organisation.joined"]


def test_who_is_no_member_cannot_leave_nor_before_joining():
    officer = OfficerFactory()
    with pytest.raises(Refusal, match="n’est pas membre"):
        leave_network(OrganisationFactory(), on=date(2021, 1, 1), by=officer)
    with pytest.raises(Refusal, match="précéder l’adhésion"):
        leave_network(
            MembershipFactory(starts_on=date(2021, 1, 2)).organisation,
            on=date(2021, 1, 1),
            by=officer,
        )


def test_a_person_is_tied_to_the_account_of_the_same_address():
    user = UserFactory(email="awa@example.org")
    assert add_person(name="Awa", email="AWA@example.org", by=None).user == user


def test_an_account_belongs_to_one_person_only():
    user = PersonFactory(user__email="awa@example.org").user
    assert add_person(name="Awa bis", email=user.email, by=None).user is None


def test_a_position_opens_rights_and_its_end_closes_them():
    person, organisation, officer = PersonFactory(), OrganisationFactory(), OfficerFactory()
    position = give_position(person, organisation, title="directrice", by=officer)
    assert Organisation.objects.of(person.user).get() == organisation
    end_position(position, on=date(2020, 1, 1), by=officer)
    assert not Organisation.objects.of(person.user).exists()
    assert verbs() == ["position.given", "position.ended"]


def test_one_current_position_in_an_organisation():
    position = PositionFactory()
    with pytest.raises(Refusal, match="déjà une fonction"):
        give_position(position.person, position.organisation, title="autre", by=None)


def test_a_position_does_not_end_before_it_starts():
    position = PositionFactory(starts_on=date(2024, 1, 1))
    with pytest.raises(Refusal, match="précéder"):
        end_position(position, on=date(2023, 1, 1), by=OfficerFactory())


def test_the_default_identity_is_maillage():
    caches["process"].clear()
    identity = network_identity()
    assert (identity.name, identity.is_default) == ("Maillage", True)


def test_a_changed_network_shows_at_once(django_capture_on_commit_callbacks):
    caches["process"].clear()
    network_identity()
    with django_capture_on_commit_callbacks(execute=True):
        change_network(by=None, name="Réseau des Rivières", accent="#0e5a4c")
    identity = network_identity()
    assert identity.name == "Réseau des Rivières"
    assert identity.stylesheet_url.startswith("/reseau.css?v=")
    assert Network.objects.count() == 1


def test_somebody_is_welcomed_with_account_and_position_at_once():
    organisation, officer = OrganisationFactory(), OfficerFactory()
    person = welcome_person(
        name="Awa Diop",
        email="awa@example.org",
        opens_account=True,
        organisation=organisation,
        title="directrice",
        by=officer,
    )
    assert person.user.email == "awa@example.org"
    assert person.positions.get().title == "directrice"
    verbs = set(Entry.objects.values_list("verb", flat=True))
    assert {"account.opened", "person.added", "position.given"} <= verbs


def test_somebody_may_be_welcomed_alone():
    person = welcome_person(name="Awa Diop", by=OfficerFactory())
    assert person.user is None
    assert not person.positions.exists()


def test_a_taken_address_welcomes_nobody():
    taken = UserFactory()
    with pytest.raises(Refusal, match="existe déjà"):
        welcome_person(name="Awa", email=taken.email, opens_account=True, by=OfficerFactory())
    assert not Person.objects.exists()


def test_checking_twice_is_one_check():
    organisation, officer = OrganisationFactory(status=Organisation.Status.PROPOSED), UserFactory()
    list_organisation(organisation, by=officer)
    with pytest.raises(Refusal, match="déjà vérifiée"):
        list_organisation(organisation, by=officer)
    assert verbs() == ["organisation.listed"]


def test_ending_a_position_twice_the_same_day_is_one_end():
    position, officer, day = PositionFactory(), OfficerFactory(), date(2026, 6, 1)
    end_position(position, on=day, by=officer)
    with pytest.raises(Refusal, match="déjà pris fin"):
        end_position(position, on=day, by=officer)
    assert end_position(position, on=date(2026, 7, 1), by=officer).ends_on == date(2026, 7, 1)


def test_a_name_that_folds_longer_than_its_column_is_cut_and_still_found():
    person = add_person(name="\ufdfa" * 100, by=None)
    organisation = add_organisation(by=None, name="œ" * 160, acronym="ÉS")
    person.refresh_from_db()
    assert len(person.name_key) <= 120
    assert len(organisation.name_key) == 200
    assert organisation.name_key.startswith("oeoe")


def test_a_change_touches_only_what_was_given():
    stale, officer = OrganisationFactory(), OfficerFactory()
    Organisation.objects.update(summary="Écrit par quelqu’un d’autre.")
    changed = change_organisation(stale, by=officer, acronym="AH")
    changed.refresh_from_db()
    assert (changed.acronym, changed.summary) == ("AH", "Écrit par quelqu’un d’autre.")


def test_who_gets_an_account_is_told_how_to_enter():
    organisation = OrganisationFactory(name="Batik")
    welcome_person(
        name="Awa",
        email="awa@example.org",
        opens_account=True,
        organisation=organisation,
        title="trésorière",
        by=OfficerFactory(),
    )
    message = Message.objects.get(to="awa@example.org")
    assert "Batik" in message.body
    assert reverse("account_request_login_code") in message.body
    assert not message.is_confidential


def test_who_is_noted_without_an_account_is_written_nothing():
    welcome_person(name="Awa", email="awa@example.org", by=OfficerFactory())
    assert not Message.objects.exists()
