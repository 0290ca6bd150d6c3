"""What comes back: of which mail, and what is done about its address."""

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone, translation
from hypothesis import given
from hypothesis import strategies as st

from maillage.core.refusal import Refusal
from maillage.journal.models import Entry
from maillage.mail.models import Message, Status, Undeliverable, reason_of
from maillage.mail.services import Outcome, take_return, trust_again
from maillage.mail.services.returns import MARK, mark_of
from tests.factories.accounts import OfficerFactory, UserFactory
from tests.factories.mail import MessageFactory, UndeliverableFactory
from tests.mail.reports import headers_alone, holiday, postfix

NOW = timezone.now()
pytestmark = pytest.mark.django_db


def sent(**fields) -> Message:
    return MessageFactory(
        **{"to": "Awa@Example.org", "status": Status.SENT, "sent_at": NOW} | fields
    )


class TestMark:
    def test_a_mark_is_found_again_and_fits_an_address(self):
        mark = mark_of(MessageFactory.build())
        assert MARK.fullmatch(f"{mark}@", 0, len(mark) + 1) or MARK.match(f"{mark}@")
        assert len(f"retours+{mark}") <= 64

    def test_each_mail_has_its_own_which_depends_on_the_key(self, settings):
        one, other = MessageFactory.build(), MessageFactory.build()
        assert mark_of(one) != mark_of(other)
        before = mark_of(one)
        settings.SECRET_KEY = "another"
        assert mark_of(one) != before


class TestTaking:
    def test_a_mail_that_came_back_says_so_and_its_address_is_kept_from_more(self):
        message = sent()
        assert take_return(postfix(mark_of(message)), at=NOW) is Outcome.RETURNED
        message.refresh_from_db()
        assert (message.status, message.returned_at) == (Status.BOUNCED, NOW)
        assert message.reason == "Cette adresse n’existe pas."
        assert "Recipient address rejected" in message.last_error
        address = Undeliverable.objects.get()
        assert (address.address, address.since_at) == ("awa@example.org", NOW)
        entry = Entry.objects.get()
        assert (entry.verb, entry.by, entry.facts) == (
            "message.bounced",
            None,
            {"status": "5.1.1"},
        )

    @pytest.mark.parametrize("where", ["envelope", "to", "headers alone"])
    def test_the_mark_is_found_wherever_a_server_leaves_it(self, where):
        mark = mark_of(sent())
        came = {
            "envelope": (postfix("nothing"), f"retours+{mark}@alliances.example"),
            "to": (postfix("nothing", to=f"retours+{mark.upper()}@alliances.example"), ""),
            "headers alone": (headers_alone(mark), ""),
        }
        raw, envelope = came[where]
        assert take_return(raw, at=NOW, envelope_to=envelope) is Outcome.RETURNED

    def test_a_delay_is_noted_and_changes_nothing_else(self):
        message = sent()
        raw = postfix(mark_of(message), action="delayed", status="4.4.1", words="timed out")
        assert take_return(raw, at=NOW) is Outcome.DELAYED
        message.refresh_from_db()
        assert (message.status, message.return_status) == (Status.SENT, "4.4.1")
        assert message.reason == "Le serveur de messagerie n’a pas pu être joint."
        assert not Undeliverable.objects.exists()
        assert take_return(postfix(mark_of(message)), at=NOW) is Outcome.RETURNED

    @pytest.mark.parametrize("status", ["5.2.2", "5.7.1", "4.4.7"])
    def test_a_full_box_or_a_server_that_mistrusts_us_is_no_fault_of_the_address(self, status):
        message = sent()
        raw = postfix(mark_of(message), status=status, words="no")
        assert take_return(raw, at=NOW) is Outcome.RETURNED
        message.refresh_from_db()
        assert message.status == Status.BOUNCED
        assert not Undeliverable.objects.exists()

    def test_it_is_said_once(self):
        raw = postfix(mark_of(sent()))
        outcomes = [take_return(raw, at=NOW) for _number in range(3)]
        assert outcomes == [Outcome.RETURNED, Outcome.KNOWN, Outcome.KNOWN]
        assert Entry.objects.count() == 1

    def test_a_late_report_does_not_undo_a_new_try(self):
        message = sent(status=Status.WAITING)
        assert take_return(postfix(mark_of(message)), at=NOW) is Outcome.KNOWN
        message.refresh_from_db()
        assert message.status == Status.WAITING

    def test_a_second_mail_to_the_same_address_renews_the_first(self):
        take_return(postfix(mark_of(sent())), at=NOW)
        later = NOW + timezone.timedelta(days=1)
        take_return(postfix(mark_of(sent()), status="5.1.2", words=""), at=later)
        address = Undeliverable.objects.get()
        assert (address.since_at, address.return_status) == (later, "5.1.2")

    def test_a_date_goes_with_the_state(self):
        with pytest.raises(IntegrityError), transaction.atomic():
            sent(status=Status.BOUNCED)


class TestForgery:
    """Who cannot read our mails can stop none of them."""

    def test_a_report_without_our_mark_does_nothing(self):
        sent()
        for mark in ("", "none", "awa@example.org", "<awa@example.org>"):
            assert take_return(postfix(mark), at=NOW) is Outcome.IGNORED
        assert not Undeliverable.objects.exists()

    def test_the_code_alone_is_not_the_mark(self):
        """Codes are seen on the desk's pages; the seal is not."""
        message = sent()
        code = message.code.lower()
        for mark in (code, f"{code}.", f"{code}.{'0' * 20}", f"{code}.{mark_of(message)[-19:]}"):
            assert take_return(postfix(mark), at=NOW) is Outcome.IGNORED

    def test_the_mark_of_one_mail_stops_that_one_alone(self):
        mine, other = sent(to="moi@example.org"), sent(to="autre@example.org")
        seal = mark_of(mine).partition(".")[2]
        forged = postfix(f"{other.code.lower()}.{seal}")
        assert take_return(forged, at=NOW) is Outcome.IGNORED
        # Whatever recipient the report names, the address is that of our own row.
        take_return(postfix(mark_of(mine)), at=NOW)
        assert list(Undeliverable.objects.values_list("address", flat=True)) == ["moi@example.org"]

    def test_an_answer_of_somebody_away_does_nothing(self):
        to = f"retours+{mark_of(sent())}@alliances.example"
        assert take_return(holiday(to), at=NOW, envelope_to=to) is Outcome.IGNORED

    def test_a_mail_that_was_erased_since_is_none_of_ours(self):
        mark = mark_of(sent())
        Message.objects.all().delete()
        assert take_return(postfix(mark), at=NOW) is Outcome.IGNORED

    def test_noise_does_nothing(self):
        @given(st.binary(max_size=400), st.text(max_size=80))
        def noise(raw, envelope):
            assert take_return(raw, at=NOW, envelope_to=envelope) is Outcome.IGNORED

        noise()


class TestTryingAgain:
    def test_what_was_kept_back_leaves_and_codes_are_given_up(self):
        address = UndeliverableFactory(address="awa@example.org")
        kept = MessageFactory(to="Awa@example.org", status=Status.BLOCKED, attempts=1)
        code = MessageFactory(
            to="awa@example.org", status=Status.BLOCKED, is_confidential=True, body="123456"
        )
        other = MessageFactory(to="autre@example.org", status=Status.BLOCKED)
        officer = OfficerFactory()
        assert trust_again(address, by=officer, at=NOW) == 1
        states = {m.pk: m.status for m in Message.objects.all()}
        assert states == {
            kept.pk: Status.WAITING,
            code.pk: Status.CANCELLED,
            other.pk: Status.BLOCKED,
        }
        assert not Undeliverable.objects.exists()
        entry = Entry.objects.get()
        assert (entry.verb, entry.by, entry.label) == (
            "address.trusted",
            officer,
            "…@example.org",
        )

    def test_two_who_press_at_once_do_it_once(self):
        address = UndeliverableFactory()
        trust_again(address, by=OfficerFactory(), at=NOW)
        with pytest.raises(Refusal):
            trust_again(Undeliverable(pk=address.pk or 1), by=OfficerFactory(), at=NOW)
        assert Entry.objects.count() == 1

    def test_the_addresses_are_the_teams(self):
        UndeliverableFactory()
        assert Undeliverable.objects.visible_to(OfficerFactory()).exists()
        assert not Undeliverable.objects.visible_to(UserFactory()).exists()


class TestWords:
    @pytest.mark.parametrize(
        ("status", "words"),
        [
            ("5.1.2", "Le domaine de cette adresse n’existe pas."),
            ("5.1.99", "Le serveur de messagerie refuse cette adresse."),
            ("5.7.26", "Le serveur de messagerie refuse les messages de la plateforme."),
            ("4.2.2", "Cette boîte est pleine."),
            ("5.99.1", "Le serveur de messagerie a rendu le message sans dire pourquoi."),
            ("", ""),
        ],
    )
    def test_a_status_is_a_sentence(self, status, words):
        assert reason_of(status) == words

    def test_in_the_language_of_who_reads(self):
        with translation.override("en"):
            assert reason_of("5.1.1") == "This address does not exist."
