"""What the outbox's page shows."""

from collections.abc import Iterator
from datetime import datetime, timedelta

from django.conf import settings
from django.db.models import Count, Min, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce
from prometheus_client.core import GaugeMetricFamily

from maillage.accounts.models import User
from maillage.core.health import watch
from maillage.core.metrics import gauge, gauge_by, measure
from maillage.mail.models import (
    Message,
    MessageQuerySet,
    Status,
    Undeliverable,
    UndeliverableQuerySet,
)

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


def undeliverable_addresses(user: User) -> UndeliverableQuerySet:
    """Addresses where nothing arrives, each with how many messages are kept back for it."""
    kept = (
        Message.objects.order_by()
        .filter(status=Status.BLOCKED, to__iexact=OuterRef("address"))
        .values("status")
        .annotate(number=Count("pk"))
        .values("number")
    )
    return Undeliverable.objects.visible_to(user).annotate(kept_back=Coalesce(Subquery(kept), 0))


@measure
def figures(at: datetime) -> Iterator[GaugeMetricFamily]:
    """The outbox for Prometheus."""
    states = {status.value: 0.0 for status in Status}
    states |= dict(Message.objects.order_by().values_list("status").annotate(Count("pk")))
    yield gauge_by("status", "maillage_mails", "Mails of the outbox, by state.", states)
    oldest = Message.objects.filter(status=Status.WAITING).aggregate(at=Min("created_at"))["at"]
    yield gauge(
        "maillage_mails_oldest_waiting_age_seconds",
        "How long the oldest waiting mail has waited.",
        (at - oldest).total_seconds() if oldest else 0,
    )
    yield gauge(
        "maillage_mails_undeliverable_addresses",
        "Addresses where nothing arrives.",
        Undeliverable.objects.count(),
    )
