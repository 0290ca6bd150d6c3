"""Django's way to send mail, turned to the outbox."""

from collections.abc import Sequence

from django.core.mail import EmailMessage, EmailMultiAlternatives
from django.core.mail.backends.base import BaseEmailBackend
from django.core.mail.message import forbid_multi_line_headers
from django.db import transaction
from django.utils import translation

from maillage.accounts.models import User
from maillage.mail.models import Message


class OutboxBackend(BaseEmailBackend):
    """Writes what libraries send as rows of the outbox.

    Those are sign-in codes and password links: confidential, so that nobody of the team can
    read a code and enter somebody else's account.
    """

    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        """Write one row for each recipient; headers with line breaks are refused as Django does."""
        with transaction.atomic():
            for mail in email_messages:
                forbid_multi_line_headers("Subject", str(mail.subject), "utf-8")
                for address in mail.recipients():
                    self._write(mail, address)
        return len(email_messages)

    def _write(self, mail: EmailMessage, address: str) -> None:
        alternatives = mail.alternatives if isinstance(mail, EmailMultiAlternatives) else []
        pages = [str(content) for content, mimetype in alternatives if mimetype == "text/html"]
        Message.objects.create(
            to=address,
            to_user=User.objects.filter(email=address.lower()).first(),
            subject=str(mail.subject)[:255],
            body=str(mail.body),
            html=pages[0] if pages else "",
            language=(translation.get_language() or "fr")[:2],
            kind="account",
            is_confidential=True,
        )
