"""Delivery reports, and what only looks like one."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from maillage.algorithms.returns import CLAIMS, LARGEST, LONGEST, Report, read
from tests.mail.reports import headers_alone, holiday, postfix

MARK = "abcdefghjk.0123456789abcdef0123"


def test_a_report_says_what_why_and_of_which_mail():
    report = read(postfix(MARK), envelope_to="retours+x@alliances.example")
    assert report == Report(
        claims=report.claims,
        action="failed",
        status="5.1.1",
        words="550 5.1.1 <awa@example.org>: Recipient address rejected",
    )
    assert report.is_final
    assert report.claims[0] == "retours+x@alliances.example"
    assert f"<{MARK}@localhost>" in report.claims


def test_headers_alone_are_enough():
    report = read(headers_alone(MARK))
    assert report.status == "5.1.10"
    assert f"<{MARK}@localhost>" in report.claims


def test_the_address_it_came_to_is_a_claim():
    report = read(postfix("none", to=f"retours+{MARK}@alliances.example"))
    assert f"retours+{MARK}@alliances.example" in report.claims


@pytest.mark.parametrize(
    ("status", "action", "blamed"),
    [
        ("5.1.1", "failed", True),
        ("5.1.2", "failed", True),
        ("5.0.0", "failed", True),
        ("5.2.1", "failed", True),  # closed
        ("5.4.4", "failed", True),  # no server for this domain
        ("5.2.2", "failed", False),  # full
        ("5.3.4", "failed", False),  # too heavy
        ("5.7.1", "failed", False),  # we are not trusted: nothing is wrong with the address
        ("4.4.1", "failed", False),  # given up after days: its server may come back
        ("4.2.2", "delayed", False),
        ("5.1.1", "delayed", False),
    ],
)
def test_an_address_is_blamed_when_nobody_is_there(status, action, blamed):
    report = read(postfix(MARK, status=status, action=action, words="x"))
    assert (report.status, report.blames_the_address) == (status, blamed)


@pytest.mark.parametrize("action", ["delivered", "relayed", "expanded", "", "nonsense"])
def test_good_news_is_no_return(action):
    assert read(postfix(MARK, action=action)) is None


def test_a_failure_counts_before_a_delay():
    delay = "\r\nAction: delayed\r\nStatus: 4.4.1\r\n\r\nFinal-Recipient:"
    raw = postfix(MARK).replace(b"\r\nFinal-Recipient:", delay.encode(), 1)
    assert read(raw).status == "5.1.1"


@pytest.mark.parametrize(
    ("status", "words", "found"),
    [
        ("", "550 5.7.1 refused", "5.7.1"),
        ("none", "refused", "5.0.0"),
        ("9.9.9", "", "5.0.0"),
        ("5.1.1 (bad mailbox)", "", "5.1.1"),
        ("5.1234.1", "", "5.0.0"),
    ],
)
def test_a_status_is_found_where_it_is_said(status, words, found):
    assert read(postfix(MARK, status=status, words=words)).status == found


def test_an_answer_of_a_person_is_no_report():
    assert read(holiday(f"retours+{MARK}@alliances.example")) is None


@pytest.mark.parametrize(
    "cut", ["multipart/report", "message/delivery-status", "Action: failed", "boundary="]
)
def test_what_lacks_a_piece_is_no_report(cut):
    assert read(postfix(MARK).replace(cut.encode(), b"text/x")) is None


def test_words_are_one_short_readable_line():
    words = "550 " + "é\x07\x00" * 900
    said = read(postfix(MARK, words=words)).words
    assert len(said) <= LONGEST
    assert all(sign.isprintable() for sign in said)


def test_a_report_that_is_cut_is_read_all_the_same():
    assert read(postfix(MARK)[:900] + b"x" * LARGEST).status == "5.1.1"


def test_claims_are_counted():
    many = b"Delivered-To: a@b.example\r\n" * 5000
    assert len(read(many + postfix(MARK)).claims) <= CLAIMS


class TestHostile:
    """Anybody may write to this address."""

    @given(st.binary(max_size=3000))
    def test_noise(self, raw):
        assert read(raw) is None

    @given(st.data())
    def test_a_report_with_pieces_replaced_by_noise(self, data):
        raw = bytearray(postfix(MARK))
        for _number in range(data.draw(st.integers(1, 6))):
            start = data.draw(st.integers(0, len(raw)))
            end = data.draw(st.integers(start, min(len(raw), start + 60)))
            raw[start:end] = data.draw(st.binary(max_size=60))
        report = read(bytes(raw))
        assert report is None or report.action in {"failed", "delayed"}

    @given(
        st.lists(
            st.tuples(
                st.sampled_from(
                    ["Content-Type", "To", "Status", "Action", "Message-ID", "Content-Type"]
                ),
                st.text(max_size=40),
            ),
            max_size=8,
        )
    )
    def test_headers_of_any_kind(self, headers):
        lines = "".join(f"{name}: {value}\r\n" for name, value in headers)
        raw = lines.encode("utf-8", "surrogatepass") + postfix(MARK)
        report = read(raw)
        assert report is None or isinstance(report.words, str)

    @pytest.mark.parametrize(
        "head",
        [
            'Content-Type: multipart/report; boundary="B"; charset="x-unknown"',
            "Content-Type: multipart/report; boundary*0*=utf-8''%FF; boundary*1=x",
            "Content-Type: multipart/report; boundary*=nonsense''x",
            "Content-Type: multipart/report; boundary=",
            "Content-Type: multipart/report",
            "Content-Type: =?utf-8?b?/////?=; boundary=B",
            "Content-Transfer-Encoding: base64\r\nContent-Type: multipart/report; boundary=B",
        ],
    )
    def test_heads_on_which_libraries_stumble(self, head):
        body = "\r\n\r\n--B\r\nContent-Type: message/delivery-status\r\n\r\nAction: failed\r\n"
        report = read((head + body).encode())
        assert report is None or report.status == "5.0.0"

    def test_boxes_in_boxes_end_soon(self):
        deep = "".join(
            f"Content-Type: multipart/report; boundary=b{n}\r\n\r\n--b{n}\r\n" for n in range(6000)
        )
        many = "Content-Type: multipart/report; boundary=b\r\n\r\n" + "--b\r\n\r\n" * 60000
        nested = "Content-Type: message/rfc822\r\n\r\n" * 8000
        for raw in (deep, many, nested):
            assert read(raw.encode()) is None
