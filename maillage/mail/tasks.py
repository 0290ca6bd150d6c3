"""What the worker does with the outbox."""

from datetime import timedelta

from django.utils import timezone

from maillage.core.schedule import every
from maillage.mail.services import claim_due, deliver


@every(timedelta(seconds=5))
def deliver_due() -> int:
    """Send what is due; say how many were tried."""
    messages = claim_due(timezone.now())
    for message in messages:
        deliver(message, at=timezone.now())
    return len(messages)
