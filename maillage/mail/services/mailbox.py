"""Reading the mailbox where mails come back, by IMAP or POP3.

By IMAP what is none of ours is marked as read and left to people; by POP3, which marks nothing, it is
left as it is. What was understood is removed.
"""

import imaplib
import poplib
import ssl
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime
from typing import Any
from urllib.parse import SplitResult, unquote, urlsplit

from maillage.algorithms.returns import LARGEST
from maillage.mail.services.returns import Outcome, take_return

A_PASS = 100  # the newest ones, each time
WAIT = 20
HERE = frozenset({"localhost", "127.0.0.1", "::1"})
BROKEN = (imaplib.IMAP4.error, poplib.error_proto, OSError)
# A line longer than 2,048 signs, in anybody's mail, would end the conversation at every pass.
poplib._MAXLINE = 1 << 20  # type: ignore[attr-defined] # noqa: SLF001
Take = Callable[[bytes], Outcome]


class MailboxError(Exception):
    """The mailbox cannot be read; says why."""


def read_mailbox(url: str, *, at: datetime) -> int:
    """Take what came in, and say how much of it was ours. Nothing is removed before it is written."""
    given = _understood(url)

    def take(raw: bytes) -> Outcome:
        return take_return(raw, at=at)

    try:
        return READERS[given.scheme](given, take)
    except BROKEN as error:
        raise MailboxError(f"The mailbox of {given.hostname} cannot be read: {error}") from error


def _understood(url: str) -> SplitResult:
    """The address, or a sentence that repeats nothing of it: it holds a password."""
    try:
        given = urlsplit(url)
        known = given.scheme in READERS and given.hostname and given.port != 0
    except ValueError:
        known = False
    if not known:
        raise MailboxError(
            "BOUNCE_MAILBOX_URL is not understood: imaps://user:password@host or pop3s://…, where "
            "signs of the password such as / : @ are written %2F %3A %40."
        )
    return given


def _who(given: SplitResult) -> tuple[str, str]:
    return unquote(given.username or ""), unquote(given.password or "")


def _is_plain(given: SplitResult) -> bool:
    """In clear inside this machine alone: a password never crosses a network so."""
    return given.hostname in HERE


# --- POP3 --------------------------------------------------------------------------------------


def _read_pop(given: SplitResult, take: Take) -> int:
    with _pop(given) as client:
        user, password = _who(given)
        client.user(user)
        client.pass_(password)
        last, taken = client.stat()[0], 0
        for number in range(last, max(0, last - A_PASS), -1):
            # The report comes first: its two thousand lines are enough.
            raw = b"\r\n".join(client.top(number, 2000)[1])
            if take(raw) is not Outcome.IGNORED:
                client.dele(number)
                taken += 1
        client.quit()  # what is removed is removed then
        return taken


@contextmanager
def _pop(given: SplitResult) -> Iterator[poplib.POP3]:
    host, safe = str(given.hostname), ssl.create_default_context()
    if given.scheme == "pop3s":
        client: poplib.POP3 = poplib.POP3_SSL(host, given.port or 995, context=safe, timeout=WAIT)
    else:
        client = poplib.POP3(host, given.port or 110, timeout=WAIT)
    try:
        if given.scheme == "pop3" and not _is_plain(given):
            client.stls(context=safe)
        yield client
    finally:
        client.close()


# --- IMAP --------------------------------------------------------------------------------------


def _read_imap(given: SplitResult, take: Take) -> int:
    with _imap(given) as client:
        client.login(*_who(given))
        folder = unquote(given.path.strip("/")) or "INBOX"
        _said(client.select('"' + folder.replace("\\", "\\\\").replace('"', '\\"') + '"'))
        numbers = _said(client.uid("SEARCH", "UNSEEN"))[0] or b""
        taken = 0
        for number in reversed(numbers.decode().split()[-A_PASS:]):
            ours = take(_fetched(client, number)) is not Outcome.IGNORED
            flag = r"(\Deleted)" if ours else r"(\Seen)"
            _said(client.uid("STORE", number, "+FLAGS.SILENT", flag))
            taken += ours
        client.expunge()
        return taken


def _fetched(client: imaplib.IMAP4, number: str) -> bytes:
    """The beginning of a mail, which stays unread if we stop here."""
    parts = _said(client.uid("FETCH", number, f"(BODY.PEEK[]<0.{LARGEST}>)"))
    return next((bytes(part[1]) for part in parts if isinstance(part, tuple)), b"")


def _said(answer: tuple[str, Any]) -> Any:
    """What the server said, when it said yes."""
    if answer[0] != "OK":
        raise imaplib.IMAP4.error(f"it says {answer[0]}")
    return answer[1]


@contextmanager
def _imap(given: SplitResult) -> Iterator[imaplib.IMAP4]:
    host, safe = str(given.hostname), ssl.create_default_context()
    if given.scheme == "imaps":
        client: imaplib.IMAP4 = imaplib.IMAP4_SSL(
            host, given.port or 993, ssl_context=safe, timeout=WAIT
        )
    else:
        client = imaplib.IMAP4(host, given.port or 143, timeout=WAIT)
    try:
        if given.scheme == "imap" and not _is_plain(given):
            client.starttls(ssl_context=safe)
        yield client
    finally:
        client.shutdown()


READERS = {"imaps": _read_imap, "imap": _read_imap, "pop3s": _read_pop, "pop3": _read_pop}
