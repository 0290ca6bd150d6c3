from datetime import timedelta

import pytest
from django.db import transaction
from django.utils import timezone, translation

from maillage.core.refusal import Refusal
from maillage.journal.models import Entry
from maillage.mail.models import Message, Status
from maillage.mail.services import ATTEMPTS, cancel, claim_due, deliver, post, retry
from tests.factories.accounts import OfficerFactory, UserFactory
from tests.factories.mail import MessageFactory
from tests.factories.selection import ReviewFactory
from tests.mail.smtp_server import SmtpServer

NOW = timezone.now()
MINUTE = timedelta(minutes=1)


@pytest.fixture
def server(settings):
    """The real client talks to a real, local server."""
    running = SmtpServer()
    settings.EMAIL_URL = f"smtp://127.0.0.1:{running.port}"
    settings.EMAIL_SERVER = {
        "EMAIL_HOST": "127.0.0.1",
        "EMAIL_PORT": running.port,
        "EMAIL_HOST_USER": "",
        "EMAIL_HOST_PASSWORD": "",
    }
    yield running
    running.close()


def claimed(**fields):
    MessageFactory(next_attempt_at=NOW, **fields)
    (message,) = claim_due(NOW)
    return message


@pytest.mark.django_db
class TestPost:
    def write(self, user):
        review = ReviewFactory(reader=user)
        return post(
            to=user,
            kind="review.assigned",
            template="selection/mail/assigned",
            context={"review": review, "network": "Réseau"},
        )

    def test_the_first_line_is_the_subject(self):
        message = self.write(UserFactory())
        assert message.subject.startswith("Une candidature à lire")
        assert message.body.startswith("Bonjour,")
        assert message.body.endswith("Réseau\n")

    def test_each_is_written_to_in_their_language_whoever_acts(self):
        with translation.override("fr"):
            message = self.write(UserFactory(language="en"))
        assert message.subject.startswith("An application to read")
        assert message.language == "en"

    def test_a_title_with_signs_of_html_arrives_as_it_is(self):
        review = ReviewFactory(application__title="Eau & <terre>")
        message = post(
            to=review.reader,
            kind="x",
            template="selection/mail/assigned",
            context={"review": review, "network": "R"},
        )
        assert "Eau & <terre>" in message.subject


@pytest.mark.django_db(transaction=True)
def test_a_message_belongs_to_an_act():
    with pytest.raises(RuntimeError, match="transaction"):
        post(to="a@example.org", kind="x", template="x", context={})


@pytest.mark.django_db(transaction=True)
def test_an_act_that_is_rolled_back_writes_to_nobody():
    with transaction.atomic():
        TestPost().write(UserFactory())
        transaction.set_rollback(True)
    assert not Message.objects.exists()


@pytest.mark.django_db
class TestDelivery:
    def test_a_message_is_sent_once(self, server):
        message = deliver(claimed(subject="Été", body="Bonjour."), at=NOW)
        assert (message.status, message.sent_at) == (Status.SENT, NOW)
        assert f"<{message.code.lower()}@" in server.received[0]
        assert "Auto-Submitted: auto-generated" in server.received[0]
        assert claim_due(NOW) == []

    def test_what_is_claimed_is_not_claimed_again(self):
        MessageFactory(next_attempt_at=NOW)
        assert len(claim_due(NOW)) == 1
        assert claim_due(NOW) == []

    def test_a_worker_that_died_is_forgotten_after_a_while(self):
        claimed()
        assert claim_due(NOW + 9 * MINUTE) == []
        assert len(claim_due(NOW + 11 * MINUTE)) == 1

    def test_what_is_not_due_waits(self):
        MessageFactory(next_attempt_at=NOW + MINUTE)
        assert claim_due(NOW) == []

    def test_not_now_is_tried_again_later_and_later(self, server):
        server.answer = "451 later"
        message = deliver(claimed(), at=NOW)
        assert (message.status, message.next_attempt_at) == (Status.WAITING, NOW + MINUTE)
        (again,) = claim_due(NOW + MINUTE)
        message = deliver(again, at=NOW + MINUTE)
        assert message.next_attempt_at == NOW + 5 * MINUTE
        assert "451" in message.last_error

    def test_never_is_final(self, server):
        server.answer = "550 nobody"
        message = deliver(claimed(), at=NOW)
        assert message.status == Status.FAILED
        assert "550" in message.last_error

    def test_a_server_that_is_away_is_tried_again(self, server):
        server.close()
        assert deliver(claimed(), at=NOW).status == Status.WAITING

    def test_one_day_we_give_up(self, server):
        server.answer = "451 later"
        message = claimed(attempts=ATTEMPTS - 1)
        assert deliver(message, at=NOW).status == Status.FAILED

    def test_a_secret_is_forgotten_once_delivered(self, server):
        message = deliver(claimed(is_confidential=True, body="Code 123456"), at=NOW)
        assert message.body == ""
        assert "123456" in server.received[0]

    def test_without_a_server_messages_are_held_on_screen(self, settings):
        settings.EMAIL_URL = ""
        assert deliver(claimed(), at=NOW).status == Status.HELD


@pytest.mark.django_db
class TestDesk:
    def test_a_secret_is_not_read_at_the_desk(self, settings):
        message = MessageFactory(is_confidential=True, body="Code 123456")
        assert "123456" not in message.readable_body
        settings.DEMO = True
        assert "123456" in message.readable_body

    def test_the_outbox_is_the_teams(self):
        MessageFactory()
        assert Message.objects.visible_to(OfficerFactory()).exists()
        assert not Message.objects.visible_to(UserFactory()).exists()

    def test_what_waits_is_cancelled_and_what_left_is_not(self):
        officer = OfficerFactory()
        assert cancel(MessageFactory(), by=officer).status == Status.CANCELLED
        with pytest.raises(Refusal, match="déjà parti"):
            cancel(MessageFactory(status=Status.SENT, sent_at=NOW), by=officer)
        assert Entry.objects.get().verb == "message.cancelled"

    def test_what_failed_is_tried_again_at_once(self):
        failed = MessageFactory(status=Status.FAILED, attempts=8, last_error="550")
        again = retry(failed, by=OfficerFactory(), at=NOW)
        assert (again.status, again.attempts, again.last_error) == (Status.WAITING, 0, "")
        with pytest.raises(Refusal, match="échoué ou annulé"):
            retry(again, by=OfficerFactory(), at=NOW)
