"""What the outbox's page shows."""

from datetime import datetime, timedelta

from django.conf import settings
from django.db.models import Q

from maillage.accounts.models import User
from maillage.core.health import watch
from maillage.mail.models import Message, MessageQuerySet, Status

AN_HOUR = timedelta(hours=1)


def find_messages(words: str, user: User, *, status: str = "") -> MessageQuerySet:
    """Messages whose address or subject holds each of these words, newest first."""
    found = Message.objects.visible_to(user).defer("body", "html")
    if status:
        found = found.filter(status=status)
    for word in words.split():
        found = found.filter(Q(to__icontains=word) | Q(subject__icontains=word))
    return found


@watch("outbox")
def mails_are_stuck(at: datetime) -> str | None:
    """What waits for an hour, or was given up, is for somebody to look at."""
    if not settings.EMAIL_URL:
        return None  # they are meant to stay on screen
    waiting = Message.objects.filter(status=Status.WAITING, created_at__lt=at - AN_HOUR).count()
    failed = Message.objects.filter(status=Status.FAILED).count()
    if waiting or failed:
        return (
            f"{waiting} mails wait for more than an hour, {failed} failed: see /pilotage/envois/."
        )
    return None
