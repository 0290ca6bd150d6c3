import pytest

from maillage.mail.models import Status
from maillage.mail.permissions import can_run_outbox
from maillage.mail.queries import find_messages, undeliverable_addresses
from tests.factories.accounts import OfficerFactory, UserFactory
from tests.factories.mail import MessageFactory, UndeliverableFactory

pytestmark = pytest.mark.django_db


def test_a_message_is_found_by_address_subject_and_state():
    wanted = MessageFactory(to="awa@example.org", subject="Votre décision")
    MessageFactory(status=Status.FAILED)
    for words, status in (("awa@", ""), ("AWA décision", ""), ("décision", "waiting")):
        assert list(find_messages(words, OfficerFactory(), status=status)) == [wanted]
    assert not find_messages("awa", OfficerFactory(), status="failed").exists()
    assert find_messages("", OfficerFactory()).count() == 2


def test_the_outbox_is_the_teams():
    MessageFactory()
    assert not find_messages("", UserFactory()).exists()
    assert can_run_outbox(OfficerFactory())
    assert not can_run_outbox(UserFactory())


def test_what_is_kept_back_is_counted_for_each_address(django_assert_num_queries):
    one = UndeliverableFactory(address="awa@example.org")
    two = UndeliverableFactory()
    for to in ("awa@example.org", "Awa@Example.org"):
        MessageFactory(to=to, status=Status.BLOCKED)
    MessageFactory(to="awa@example.org", status=Status.CANCELLED)
    with django_assert_num_queries(1):
        told = {
            a.pk: a.kept_back for a in undeliverable_addresses(OfficerFactory.build(team="officer"))
        }
    assert told == {one.pk: 2, two.pk: 0}
    assert not undeliverable_addresses(UserFactory()).exists()
