"""Reading a mail that came back: the delivery reports of RFC 3464.

What comes in was written by anybody. Nothing of it is believed here but its form: whoever calls
looks for a mark of its own among the claims before doing anything.
"""

import email
import re
from collections.abc import Iterator
from dataclasses import dataclass
from email.message import Message

LARGEST = 256 * 1024  # a report comes first, the mail it returns after: what is cut is not missed
PARTS, CLAIMS, LONGEST = 30, 40, 300
STATUS = re.compile(r"\b([245]\.\d{1,3}\.\d{1,3})\b")
HOSTILE = (ValueError, LookupError, TypeError, AttributeError, RecursionError)
ADDRESSED = ("To", "Delivered-To", "X-Original-To", "Envelope-To", "X-Envelope-To")
ANSWERED = ("In-Reply-To", "References")
UNKNOWN = {"failed": "5.0.0", "delayed": "4.0.0"}


@dataclass(frozen=True, slots=True)
class Report:
    """What a mail server says of one mail: whether it gave up, why, and about which mail."""

    claims: tuple[str, ...]  # where the mark of the mail may stand
    action: str  # failed, or delayed
    status: str  # 5.1.1
    words: str  # what the other server said

    @property
    def is_final(self) -> bool:
        """Nobody tries any more."""
        return self.action == "failed"

    @property
    def blames_the_address(self) -> bool:
        """Whether nobody is there, rather than a full box, a heavy mail or a server that mistrusts us."""
        group, subject, detail = self.status.split(".")
        known = subject in {"0", "1"} or (subject, detail) in {("2", "0"), ("2", "1"), ("4", "4")}
        return self.is_final and group == "5" and known


def read(raw: bytes, *, envelope_to: str = "") -> Report | None:
    """The report that this mail is, or None: an answer of a person on holiday is none."""
    try:
        return _read(email.message_from_bytes(raw[:LARGEST]), envelope_to)
    except HOSTILE:
        return None  # the standard library stumbles on some: no mail server writes so


def _read(mail: Message, envelope_to: str) -> Report | None:
    if mail.get_content_type() != "multipart/report":
        return None
    parts = list(_parts(mail))
    told = next((p for p in parts if p.get_content_type() == "message/delivery-status"), None)
    block = told and _block(told)
    if not block:
        return None
    action = _line(block, "Action").lower()
    said = _line(block, "Diagnostic-Code")
    status = STATUS.search(f"{_line(block, 'Status')} {said}")
    return Report(
        claims=tuple(_claims(mail, parts, envelope_to))[:CLAIMS],
        action=action,
        status=status[1] if status else UNKNOWN[action],
        words=said.partition(";")[2].strip() or said,
    )


def _parts(mail: Message) -> Iterator[Message]:
    """The mail's parts and what stands in them, the first ones, level by level."""
    waiting = [mail]
    for _number in range(PARTS):
        if not waiting:
            return
        part = waiting.pop(0)
        payload = part.get_payload()
        yield part
        if isinstance(payload, list):
            waiting += [each for each in payload if isinstance(each, Message)]


def _block(told: Message) -> Message | None:
    """What is said of the recipient: ours have one; a failure counts before a delay."""
    payload = told.get_payload()
    blocks = [b for b in payload if isinstance(b, Message)] if isinstance(payload, list) else []
    for action in UNKNOWN:
        for block in blocks:
            if _line(block, "Action").lower() == action:
                return block
    return None


def _claims(mail: Message, parts: list[Message], envelope_to: str) -> Iterator[str]:
    yield envelope_to[:LONGEST]
    for name in (*ADDRESSED, *ANSWERED):
        yield from (str(value)[:LONGEST] for value in mail.get_all(name, []))
    for part in parts[1:]:
        yield _line(part, "Message-ID")
        if part.get_content_type() == "text/rfc822-headers":
            yield _line(email.message_from_string(str(part.get_payload())), "Message-ID")


def _line(part: Message, name: str) -> str:
    """A header as one short line of readable signs."""
    words = " ".join(str(part.get(name, "")).split())
    return "".join(sign for sign in words if sign.isprintable())[:LONGEST]
