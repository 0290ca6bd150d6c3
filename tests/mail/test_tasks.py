"""What the worker does with the outbox every day."""

from datetime import timedelta

import pytest
from django.utils import timezone

from maillage.core.schedule import take_due
from maillage.mail.models import Message, Status
from maillage.mail.tasks import KEPT, forget_old_messages
from tests.factories.mail import MessageFactory

pytestmark = pytest.mark.django_db
A_DAY = timedelta(days=1)


def message(status, *, written, sent=None):
    """A message of this state, written and sent this long ago."""
    now = timezone.now()
    sent_at = now - sent if sent else None
    returned_at = sent_at if status == Status.BOUNCED else None
    made = MessageFactory(status=status, sent_at=sent_at, returned_at=returned_at)
    Message.objects.filter(pk=made.pk).update(created_at=now - written)
    return made


@pytest.mark.parametrize("status", [Status.SENT, Status.BOUNCED])
def test_what_was_sent_is_forgotten_a_year_after(status):
    over = message(status, written=KEPT + 9 * A_DAY, sent=KEPT + A_DAY)
    kept = message(status, written=KEPT + 9 * A_DAY, sent=KEPT - A_DAY)
    assert forget_old_messages() == 1
    assert list(Message.objects.all()) == [kept]
    assert not Message.objects.filter(pk=over.pk).exists()


@pytest.mark.parametrize("status", [Status.HELD, Status.FAILED, Status.CANCELLED, Status.BLOCKED])
def test_what_was_never_sent_is_forgotten_a_year_after_it_was_written(status):
    message(status, written=KEPT + A_DAY)
    kept = message(status, written=KEPT - A_DAY)
    forget_old_messages()
    assert list(Message.objects.all()) == [kept]


@pytest.mark.parametrize("status", [Status.WAITING, Status.SENDING])
def test_what_still_waits_is_never_forgotten(status):
    message(status, written=2 * KEPT)
    assert forget_old_messages() == 0
    assert Message.objects.count() == 1


def test_the_worker_does_it_every_day():
    names = {task.name for task in take_due(timezone.now())}
    assert any(name.endswith("forget_old_messages") for name in names)
