from datetime import timedelta

import pytest
from django.contrib.auth.models import AnonymousUser
from django.db import IntegrityError
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from maillage.programmes.models import Call
from tests.factories.accounts import OfficerFactory, UserFactory
from tests.factories.programmes import CallFactory, CriterionFactory

HOUR = timedelta(hours=1)
NOW = timezone.now()


def a_call(**fields):
    return Call(**{"published_at": NOW, "opens_at": NOW, "closes_at": NOW + HOUR} | fields)


@pytest.mark.parametrize(
    ("fields", "at", "state"),
    [
        ({"published_at": None}, NOW, "draft"),
        ({}, NOW - timedelta(microseconds=1), "published"),
        ({}, NOW, "open"),
        ({}, NOW + HOUR - timedelta(microseconds=1), "open"),
        ({}, NOW + HOUR, "closed"),
        ({"decided_at": NOW}, NOW, "decided"),
        ({"opens_at": None}, NOW, "published"),
        ({"opens_at": None}, NOW + 2 * HOUR, "closed"),
        ({"opens_at": None, "closes_at": None}, NOW, "published"),
        ({"closes_at": None}, NOW + 999 * HOUR, "open"),
    ],
)
def test_the_state_of_a_call_follows_from_its_dates_to_the_instant(fields, at, state):
    assert a_call(**fields).state(at) == state


@given(st.integers(-5000, 5000), st.booleans(), st.booleans())
def test_a_call_is_open_only_between_its_dates_once_public_and_undecided(minutes, public, decided):
    call = a_call(
        published_at=NOW if public else None, decided_at=NOW if decided and public else None
    )
    at = NOW + timedelta(minutes=minutes)
    assert call.is_open(at) is (public and not decided and NOW <= at < NOW + HOUR)


@pytest.mark.django_db
def test_the_query_and_the_property_agree():
    opened, closed, draft = CallFactory(), CallFactory(closed=True), CallFactory(draft=True)
    found = list(Call.objects.open(timezone.now()))
    assert found == [opened]
    assert [c.is_open(timezone.now()) for c in (opened, closed, draft)] == [True, False, False]


@pytest.mark.django_db
def test_a_draft_call_is_for_the_team_only():
    CallFactory(draft=True)
    assert not Call.objects.visible_to(AnonymousUser()).exists()
    assert not Call.objects.visible_to(UserFactory()).exists()
    assert Call.objects.visible_to(OfficerFactory()).exists()


@pytest.mark.django_db
@pytest.mark.parametrize(
    "fields",
    [
        {"opens_at": NOW, "closes_at": NOW},
        {"min_cents": 2, "max_cents": 1},
    ],
)
def test_what_makes_no_sense_cannot_be_stored(fields):
    with pytest.raises(IntegrityError):
        CallFactory(**fields)


@pytest.mark.django_db
def test_a_criterion_always_counts():
    with pytest.raises(IntegrityError):
        CriterionFactory(weight=0)
