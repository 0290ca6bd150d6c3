from datetime import date, timedelta

import pytest
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import ValidationError
from django.db import IntegrityError
from django.utils import timezone

from maillage.actors.models import Membership, Organisation, Person
from maillage.actors.models.identifiers import validate_colour, validate_rna, validate_siren
from tests.factories.accounts import OfficerFactory, UserFactory
from tests.factories.actors import (
    MembershipFactory,
    OrganisationFactory,
    PersonFactory,
    PositionFactory,
)

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate()
DAY = timedelta(days=1)


def test_visitors_see_checked_organisations_only():
    listed = OrganisationFactory()
    OrganisationFactory(status=Organisation.Status.PROPOSED)
    assert list(Organisation.objects.visible_to(AnonymousUser())) == [listed]


def test_the_team_sees_them_all_and_its_own_people_see_a_proposed_one():
    position = PositionFactory(organisation__status=Organisation.Status.PROPOSED)
    assert Organisation.objects.visible_to(OfficerFactory()).count() == 1
    assert Organisation.objects.visible_to(position.person.user).count() == 1
    assert Organisation.objects.visible_to(UserFactory()).count() == 0


@pytest.mark.parametrize(
    ("starts_on", "ends_on", "holds"),
    [
        (None, None, True),
        (TODAY, TODAY, True),
        (TODAY - DAY, TODAY - DAY, False),
        (TODAY + DAY, None, False),
        (None, TODAY + DAY, True),
    ],
)
def test_a_position_counts_between_its_dates_both_included(starts_on, ends_on, holds):
    position = PositionFactory(starts_on=starts_on, ends_on=ends_on)
    assert Organisation.objects.of(position.person.user).exists() is holds


def test_an_organisation_is_found_once_whatever_the_number_of_positions():
    position = PositionFactory(ends_on=TODAY)
    PositionFactory(person=position.person, organisation=position.organisation)
    assert Organisation.objects.of(position.person.user).count() == 1


def test_membership_has_its_days():
    organisation = MembershipFactory(
        starts_on=date(2019, 1, 1), ends_on=date(2020, 12, 31)
    ).organisation
    for day, is_member in [
        (date(2018, 12, 31), False),
        (date(2019, 1, 1), True),
        (date(2020, 12, 31), True),
        (date(2021, 1, 1), False),
    ]:
        assert Organisation.objects.members(day).filter(pk=organisation.pk).exists() is is_member


def test_nobody_is_a_current_member_twice():
    membership = MembershipFactory()
    with pytest.raises(IntegrityError):
        Membership.objects.create(organisation=membership.organisation, starts_on=TODAY)


def test_a_membership_cannot_end_before_it_starts():
    with pytest.raises(IntegrityError):
        MembershipFactory(starts_on=TODAY, ends_on=TODAY - DAY)


def test_two_organisations_never_share_a_number_but_many_have_none():
    OrganisationFactory(), OrganisationFactory()
    OrganisationFactory(siren="732829320")
    with pytest.raises(IntegrityError):
        OrganisationFactory(siren="732829320")


def test_people_see_their_colleagues_and_no_stranger():
    mine = PositionFactory()
    colleague = PositionFactory(organisation=mine.organisation)
    stranger = PersonFactory()
    seen = Person.objects.visible_to(mine.person.user)
    assert colleague.person in seen
    assert stranger not in seen
    assert stranger in Person.objects.visible_to(OfficerFactory())


@pytest.mark.parametrize("value", ["732829320", "552100554"])
def test_a_true_siren_passes(value):
    validate_siren(value)


@pytest.mark.parametrize("value", ["732829321", "12345678", "1234567890", "abcdefghi", ""])
def test_a_wrong_siren_is_explained(value):
    with pytest.raises(ValidationError, match="9 chiffres"):
        validate_siren(value)


@pytest.mark.parametrize("value", ["W751234567", "W9R1234567"])
def test_a_true_rna_passes(value):
    validate_rna(value)


@pytest.mark.parametrize("value", ["751234567", "W75123456", "w751234567", "W75123456A"])
def test_a_wrong_rna_is_explained(value):
    with pytest.raises(ValidationError, match="récépissé"):
        validate_rna(value)


@pytest.mark.parametrize("value", ["red", "#12345", "#12345g", "#0e5a4c;}", "0e5a4c"])
def test_a_colour_is_six_hexadecimal_digits_and_nothing_else(value):
    with pytest.raises(ValidationError, match="n’est pas une couleur"):
        validate_colour(value)
