"""Mails that come back: which of ours they are, and what it means for their address."""

import re
from datetime import datetime
from enum import StrEnum

from django.db import transaction
from django.utils.crypto import constant_time_compare, salted_hmac

from maillage.accounts.models import User
from maillage.algorithms.returns import Report, read
from maillage.core.locking import locked
from maillage.journal.services import record
from maillage.mail.models import Message, Status, Undeliverable

MARK = re.compile(r"([2-9a-hjkmnp-z]{4,16})\.([0-9a-f]{20})(?=@)")
LEAVES = (Status.SENT, Status.SENDING)  # what may come back; one that was tried again may not


class Outcome(StrEnum):
    """What a mail that came in turned out to be."""

    RETURNED = "returned"
    DELAYED = "delayed"
    KNOWN = "known"  # said before, or of a mail that was tried again since
    IGNORED = "ignored"  # no report, or of no mail of ours


def mark_of(message: Message) -> str:
    """What a mail carries so that we know it when it comes back: nobody can make one up.

    Who received a mail knows its mark, and can only have it returned to themselves.
    """
    code = message.code.lower()
    return f"{code}.{_seal(code)}"


def _seal(code: str) -> str:
    return salted_hmac("maillage.mail.returns", code, algorithm="sha256").hexdigest()[:20]


@transaction.atomic
def take_return(raw: bytes, *, at: datetime, envelope_to: str = "") -> Outcome:
    """Read a mail that came in; write what it says of one of ours, if it bears its mark."""
    report = read(raw, envelope_to=envelope_to)
    found = report and _message_of(report)
    if not report or not found:
        return Outcome.IGNORED
    message = locked(found)
    if message.status not in LEAVES:
        return Outcome.KNOWN
    message.return_status, message.last_error = report.status, report.words
    if not report.is_final:
        message.save(update_fields=["return_status", "last_error"])
        return Outcome.DELAYED
    message.status, message.returned_at = Status.BOUNCED, at
    message.save(update_fields=["return_status", "last_error", "status", "returned_at"])
    record("message.bounced", message, by=None, status=report.status)
    if report.blames_the_address:
        _suppress(message, at)
    return Outcome.RETURNED


def _message_of(report: Report) -> Message | None:
    """The mail whose mark is among the claims."""
    for claim in report.claims:
        for code, seal in MARK.findall(claim.lower()):
            if constant_time_compare(seal, _seal(code)):
                return Message.objects.filter(code=code.upper()).first()
    return None


def _suppress(message: Message, at: datetime) -> None:
    """Write no more to an address where nobody is: servers distrust who insists."""
    facts = {"since_at": at, "return_status": message.return_status, "words": message.last_error}
    Undeliverable.objects.update_or_create(address=message.to.lower(), defaults=facts)


@transaction.atomic
def trust_again(address: Undeliverable, *, by: User, at: datetime) -> int:
    """Write to an address again; what was kept back leaves now, personal codes apart: they are too old."""
    address = locked(address)
    kept = Message.objects.filter(status=Status.BLOCKED, to__iexact=address.address)
    kept.filter(is_confidential=True).update(status=Status.CANCELLED)
    again = kept.filter(is_confidential=False).update(
        status=Status.WAITING, attempts=0, next_attempt_at=at, last_error=""
    )
    record("address.trusted", address, by=by)
    address.delete()
    return again
