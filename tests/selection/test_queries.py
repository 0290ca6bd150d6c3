from datetime import date

import pytest
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from maillage.algorithms.scoring import Summary
from maillage.applications.models import Application
from maillage.selection.models import Review, Seat
from maillage.selection.permissions import (
    can_compose_committee,
    can_decide,
    can_score,
    can_see_standings,
    chairs,
)
from maillage.selection.queries import (
    Standing,
    calls_to_announce,
    committees_of,
    envelope,
    hidden_from,
    judged,
    late_readings,
    letters_to_send,
    next_to_read,
    possible_readers,
    readable_applications,
    reading_lists,
    readings_of,
    scale_of,
    sits_on_a_committee,
    standings,
    total_of,
    undecided,
    with_readings,
    without_reader,
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


def test_reading_lists_put_running_calls_and_waiting_readings_first():
    reader = UserFactory()
    old, running = CallFactory(closed=True, decided_at=timezone.now()), CallFactory(closed=True)
    ReviewFactory(application__call=old, reader=reader)
    done = ReviewFactory(
        application__call=running, application__title="A", reader=reader, done=True
    )
    waiting = ReviewFactory(application__call=running, application__title="B", reader=reader)
    lists = reading_lists(reader)
    assert [one.call for one in lists] == [running, old]
    assert lists[0].reviews == [waiting, done]
    assert (lists[0].done, lists[1].done) == (1, 0)


def test_readable_applications_follow_the_role():
    call = CallFactory(closed=True)
    mine, other = ApplicationFactory.create_batch(2, call=call, submitted=True)
    ApplicationFactory(call=call)
    reader = SeatFactory(call=call).user
    ReviewFactory(application=mine, reader=reader)
    chair = SeatFactory(call=call, role=Seat.Role.CHAIR).user
    assert list(readable_applications(reader)) == [mine]
    assert set(readable_applications(chair)) == {mine, other}
    assert set(readable_applications(OfficerFactory())) == {mine, other}
    assert not readable_applications(UserFactory()).exists()


def test_what_is_hidden_is_counted_and_stays_shut():
    position = PositionFactory()
    call = CallFactory(closed=True)
    own = ApplicationFactory(call=call, lead=position.organisation, submitted=True)
    ApplicationFactory(call=call, lead=position.organisation)
    user = position.person.user
    SeatFactory(call=call, user=user, role=Seat.Role.CHAIR)
    assert hidden_from(user, call) == 1
    assert hidden_from(UserFactory(), call) == 0
    assert own not in readable_applications(user)


def test_possible_readers_show_conflicts_and_who_reads_already():
    application = ApplicationFactory(call__closed=True, submitted=True)
    partner = PartnerFactory(application=application)
    allied = PositionFactory(organisation=partner.organisation).person.user
    free, reading = UserFactory(name="A"), UserFactory(name="B")
    for user in (allied, free, reading):
        SeatFactory(call=application.call, user=user)
    ReviewFactory(application=application, reader=reading)
    shown = {one.user: (one.is_concerned, one.reads) for one in possible_readers(application)}
    assert shown == {allied: (True, False), free: (False, False), reading: (False, True)}


def test_letters_go_to_each_person_of_each_alliance_once():
    call = CallFactory(closed=True)
    first, second = ApplicationFactory.create_batch(2, call=call, submitted=True)
    both = PositionFactory(organisation=first.lead).person
    partner = PartnerFactory(application=first)
    PositionFactory(person=both, organisation=partner.organisation)
    PositionFactory(organisation=partner.organisation)
    PositionFactory(organisation=second.lead)
    PositionFactory(organisation=second.lead, person__user=None)
    PositionFactory(organisation=second.lead, ends_on=date(2020, 1, 1))
    assert letters_to_send(call).count == 3


def test_an_alliance_that_nobody_can_be_told_for_is_named():
    call = CallFactory(closed=True)
    told, untold = ApplicationFactory.create_batch(2, call=call, submitted=True)
    PositionFactory(organisation=told.lead)
    PositionFactory(organisation=untold.lead, person__user__is_active=False)
    assert letters_to_send(call).unreachable == [untold]


def test_letters_of_an_empty_call():
    assert letters_to_send(CallFactory(closed=True)).count == 0


def test_what_waits_for_the_team():
    now = timezone.now()
    call = CallFactory(closed=True)
    alone = ApplicationFactory(call=call, submitted=True)
    read = ApplicationFactory(call=call, submitted=True)
    late = ReviewFactory(application=read)
    ReviewFactory(application=read, done=True)
    ReviewFactory()  # its call is still open
    assert list(without_reader()) == [alone]
    assert list(late_readings(now)) == [late]
    assert set(undecided(now)) == {alone, read}
    assert not calls_to_announce(now).exists()
    for application in (alone, read):
        DecisionFactory(application=application)
    assert not undecided(now).exists()
    assert list(calls_to_announce(now)) == [call]
    call.decided_at = now
    call.save()
    assert not calls_to_announce(now).exists()


def test_a_call_nobody_answered_has_nothing_to_announce():
    CallFactory(closed=True)
    assert not calls_to_announce(timezone.now()).exists()


def test_readings_are_counted_one_by_one():
    application = ApplicationFactory(submitted=True)
    ReviewFactory(application=application, done=True)
    ReviewFactory.create_batch(2, application=application)
    row = with_readings(Application.objects.all(), UserFactory()).get(pk=application.pk)
    assert (row.assigned, row.done) == (3, 1)


def test_committees_with_their_readings():
    seat = SeatFactory()
    ReviewFactory(application__call=seat.call, done=True)
    ReviewFactory(application__call=seat.call)
    CallFactory()
    for user, own in ((seat.user, seat), (OfficerFactory(), None)):
        [row] = committees_of(user)
        assert (row.call, row.seat, row.assigned, row.done) == (seat.call, own, 2, 1)
    assert committees_of(UserFactory()) == []


def test_judged_gives_each_reading_its_total_and_hides_ones_own():
    review = ReviewFactory(done=True)
    ScoreFactory(review=review, value=4, criterion__max_score=5)
    waiting = ReviewFactory(application=review.application)
    rows = judged(review.application, OfficerFactory())
    assert [(row.review, row.total) for row in rows] == [(review, 80.0), (waiting, None)]
    allied = PositionFactory(organisation=review.application.lead).person.user
    allied.team = "officer"
    assert judged(review.application, allied) == []


@given(st.lists(st.floats(0, 100), min_size=1, max_size=6))
def test_the_scale_holds_the_data_and_is_never_a_point(means):
    rows = [Standing(Application(), 1, Summary(mean, mean, mean, 1), None, []) for mean in means]
    scale = scale_of(rows)
    assert 0 <= scale.low <= min(means) <= max(means) <= scale.high <= 100
    assert scale.low < scale.high
    assert scale.low % 10 == scale.high % 10 == 0


def test_the_scale_without_data():
    assert (scale_of([]).low, scale_of([]).high) == (0, 100)


def test_the_ranking_is_the_chairs_and_the_teams():
    call = CallFactory()
    assert can_see_standings(SeatFactory(call=call, role=Seat.Role.CHAIR).user, call)
    assert can_see_standings(OfficerFactory(), call)
    assert not can_see_standings(SeatFactory(call=call).user, call)
    assert not can_see_standings(SeatFactory(role=Seat.Role.CHAIR).user, call)
