"""`maillage bounces`, as a mail server calls it."""

import io
import sys
from io import StringIO
from types import SimpleNamespace

import pytest
from django.core.management import CommandError, call_command
from django.db import OperationalError, connection
from django.utils import timezone

from maillage.algorithms.returns import LARGEST
from maillage.mail.management.commands.bounces import TRY_AGAIN
from maillage.mail.models import Message, Status
from maillage.mail.services.returns import mark_of
from tests.factories.mail import MessageFactory
from tests.mail.mailbox_servers import PASSWORD, PopServer
from tests.mail.reports import holiday, postfix

pytestmark = pytest.mark.django_db


@pytest.fixture
def message() -> Message:
    return MessageFactory(status=Status.SENT, sent_at=timezone.now())


@pytest.fixture
def given(monkeypatch):
    """What the mail server writes into the pipe."""

    def give(raw: bytes) -> io.BytesIO:
        pipe = io.BytesIO(raw)
        monkeypatch.setattr(sys, "stdin", SimpleNamespace(buffer=pipe))
        return pipe

    return give


def told(*words: str) -> str:
    out = StringIO()
    call_command("bounces", *words, stdout=out)
    return out.getvalue().strip()


def test_a_report_from_the_pipe_is_taken(given, message):
    given(postfix(mark_of(message)))
    assert told() == "returned"
    message.refresh_from_db()
    assert message.status == Status.BOUNCED


def test_the_envelope_is_told_by_the_server(given, message):
    given(postfix("nothing"))
    assert told("--to", f"retours+{mark_of(message)}@alliances.example") == "returned"


@pytest.mark.parametrize("raw", [b"", b"\x00\xff" * 500, holiday("retours@a.example")])
def test_what_is_none_of_ours_is_taken_in_silence(given, raw):
    """A code that says failure would send a report about a report."""
    given(raw)
    assert told() == "ignored"


def test_a_mail_without_end_is_read_to_its_end_and_not_kept(given, message):
    pipe = given(postfix(mark_of(message)) + b"x" * (LARGEST + 5_000_000))
    assert told() == "returned"
    assert pipe.read() == b""


def test_a_database_that_does_not_answer_is_asked_again_later(given, message):
    def fail(*_args):
        raise OperationalError("server closed the connection")

    given(postfix(mark_of(message)))
    with connection.execute_wrapper(fail), pytest.raises(SystemExit) as ended:
        call_command("bounces", stderr=StringIO())
    assert ended.value.code == TRY_AGAIN


class TestMailbox:
    def test_it_is_read_on_demand(self, settings, message):
        server = PopServer([postfix(mark_of(message))])
        who = f"retours:{PASSWORD.replace('/', '%2F').replace(':', '%3A').replace(' ', '%20')}"
        settings.BOUNCE_MAILBOX_URL = f"pop3://{who}@127.0.0.1:{server.port}"
        assert told("--mailbox") == "1 mails came back."
        server.close()
        with pytest.raises(CommandError, match="cannot be read"):
            told("--mailbox")

    def test_none_is_a_sentence(self, settings):
        settings.BOUNCE_MAILBOX_URL = ""
        with pytest.raises(CommandError, match="is not set"):
            told("--mailbox")
