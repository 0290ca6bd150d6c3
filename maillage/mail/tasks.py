"""What the worker does with the outbox."""

from datetime import timedelta

from django.conf import settings
from django.db.models.functions import Coalesce
from django.utils import timezone

from maillage.core.schedule import every
from maillage.mail.models import Message, Status
from maillage.mail.services import claim_due, deliver, read_mailbox

KEPT = timedelta(days=366)  # "1 an après l’envoi", as the register says
UNDER_WAY = (Status.WAITING, Status.SENDING)


@every(timedelta(seconds=5))
def deliver_due() -> int:
    """Send what is due; say how many were tried."""
    messages = claim_due(timezone.now())
    for message in messages:
        deliver(message, at=timezone.now())
    return len(messages)


@every(timedelta(minutes=5))
def read_returns() -> int:
    """Take the mails that came back, where a mailbox is named for them."""
    url = settings.BOUNCE_MAILBOX_URL
    return read_mailbox(url, at=timezone.now()) if url else 0


@every(timedelta(days=1))
def forget_old_messages() -> int:
    """Erase what was written to people once its year is over; what still waits is kept."""
    over = Message.objects.exclude(status__in=UNDER_WAY).annotate(
        last_at=Coalesce("sent_at", "created_at")
    )
    gone, _details = over.filter(last_at__lt=timezone.now() - KEPT).delete()
    return gone
