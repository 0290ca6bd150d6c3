"""`maillage bounces`: take a mail that came back, from the mail server or from a mailbox."""

import sys
from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import DatabaseError
from django.utils import timezone

from maillage.algorithms.returns import LARGEST
from maillage.mail.services import MailboxError, read_mailbox, take_return

TRY_AGAIN = 75  # by which a mail server knows that it may ask later


class Command(BaseCommand):
    help = (
        "Read one mail that came back from the standard input, or all those of BOUNCE_MAILBOX_URL."
    )
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--to", default="", help="the address it came to, as the server knows")
        parser.add_argument("--mailbox", action="store_true", help="read BOUNCE_MAILBOX_URL now")

    def handle(self, *_args: Any, to: str, mailbox: bool, **_options: Any) -> None:
        if mailbox:
            self.read_mailbox()
            return
        # The rest is read too, and dropped: a pipe closed early is an error for who writes.
        raw = sys.stdin.buffer.read(LARGEST)
        while sys.stdin.buffer.read(1 << 20):
            pass
        try:
            outcome = take_return(raw, at=timezone.now(), envelope_to=to)
        except DatabaseError as error:
            self.stderr.write(f"The database does not answer: {error}")
            sys.exit(TRY_AGAIN)
        self.stdout.write(outcome.value)

    def read_mailbox(self) -> None:
        if not settings.BOUNCE_MAILBOX_URL:
            raise CommandError("BOUNCE_MAILBOX_URL is not set: there is no mailbox to read.")
        try:
            taken = read_mailbox(settings.BOUNCE_MAILBOX_URL, at=timezone.now())
        except MailboxError as error:
            raise CommandError(str(error)) from error
        self.stdout.write(f"{taken} mails came back.")
