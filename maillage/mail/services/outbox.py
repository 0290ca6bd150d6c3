"""Writing to people, and handing what was written to the mail server."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from smtplib import SMTPException, SMTPResponseException
from typing import Any

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.core.mail.backends.base import BaseEmailBackend
from django.core.mail.backends.smtp import EmailBackend
from django.db import transaction
from django.db.models import F
from django.template import Context, engines
from django.utils import translation
from django.utils.translation import gettext as _

from maillage.accounts.models import User
from maillage.core.locking import locked
from maillage.core.refusal import Refusal
from maillage.journal.services import record
from maillage.mail.models import Message, Status, Undeliverable
from maillage.mail.services.returns import mark_of

ATTEMPTS = 8
FIRST_WAIT = timedelta(minutes=1)
LONGEST_WAIT = timedelta(hours=12)
CLAIM = timedelta(minutes=10)  # a worker that died while sending is forgotten after that
PERMANENT = 500  # SMTP answers from here up are final


def post(
    *,
    to: User | str,
    kind: str,
    template: str,
    context: Mapping[str, Any],
    confidential: bool = False,
    reply_to: str = "",
) -> Message:
    """Write a message into the outbox, in the language of whom it is for.

    `template` names `<template>.txt`: its first line is the subject, the rest the body. Must be
    called inside the act's transaction: an act that is rolled back writes to nobody.
    """
    if not transaction.get_connection().in_atomic_block:
        raise RuntimeError(f"post({kind!r}) must stand inside the act's transaction.")
    user = to if isinstance(to, User) else None
    language = user.language if user else translation.get_language() or "fr"
    with translation.override(language):
        text = _plain(f"{template}.txt", {**context, "site_url": settings.SITE_URL})
    subject, _blank, body = text.strip().partition("\n")
    return Message.objects.create(
        to=to.email if isinstance(to, User) else to,
        to_user=user,
        reply_to=reply_to,
        subject=" ".join(subject.split())[:255],
        body=body.strip() + "\n",
        language=language[:2],
        kind=kind,
        is_confidential=confidential,
    )


def _plain(name: str, context: dict[str, Any]) -> str:
    """Render a text as text: a title with & or < arrives as it was written."""
    engine = engines["django"]
    template = engine.get_template(name)
    return str(template.template.render(Context(context, autoescape=False)))  # type: ignore[attr-defined]


def claim_due(at: datetime, limit: int = 50) -> list[Message]:
    """Take messages that are due, so that no other worker takes them too.

    Each is claimed by one conditional UPDATE: of two workers that see the same row, one wins.
    """
    Message.objects.filter(status=Status.SENDING, claimed_at__lt=at - CLAIM).update(
        status=Status.WAITING
    )
    claimed = []
    for message in Message.objects.due(at).order_by("next_attempt_at", "pk")[:limit]:
        won = Message.objects.filter(pk=message.pk, status=Status.WAITING).update(
            status=Status.SENDING, claimed_at=at, attempts=F("attempts") + 1
        )
        if won:
            message.refresh_from_db()
            claimed.append(message)
    return claimed


def deliver(message: Message, *, at: datetime, server: BaseEmailBackend | None = None) -> Message:
    """Hand one claimed message to the mail server.

    A crash between the server's yes and our commit sends it twice at most, with the same
    Message-ID, by which mail programs recognise it. Without a server (demonstration), the
    message is held on screen; to an address where nobody is, it is kept back.
    """
    if not settings.EMAIL_URL:
        return _settle(message, Status.HELD)
    if _is_undeliverable(message.to):
        return _settle(message, Status.BLOCKED)
    try:
        (server or mail_server()).send_messages([_envelope(message)])
    except SMTPResponseException as error:
        words = f"{error.smtp_code} {error.smtp_error!r}"
        return _retry_or_fail(message, words, at, final=error.smtp_code >= PERMANENT)
    except (SMTPException, OSError) as error:
        refused = getattr(error, "recipients", {})
        final = bool(refused) and all(code >= PERMANENT for code, _words in refused.values())
        return _retry_or_fail(message, f"{error}", at, final=final)
    return _settle(message, Status.SENT, sent_at=at)


def mail_server() -> BaseEmailBackend:
    """The real SMTP client, from EMAIL_URL."""
    given = settings.EMAIL_SERVER
    return EmailBackend(
        host=given["EMAIL_HOST"],
        port=given["EMAIL_PORT"],
        username=given["EMAIL_HOST_USER"],
        password=given["EMAIL_HOST_PASSWORD"],
        use_tls=given.get("EMAIL_USE_TLS", False),
        use_ssl=given.get("EMAIL_USE_SSL", False),
        timeout=20,
    )


def _is_undeliverable(address: str) -> bool:
    return Undeliverable.objects.filter(address=address.lower()).exists()


def _envelope(message: Message) -> EmailMultiAlternatives:
    """The mail, marked twice so that we know it if it comes back: its identifier, its envelope.

    The envelope's sender, where BOUNCE_ADDRESS names one, is where servers send it back to.
    """
    mark, domain = mark_of(message), settings.DEFAULT_FROM_EMAIL.rpartition("@")[2].strip(" >")
    local, at_sign, host = settings.BOUNCE_ADDRESS.partition("@")
    mail = EmailMultiAlternatives(
        subject=message.subject,
        body=message.body,
        from_email=f"{local}+{mark}@{host}" if at_sign else settings.DEFAULT_FROM_EMAIL,
        to=[message.to],
        reply_to=[message.reply_to] if message.reply_to else None,
        headers={
            "From": settings.DEFAULT_FROM_EMAIL,
            "Message-ID": f"<{mark}@{domain}>",
            "Auto-Submitted": "auto-generated",
            "Content-Language": message.language,
        },
    )
    if message.html:
        mail.attach_alternative(message.html, "text/html")
    return mail


def _settle(message: Message, status: str, **fields: Any) -> Message:
    """Write what became of a message; a delivered secret is forgotten, unless people read it here."""
    message.status = status
    for name, value in fields.items():
        setattr(message, name, value)
    if message.is_confidential and status == Status.SENT:
        message.body = message.html = ""
    message.save()
    return message


def _retry_or_fail(message: Message, words: str, at: datetime, *, final: bool) -> Message:
    if final or message.attempts >= ATTEMPTS:
        return _settle(message, Status.FAILED, last_error=words)
    wait = min(FIRST_WAIT * 4 ** (message.attempts - 1), LONGEST_WAIT)
    return _settle(message, Status.WAITING, last_error=words, next_attempt_at=at + wait)


@transaction.atomic
def cancel(message: Message, *, by: User) -> Message:
    """Hold a message back that has not left."""
    taken = Message.objects.filter(status__in=Message.CANCELLABLE, pk=message.pk).update(
        status=Status.CANCELLED
    )
    if not taken:
        raise Refusal(_("Ce message est déjà parti : il ne peut plus être annulé."))
    record("message.cancelled", message, by=by)
    message.refresh_from_db()
    return message


@transaction.atomic
def retry(message: Message, *, by: User, at: datetime) -> Message:
    """Try again, at once, a message that did not arrive: to the account's address of today."""
    message = locked(message)
    if message.status not in Message.RETRIABLE:
        raise Refusal(_("Seul un message échoué, revenu, retenu ou annulé peut être relancé."))
    if message.is_confidential and not message.body:
        raise Refusal(
            _("Ce message portait un code personnel, oublié depuis. Il faut en demander un autre.")
        )
    if message.to_user and not message.is_confidential:
        message.to = message.to_user.email
    if _is_undeliverable(message.to):
        raise Refusal(
            _("Rien n’arrive plus à cette adresse. Corrigez-la, ou essayez-la de nouveau d’abord.")
        )
    message.status, message.next_attempt_at, message.attempts = Status.WAITING, at, 0
    message.last_error, message.return_status, message.returned_at = "", "", None
    message.save()
    record("message.retried", message, by=by)
    return message
