"""The file in front of the committee, and its decision."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from maillage.selection.models import Decision
from tests.factories.applications import ApplicationFactory
from tests.factories.programmes import CallFactory
from tests.factories.selection import DecisionFactory, ReviewFactory, SeatFactory

pytestmark = pytest.mark.django_db
ACCEPTED = {"outcome": "accepted", "granted_cents": "12 000,50", "reason": "Une alliance solide."}


@pytest.fixture
def application():
    return ApplicationFactory(call=CallFactory(closed=True), submitted=True)


@pytest.fixture
def chair(application):
    return SeatFactory(call=application.call, role="chair").user


def url(application):
    return reverse("jury:decide", args=[application.code])


def test_the_chair_decides_an_amount(client_of, application, chair):
    response = client_of(chair).post(url(application), ACCEPTED)
    assert response["Location"] == reverse("jury:committee", args=[application.call.slug])
    decision = Decision.objects.get()
    assert (decision.granted_cents, decision.by) == (1_200_050, chair)


def test_the_page_shows_each_reader_and_their_comment(client_of, application, chair):
    review = ReviewFactory(application=application, done=True, for_committee="Solide.")
    html = client_of(chair).get(url(application)).content.decode()
    assert review.reader.name in html
    assert "Solide." in html
    assert "10\u202f000\u202f€" in html


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"granted_cents": ""}, "Indiquez le montant accordé."),
        ({"granted_cents": "beaucoup"}, "n’est pas un montant"),
        ({"outcome": "maybe"}, "maybe"),
        ({"reason": ""}, "Raisons"),
        ({"reason": "x\x00y"}, "x"),
    ],
)
def test_a_bad_decision_is_told_and_nothing_lost(client_of, application, chair, change, sentence):
    response = client_of(chair).post(url(application), {**ACCEPTED, **change})
    assert response.status_code == 422
    assert sentence in response.content.decode()
    assert not Decision.objects.exists()


def test_declining_needs_no_amount(client_of, application, chair):
    client_of(chair).post(url(application), {"outcome": "declined", "reason": "Trop tôt."})
    assert Decision.objects.get().granted_cents is None


def test_a_decision_can_be_changed(client_of, application, chair):
    DecisionFactory(application=application, reason="Avant.")
    client = client_of(chair)
    assert "Avant." in client.get(url(application)).content.decode()
    client.post(url(application), ACCEPTED)
    assert Decision.objects.get().reason == "Une alliance solide."


def test_before_the_closing_there_is_no_form(client_of, application, chair):
    application.call.closes_at = timezone.now() + timedelta(days=1)
    application.call.save()
    client = client_of(chair)
    assert "après la clôture" in client.get(url(application)).content.decode()
    assert client.post(url(application), ACCEPTED).status_code == 403


def test_once_announced_the_decision_is_read_only(client_of, application, chair):
    DecisionFactory(application=application, reason="Définitif.")
    application.call.decided_at = timezone.now()
    application.call.save()
    html = client_of(chair).get(url(application)).content.decode()
    assert "Définitif." in html
    assert "la décision ne change plus" in html


def test_a_reader_does_not_decide(client_of, application):
    reader = SeatFactory(call=application.call).user
    ReviewFactory(application=application, reader=reader)
    assert client_of(reader).get(url(application)).status_code == 403
    file = reverse("jury:application", args=[application.code])
    assert client_of(reader).get(file).status_code == 200


def test_a_reader_without_this_reading_finds_no_file(client_of, application):
    reader = SeatFactory(call=application.call).user
    file = reverse("jury:application", args=[application.code])
    assert client_of(reader).get(file).status_code == 404


def test_a_draft_is_nobody_elses_to_read(client_of, chair, application):
    draft = ApplicationFactory(call=application.call)
    file = reverse("jury:application", args=[draft.code])
    assert client_of(chair).get(file).status_code == 404
