import pytest
from django.utils import timezone

from maillage.core.refusal import Refusal
from maillage.journal.models import Entry
from maillage.mail.models import Message
from maillage.selection.models import Decision, Review, Score, Seat
from maillage.selection.services import (
    announce_results,
    assign_reader,
    decide,
    finish_review,
    give_seat,
    reopen_review,
    withdraw_review,
    withdraw_seat,
    write_review,
)
from tests.factories.accounts import OfficerFactory, UserFactory
from tests.factories.actors import PositionFactory
from tests.factories.applications import ApplicationFactory, PartnerFactory
from tests.factories.programmes import CallFactory, CriterionFactory
from tests.factories.selection import DecisionFactory, ReviewFactory, ScoreFactory, SeatFactory

pytestmark = pytest.mark.django_db


def verbs():
    return list(Entry.objects.order_by("pk").values_list("verb", flat=True))


def a_submitted(**fields):
    return ApplicationFactory(submitted=True, **fields)


def test_one_seat_each_and_one_chair():
    call, officer, user = CallFactory(), OfficerFactory(), UserFactory()
    give_seat(call, user, role=Seat.Role.CHAIR, by=officer)
    with pytest.raises(Refusal, match="siège déjà"):
        give_seat(call, user, role=Seat.Role.READER, by=officer)
    with pytest.raises(Refusal, match="déjà une présidence"):
        give_seat(call, UserFactory(), role=Seat.Role.CHAIR, by=officer)
    assert verbs() == ["seat.given"]


def test_a_freed_seat_takes_its_unread_files_back():
    review = ReviewFactory()
    seat = SeatFactory(call=review.application.call, user=review.reader)
    withdraw_seat(seat, by=OfficerFactory())
    assert not Review.objects.exists()
    assert not Seat.objects.exists()


def test_who_handed_a_reading_in_keeps_the_seat():
    review = ReviewFactory(done=True)
    seat = SeatFactory(call=review.application.call, user=review.reader)
    with pytest.raises(Refusal, match="déjà rendu"):
        withdraw_seat(seat, by=OfficerFactory())
    assert Review.objects.exists()


def test_a_reader_gets_a_file_and_a_letter():
    application = a_submitted()
    seat = SeatFactory(call=application.call)
    review = assign_reader(application, seat.user, by=OfficerFactory())
    message = Message.objects.get()
    assert message.to == seat.user.email
    assert f"/comite/lectures/{review.code}/" in message.body
    assert verbs() == ["review.assigned"]


def test_only_the_committee_of_the_call_reads():
    with pytest.raises(Refusal, match="ne siège pas"):
        assign_reader(a_submitted(), SeatFactory().user, by=OfficerFactory())


@pytest.mark.parametrize("side", ["lead", "partner"])
def test_whoever_belongs_to_the_alliance_does_not_read_it(side):
    position = PositionFactory()
    application = a_submitted(**({"lead": position.organisation} if side == "lead" else {}))
    if side == "partner":
        PartnerFactory(application=application, organisation=position.organisation)
    SeatFactory(call=application.call, user=position.person.user)
    with pytest.raises(Refusal, match="conflit d’intérêts"):
        assign_reader(application, position.person.user, by=OfficerFactory())
    assert not Review.objects.exists()


def test_nobody_reads_twice_nor_a_draft():
    review = ReviewFactory()
    SeatFactory(call=review.application.call, user=review.reader)
    with pytest.raises(Refusal, match="lit déjà"):
        assign_reader(review.application, review.reader, by=OfficerFactory())
    draft = ApplicationFactory()
    with pytest.raises(Refusal, match="déposée"):
        assign_reader(draft, SeatFactory(call=draft.call).user, by=OfficerFactory())


def test_a_reading_is_taken_back_only_before_it_is_handed_in():
    withdraw_review(ReviewFactory(), by=OfficerFactory())
    with pytest.raises(Refusal, match="déjà rendue"):
        withdraw_review(ReviewFactory(done=True), by=OfficerFactory())
    assert Review.objects.count() == 1


def write(review, scores, **words):
    words = {"for_committee": "", "for_applicant": ""} | words
    return write_review(review, by=review.reader, scores=scores, **words)


def test_scores_are_kept_changed_and_taken_away():
    review = ReviewFactory()
    first, second = (CriterionFactory(call=review.application.call) for _ in range(2))
    write(review, {first.pk: 3, second.pk: 5}, for_committee="Solide.")
    write(review, {first.pk: 4, second.pk: None}, for_committee="Solide.")
    assert list(Score.objects.values_list("criterion", "value")) == [(first.pk, 4)]
    assert Review.objects.get().for_committee == "Solide."


@pytest.mark.parametrize("value", [-1, 6])
def test_a_score_off_the_scale_is_refused_and_nothing_is_written(value):
    review = ReviewFactory()
    criterion = CriterionFactory(call=review.application.call, max_score=5)
    with pytest.raises(Refusal, match="va de 0 à 5"):
        write(review, {criterion.pk: value}, for_committee="perdu ?")
    assert not Score.objects.exists()
    assert Review.objects.get().for_committee == ""


def test_the_criterion_of_another_call_is_not_scored():
    write(ReviewFactory(), {CriterionFactory().pk: 3})
    assert not Score.objects.exists()


def test_a_complete_reading_is_handed_in_once():
    score, at = ScoreFactory(), timezone.now()
    finished = finish_review(score.review, by=score.review.reader, at=at)
    finish_review(score.review, by=score.review.reader, at=timezone.now())
    assert (finished.status, finished.done_at) == (Review.Status.DONE, at)
    assert Review.objects.get().done_at == at
    assert verbs() == ["review.finished"]


def test_missing_scores_are_named():
    review = ReviewFactory()
    CriterionFactory(call=review.application.call, label="Ancrage")
    with pytest.raises(Refusal) as refused:
        finish_review(review, by=review.reader, at=timezone.now())
    assert refused.value.more == ["Notez «\N{NO-BREAK SPACE}Ancrage\N{NO-BREAK SPACE}»."]


def test_a_reading_is_taken_up_again_until_the_results():
    review = ReviewFactory(done=True)
    assert reopen_review(review, by=review.reader).status == Review.Status.ASSIGNED
    told = ReviewFactory(done=True, application__call__decided_at=timezone.now())
    for act in (
        lambda: reopen_review(told, by=told.reader),
        lambda: write(told, {}),
        lambda: finish_review(told, by=told.reader, at=timezone.now()),
    ):
        with pytest.raises(Refusal, match="ne changent plus"):
            act()


def test_a_decision_is_taken_and_may_be_taken_again():
    application, chair, at = a_submitted(), UserFactory(), timezone.now()
    decide(application, outcome="accepted", reason="Oui.", granted_cents=900, by=chair, at=at)
    decide(application, outcome="declined", reason="Non.", granted_cents=900, by=chair, at=at)
    decision = Decision.objects.get()
    assert (decision.outcome, decision.granted_cents) == ("declined", None)
    assert verbs() == ["decision.taken", "decision.taken"]


def test_what_is_accepted_has_an_amount():
    with pytest.raises(Refusal, match="montant accordé"):
        decide(a_submitted(), outcome="accepted", reason="Oui.", by=None, at=timezone.now())


@pytest.mark.parametrize(
    ("application", "sentence"),
    [
        (ApplicationFactory, "déposée"),
        (lambda: a_submitted(call__decided_at=timezone.now()), "ne change plus"),
    ],
)
def test_what_is_not_decided(application, sentence):
    with pytest.raises(Refusal, match=sentence):
        decide(application(), outcome="declined", reason="x", by=None, at=timezone.now())


def test_results_are_announced_all_at_once_with_a_letter_to_each_alliance():
    call = CallFactory(closed=True)
    yes = DecisionFactory(application__call=call, reason="Un ancrage rare.").application
    no = DecisionFactory(
        application__call=call, outcome="declined", granted_cents=None, reason="Trop tôt."
    ).application
    ReviewFactory(application=no, for_applicant="Précisez le budget.", for_committee="Entre nous.")
    for application in (yes, no):
        PositionFactory(organisation=application.lead)
    announce_results(call, by=OfficerFactory(), at=timezone.now())
    bodies = " ".join(Message.objects.values_list("body", flat=True))
    assert Message.objects.count() == 2
    for words in ("Un ancrage rare.", "Trop tôt.", "Précisez le budget."):
        assert words in bodies
    assert "Entre nous." not in bodies
    assert verbs() == ["call.announced"]


def test_results_wait_for_every_decision():
    call = CallFactory(closed=True)
    a_submitted(call=call, title="Oubliée")
    with pytest.raises(Refusal) as refused:
        announce_results(call, by=OfficerFactory(), at=timezone.now())
    assert "Oubliée" in refused.value.more[0]


def test_results_are_not_announced_before_the_closing_nor_twice():
    officer, now = OfficerFactory(), timezone.now()
    with pytest.raises(Refusal, match="n’est pas clos"):
        announce_results(CallFactory(), by=officer, at=now)
    call = announce_results(CallFactory(closed=True), by=officer, at=now)
    with pytest.raises(Refusal, match="déjà annoncés"):
        announce_results(call, by=officer, at=now)


def test_a_handed_in_reading_is_not_written_before_it_is_taken_up():
    review = ReviewFactory(done=True, for_committee="Avant.")
    with pytest.raises(Refusal, match="Reprenez-la"):
        write(review, {}, for_committee="Après.")
    review.refresh_from_db()
    assert review.for_committee == "Avant."


def test_the_same_decision_twice_is_one_line_and_another_is_a_second():
    application, words = (
        a_submitted(call=CallFactory(closed=True)),
        {"by": None, "at": timezone.now()},
    )
    first = decide(application, outcome="accepted", reason="Oui.", granted_cents=5, **words)
    again = decide(application, outcome="accepted", reason="Oui.", granted_cents=5, **words)
    assert first == again
    assert verbs() == ["decision.taken"]
    decide(application, outcome="accepted", reason="Oui.", granted_cents=6, **words)
    assert verbs() == ["decision.taken"] * 2


def test_a_reading_that_is_not_handed_in_is_not_taken_up_again():
    review = ReviewFactory()
    with pytest.raises(Refusal, match="pas rendue"):
        reopen_review(review, by=review.reader)
    assert verbs() == []


def test_a_seat_or_a_reading_that_is_gone_is_said_in_words():
    review = ReviewFactory()
    seat = SeatFactory(call=review.application.call, user=review.reader)
    Seat.objects.all().delete()
    Review.objects.all().delete()
    with pytest.raises(Refusal, match="Rechargez"):
        withdraw_seat(seat, by=OfficerFactory())
    with pytest.raises(Refusal, match="Rechargez"):
        withdraw_review(review, by=OfficerFactory())
    assert verbs() == []
