from datetime import timedelta

import pytest
from django.db import transaction
from django.utils import timezone, translation

from maillage.core.refusal import Refusal
from maillage.journal.models import Entry
from maillage.mail.models import Message, Status
from maillage.mail.services import cancel, claim_due, deliver, post, retry
from maillage.mail.services.outbox import ATTEMPTS
from maillage.mail.services.returns import mark_of
from tests.factories.accounts import OfficerFactory, UserFactory
from tests.factories.mail import MessageFactory, UndeliverableFactory
from tests.factories.selection import ReviewFactory

NOW = timezone.now()
MINUTE = timedelta(minutes=1)


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
        assert f"<{mark_of(message)}@" in server.received[0]
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

    def test_the_envelope_says_where_the_mail_comes_back_to(self, server, settings):
        settings.BOUNCE_ADDRESS = "retours@alliances.example"
        settings.DEFAULT_FROM_EMAIL = "Réseau <ne-pas-repondre@alliances.example>"
        message = deliver(claimed(), at=NOW)
        assert server.senders == [f"retours+{mark_of(message)}@alliances.example"]
        assert "<ne-pas-repondre@alliances.example>" in server.received[0]
        assert "retours" not in server.received[0]

    def test_without_such_an_address_it_comes_back_to_who_sends(self, server):
        deliver(claimed(), at=NOW)
        assert server.senders == ["ne-pas-repondre@localhost"]

    def test_nothing_is_sent_to_an_address_where_nobody_is(self, server):
        UndeliverableFactory(address="awa@example.org")
        message = deliver(claimed(to="Awa@Example.org"), at=NOW)
        assert (message.status, server.received) == (Status.BLOCKED, [])

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
        with pytest.raises(Refusal, match="échoué, revenu, retenu ou annulé"):
            retry(again, by=OfficerFactory(), at=NOW)

    def test_what_came_back_is_sent_to_the_address_of_today(self):
        returned = MessageFactory(
            to="fausse@example.org",
            to_user=UserFactory(email="juste@example.org"),
            status=Status.BOUNCED,
            returned_at=NOW,
            return_status="5.1.1",
            sent_at=NOW,
        )
        again = retry(returned, by=OfficerFactory(), at=NOW)
        assert (again.status, again.to) == (Status.WAITING, "juste@example.org")
        assert (again.return_status, again.returned_at, again.reason) == ("", None, "")

    def test_an_address_where_nobody_is_is_refused_with_what_to_do(self):
        UndeliverableFactory(address="awa@example.org")
        blocked = MessageFactory(to="awa@example.org", status=Status.BLOCKED)
        with pytest.raises(Refusal, match="Corrigez-la"):
            retry(blocked, by=OfficerFactory(), at=NOW)
        blocked.refresh_from_db()
        assert blocked.status == Status.BLOCKED

    def test_a_personal_code_that_came_back_is_not_sent_empty(self):
        code = MessageFactory(
            is_confidential=True, body="", status=Status.BOUNCED, sent_at=NOW, returned_at=NOW
        )
        with pytest.raises(Refusal, match="code personnel"):
            retry(code, by=OfficerFactory(), at=NOW)

    def test_a_personal_code_never_changes_its_reader(self):
        code = MessageFactory(
            to="avant@example.org",
            to_user=UserFactory(email="apres@example.org"),
            is_confidential=True,
            status=Status.FAILED,
        )
        assert retry(code, by=OfficerFactory(), at=NOW).to == "avant@example.org"

    def test_what_is_kept_back_is_given_up(self):
        blocked = MessageFactory(status=Status.BLOCKED)
        assert cancel(blocked, by=OfficerFactory()).status == Status.CANCELLED
