"""Writing to people, handing what was written to the mail server, hearing what comes back."""

from maillage.mail.services.mailbox import MailboxError, read_mailbox
from maillage.mail.services.outbox import cancel, claim_due, deliver, mail_server, post, retry
from maillage.mail.services.returns import Outcome, take_return, trust_again

__all__ = [
    "MailboxError",
    "Outcome",
    "cancel",
    "claim_due",
    "deliver",
    "mail_server",
    "post",
    "read_mailbox",
    "retry",
    "take_return",
    "trust_again",
]
