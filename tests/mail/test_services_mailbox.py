"""The real clients read real, local mailboxes."""

from urllib.parse import quote

import pytest
from django.utils import timezone

from maillage.mail.models import Message, Status
from maillage.mail.services import MailboxError, read_mailbox
from maillage.mail.services.mailbox import A_PASS
from maillage.mail.services.returns import mark_of
from maillage.mail.tasks import read_returns
from tests.factories.mail import MessageFactory
from tests.mail.mailbox_servers import PASSWORD, USER, ImapServer, PopServer, certificate
from tests.mail.reports import holiday, postfix

pytestmark = pytest.mark.django_db
NOW = timezone.now()
SCHEMES = {PopServer: "pop3", ImapServer: "imap"}


@pytest.fixture
def opened():
    """Servers that a test opened are closed after it."""
    running = []
    yield running
    for server in running:
        server.close()


@pytest.fixture(params=[PopServer, ImapServer], ids=["pop3", "imap"])
def kind(request):
    return request.param


def url_of(server, *, safe: bool = False, password: str = PASSWORD, folder: str = "") -> str:
    scheme = SCHEMES[type(server)] + ("s" if safe else "")
    who = f"{quote(USER, safe='')}:{quote(password, safe='')}"
    return f"{scheme}://{who}@127.0.0.1:{server.port}/{folder}"


def sent() -> Message:
    return MessageFactory(to="awa@example.org", status=Status.SENT, sent_at=NOW)


class TestReading:
    def test_what_is_ours_is_written_and_removed_and_the_rest_is_left(self, kind, opened):
        one, two = sent(), sent()
        mails = [postfix(mark_of(one)), holiday(USER), postfix(mark_of(two))]
        opened.append(server := kind(mails))
        assert read_mailbox(url_of(server), at=NOW) == 2
        assert list(server.mails) == [2]
        assert set(Message.objects.values_list("status", "return_status")) == {
            (Status.BOUNCED, "5.1.1")
        }

    def test_an_empty_mailbox_is_no_fault(self, kind, opened):
        opened.append(server := kind([]))
        assert read_mailbox(url_of(server), at=NOW) == 0

    def test_what_is_no_report_is_read_once_where_it_can_be_marked(self, opened):
        opened.append(server := ImapServer([holiday(USER)]))
        assert read_mailbox(url_of(server), at=NOW) == 0
        assert read_mailbox(url_of(server), at=NOW) == 0
        assert server.read == {1}
        assert sum("FETCH" in line for line in server.said) == 1

    def test_another_folder_can_be_named(self, opened):
        message = sent()
        opened.append(server := ImapServer([postfix(mark_of(message))]))
        assert read_mailbox(url_of(server, folder="Ret%20ours"), at=NOW) == 1

    def test_a_pass_takes_the_newest_and_no_more(self, kind, opened):
        mails = [holiday(USER)] * (A_PASS + 5)
        opened.append(server := kind([*mails, postfix(mark_of(sent()))]))
        assert read_mailbox(url_of(server), at=NOW) == 1
        asked = [line for line in server.said if "TOP" in line or "FETCH" in line]
        assert len(asked) == A_PASS

    def test_a_line_without_end_stops_nobody(self, kind, opened):
        message = sent()
        poison = b"From: x@example.org\r\n\r\n" + b"a" * 20_000
        opened.append(server := kind([postfix(mark_of(message)), poison]))
        assert read_mailbox(url_of(server), at=NOW) == 1

    def test_a_dot_at_the_start_of_a_line_is_a_dot(self, opened):
        message = sent()
        raw = postfix(mark_of(message), words=".hidden").replace(b"Bonjour,", b".Bonjour")
        opened.append(server := PopServer([raw]))
        assert read_mailbox(url_of(server), at=NOW) == 1


class TestTrust:
    def test_behind_tls_with_a_certificate_that_is_trusted(
        self, kind, opened, tmp_path, monkeypatch
    ):
        path, context = certificate(tmp_path)
        monkeypatch.setenv("SSL_CERT_FILE", str(path))
        message = sent()
        opened.append(server := kind([postfix(mark_of(message))], context))
        assert read_mailbox(url_of(server, safe=True), at=NOW) == 1

    def test_a_certificate_of_nobody_gets_no_password(self, kind, opened, tmp_path):
        _path, context = certificate(tmp_path)
        opened.append(server := kind([], context))
        with pytest.raises(MailboxError, match="certificate"):
            read_mailbox(url_of(server, safe=True), at=NOW)
        assert server.said == []

    def test_in_clear_beyond_this_machine_tls_is_asked_for_first(self, kind, opened, monkeypatch):
        """The server here knows no STARTTLS: it hears no password."""
        monkeypatch.setattr("maillage.mail.services.mailbox.HERE", frozenset())
        opened.append(server := kind([]))
        with pytest.raises(MailboxError):
            read_mailbox(url_of(server), at=NOW)
        assert not any(PASSWORD in line for line in server.said)


class TestFailures:
    @pytest.mark.parametrize(
        "url",
        [
            "",
            "https://a.example",
            "imaps://",
            "pop3s:///x",
            "imap",
            "imaps://[::1",
            "imaps://me:zut/x@a.example",
        ],
    )
    def test_an_address_that_means_nothing_is_a_sentence_without_it(self, url):
        with pytest.raises(MailboxError, match="BOUNCE_MAILBOX_URL") as told:
            read_mailbox(url, at=NOW)
        assert "zut" not in str(told.value)

    def test_a_wrong_password_is_a_sentence_without_it(self, kind, opened):
        opened.append(server := kind([]))
        with pytest.raises(MailboxError, match=r"127\.0\.0\.1 cannot be read") as told:
            read_mailbox(url_of(server, password="zut-alors"), at=NOW)
        assert "zut-alors" not in str(told.value)

    def test_a_server_that_is_away_is_a_sentence(self, kind, opened):
        server = kind([])
        url = url_of(server)
        server.close()
        with pytest.raises(MailboxError, match="cannot be read"):
            read_mailbox(url, at=NOW)

    @pytest.mark.parametrize("word", ["STAT", "SEARCH", "TOP", "FETCH", "DELE", "STORE"])
    def test_a_line_that_breaks_loses_nothing(self, kind, opened, word):
        message = sent()
        opened.append(server := kind([postfix(mark_of(message))]))
        server.lost = word
        if (kind is PopServer) == (word in {"STAT", "TOP", "DELE"}):
            with pytest.raises(MailboxError):
                read_mailbox(url_of(server), at=NOW)
            assert server.mails
        server.lost, server.marked = "", set()
        assert read_mailbox(url_of(server), at=NOW) == 1
        message.refresh_from_db()
        assert message.status == Status.BOUNCED
        assert not server.mails

    def test_a_folder_that_is_not_there_is_a_sentence(self, opened):
        opened.append(server := ImapServer([]))
        with pytest.raises(MailboxError, match="NO"):
            read_mailbox(url_of(server, folder="Nulle%20part"), at=NOW)


def test_the_worker_reads_it_where_one_is_named(settings, opened):
    settings.BOUNCE_MAILBOX_URL = ""
    assert read_returns() == 0
    opened.append(server := PopServer([postfix(mark_of(sent()))]))
    settings.BOUNCE_MAILBOX_URL = url_of(server)
    assert read_returns() == 1
