import pytest
from django.utils import timezone

from maillage.selection.models import Review, Seat
from maillage.selection.permissions import can_compose_committee, can_decide, can_score, chairs
from maillage.selection.queries import (
    envelope,
    next_to_read,
    readings_of,
    sits_on_a_committee,
    standings,
    total_of,
)
from tests.factories.accounts import OfficerFactory, UserFactory
from tests.factories.actors import PositionFactory
from tests.factories.applications import ApplicationFactory, PartnerFactory
from tests.factories.programmes import CallFactory, CriterionFactory
from tests.factories.selection import DecisionFactory, ReviewFactory, ScoreFactory, SeatFactory

pytestmark = pytest.mark.django_db


def test_a_total_weighs_criteria():
    review = ReviewFactory()
    call = review.application.call
    ScoreFactory(review=review, criterion=CriterionFactory(call=call, weight=2), value=3)
    ScoreFactory(review=review, criterion=CriterionFactory(call=call, weight=1), value=5)
    assert total_of(review) == pytest.approx(220 / 3)
    assert total_of(ReviewFactory()) is None


def test_readers_see_their_own_readings_the_chair_the_committees():
    review, other = ReviewFactory(), ReviewFactory()
    chair = SeatFactory(call=review.application.call, role=Seat.Role.CHAIR).user
    assert list(Review.objects.visible_to(review.reader)) == [review]
    assert list(Review.objects.visible_to(chair)) == [review]
    assert set(Review.objects.visible_to(OfficerFactory())) == {review, other}
    assert not Review.objects.visible_to(UserFactory()).exists()


@pytest.mark.parametrize("role", [Seat.Role.READER, Seat.Role.CHAIR])
def test_a_file_of_ones_own_organisation_stays_shut_whatever_the_role(role):
    position = PositionFactory()
    user = position.person.user
    review = ReviewFactory(reader=user)
    SeatFactory(call=review.application.call, user=user, role=role)
    assert can_score(user, review)
    PartnerFactory(application=review.application, organisation=position.organisation)
    assert not Review.objects.visible_to(user).exists()
    assert not can_score(user, review)
    assert not can_decide(user, review.application, timezone.now())
    assert standings(review.application.call, user) == []


def test_standings_rank_the_best_first_and_the_unread_last():
    call, criterion = CallFactory(), None
    criterion = CriterionFactory(call=call, max_score=10)
    for title, values in [("Unread", []), ("Good", [8, 6]), ("Best", [9])]:
        application = ApplicationFactory(call=call, submitted=True, title=title)
        for value in values:
            ScoreFactory(
                review=ReviewFactory(application=application, done=True),
                criterion=criterion,
                value=value,
            )
    ReviewFactory(application=application)
    rows = standings(call, OfficerFactory())
    assert [row.application.title for row in rows] == ["Best", "Good", "Unread"]
    assert (rows[1].summary.mean, rows[1].summary.spread) == (70.0, 20.0)
    assert [(row.done, row.assigned) for row in rows] == [(1, 2), (2, 2), (0, 0)]


def test_a_reading_under_way_does_not_count_yet():
    score = ScoreFactory()
    (row,) = standings(score.review.application.call, OfficerFactory())
    assert row.summary is None


def test_drafts_are_not_in_front_of_the_committee():
    draft = ApplicationFactory()
    assert standings(draft.call, OfficerFactory()) == []


@pytest.mark.parametrize("count", [1, 3])
def test_standings_cost_the_same_whatever_their_number(count, django_assert_num_queries):
    call, officer = CallFactory(), OfficerFactory()
    criterion = CriterionFactory(call=call)
    for _ in range(count):
        application = ApplicationFactory(call=call, submitted=True)
        PartnerFactory(application=application)
        for _ in range(2):
            ScoreFactory(
                review=ReviewFactory(application=application, done=True), criterion=criterion
            )
    with django_assert_num_queries(8):
        standings(call, officer)


def test_the_next_file_is_of_the_same_call_and_not_done():
    reader, call = UserFactory(), CallFactory()
    first, done, last = (
        ReviewFactory(reader=reader, application__call=call, application__title=title, **fields)
        for title, fields in [("A", {}), ("B", {"done": True}), ("C", {})]
    )
    ReviewFactory(reader=reader)
    assert next_to_read(reader, first) == last
    assert next_to_read(reader, last) == first
    assert next_to_read(reader, done) == first


def test_a_readers_list_costs_the_same_whatever_its_length(django_assert_max_num_queries):
    reader = UserFactory()
    for _ in range(3):
        ScoreFactory(review=ReviewFactory(reader=reader))
    with django_assert_max_num_queries(4):
        assert [total_of(review) for review in readings_of(reader)] == [60.0] * 3


def test_the_envelope_counts_what_is_granted():
    call = CallFactory(envelope_cents=2_000_000)
    DecisionFactory(application__call=call, granted_cents=900_000)
    DecisionFactory(application__call=call, outcome="declined", granted_cents=None)
    DecisionFactory()
    assert (envelope(call).granted, envelope(call).left) == (900_000, 1_100_000)
    assert envelope(CallFactory()).left is None


def test_rights_come_from_the_seat():
    call = CallFactory(closed=True)
    chair = SeatFactory(call=call, role=Seat.Role.CHAIR).user
    reader = SeatFactory(call=call).user
    application = ApplicationFactory(call=call, submitted=True)
    now = timezone.now()
    assert can_decide(chair, application, now)
    assert not can_decide(reader, application, now)
    assert not can_decide(OfficerFactory(), application, now)
    assert not can_decide(chair, ApplicationFactory(submitted=True), now)
    assert chairs(chair, call)
    assert not chairs(reader, call)
    assert sits_on_a_committee(reader)
    assert not sits_on_a_committee(UserFactory())
    assert can_compose_committee(OfficerFactory())
    assert not can_compose_committee(chair)


def test_one_scores_ones_own_reading_until_the_results():
    review = ReviewFactory()
    assert can_score(review.reader, review)
    assert not can_score(UserFactory(), review)
    assert not can_score(OfficerFactory(), review)
    told = ReviewFactory(application__call__decided_at=timezone.now())
    assert not can_score(told.reader, told)


def test_the_members_of_a_committee_know_each_other():
    seat = SeatFactory()
    colleague = SeatFactory(call=seat.call)
    SeatFactory()
    assert set(Seat.objects.visible_to(seat.user)) == {seat, colleague}
    assert Seat.objects.visible_to(OfficerFactory()).count() == 3
