"""What the worker does with the outbox."""

from datetime import timedelta

from django.conf import settings
from django.utils import timezone

from maillage.core.schedule import every
from maillage.mail.services import claim_due, deliver, read_mailbox


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
