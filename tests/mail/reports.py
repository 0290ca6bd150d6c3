"""Delivery reports as mail servers write them, about a mail of ours."""

from email.message import EmailMessage

POSTFIX = """\
Return-Path: <>
From: MAILER-DAEMON@mx.example.net (Mail Delivery System)
To: {to}
Subject: Undelivered Mail Returned to Sender
Auto-Submitted: auto-replied
MIME-Version: 1.0
Content-Type: multipart/report; report-type=delivery-status; boundary="B1"
Message-Id: <20261125.AAAA@mx.example.net>

--B1
Content-Type: text/plain; charset=us-ascii

I'm sorry to have to inform you that your message could not be delivered.

--B1
Content-Description: Delivery report
Content-Type: message/delivery-status

Reporting-MTA: dns; mx.example.net
X-Postfix-Queue-ID: 4F2A
Arrival-Date: Wed, 25 Nov 2026 10:00:00 +0100 (CET)

Final-Recipient: rfc822; awa@example.org
Original-Recipient: rfc822;awa@example.org
Action: {action}
Status: {status}
Remote-MTA: dns; mail.example.org
Diagnostic-Code: smtp; {words}

--B1
Content-Description: Undelivered Message
Content-Type: message/rfc822

From: Maillage <ne-pas-repondre@localhost>
To: awa@example.org
Message-ID: <{mark}@localhost>
Subject: Votre candidature

Bonjour,

--B1--
"""
# A server that returns the headers alone, and puts our identifier nowhere else.
HEADERS_ALONE = """\
From: <postmaster@outlook.example>
To: retours@alliances.example
In-Reply-To: <nothing@of-ours.example>
MIME-Version: 1.0
Content-Type: multipart/report; boundary="=_x";
 report-type="delivery-status"

--=_x
Content-Type: message/delivery-status

Reporting-MTA: dns;outlook.example

Final-recipient: RFC822;awa@example.org
Action: failed
Status: 5.1.10
Diagnostic-code: smtp;550 5.1.10 RESOLVER.ADR.RecipientNotFound

--=_x
Content-Type: text/rfc822-headers

Message-ID: <{mark}@localhost>
Subject: Votre candidature

--=_x--
"""


def postfix(
    mark: str,
    *,
    to: str = "retours@alliances.example",
    action: str = "failed",
    status: str = "5.1.1",
    words: str = "550 5.1.1 <awa@example.org>: Recipient address rejected",
) -> bytes:
    text = POSTFIX.format(mark=mark, to=to, action=action, status=status, words=words)
    return text.replace("\n", "\r\n").encode()


def headers_alone(mark: str) -> bytes:
    return HEADERS_ALONE.format(mark=mark).replace("\n", "\r\n").encode()


def holiday(to: str) -> bytes:
    """The answer of somebody who is away: it comes to the same address and means nothing."""
    mail = EmailMessage()
    mail["From"], mail["To"] = "awa@example.org", to
    mail["Subject"], mail["Auto-Submitted"] = "Absente", "auto-replied"
    mail.set_content("Je reviens lundi.")
    return bytes(mail)
