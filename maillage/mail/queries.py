"""What the outbox's page shows."""

from django.db.models import Q

from maillage.accounts.models import User
from maillage.mail.models import Message, MessageQuerySet


def find_messages(words: str, user: User, *, status: str = "") -> MessageQuerySet:
    """Messages whose address or subject holds each of these words, newest first."""
    found = Message.objects.visible_to(user).defer("body", "html")
    if status:
        found = found.filter(status=status)
    for word in words.split():
        found = found.filter(Q(to__icontains=word) | Q(subject__icontains=word))
    return found
