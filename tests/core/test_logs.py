"""What is written in the logs, by people's and by machines' formatters; and what never is."""

import json
import logging
import logging.config

import pytest
from django.conf import settings
from django.test import RequestFactory
from django.urls import resolve
from gunicorn.config import Config
from hypothesis import given
from hypothesis import strategies as st

from maillage.core.logs import (
    LONGEST,
    REQUEST_ID,
    Context,
    Human,
    Json,
    ServerLogger,
    mask,
    shown_path,
)

SECRET_LINK = "/compte/mot-de-passe/cle/2-c8x9-0123456789abcdef0123456789abcdef/"


def record(message: str, *args: object, exc_info=None, **extra: object) -> logging.LogRecord:
    made = logging.LogRecord("maillage.test", logging.INFO, "x.py", 1, message, args, exc_info)
    made.__dict__.update(extra)
    assert Context().filter(made)
    return made


def as_json(made: logging.LogRecord) -> dict[str, object]:
    line = Json(json_ensure_ascii=False).format(made)
    assert "\n" not in line
    return json.loads(line)


def raised(message: str):
    try:
        raise ValueError(message)  # noqa: TRY301 -- a traceback of its own is what is wanted
    except ValueError as error:
        return type(error), error, error.__traceback__


class TestMask:
    @pytest.mark.parametrize(
        ("said", "kept"),
        [
            ("to awa.diop+x@example.org now", "to …@… now"),
            ("<awa@sous.example.org>", "<…@…>"),
            ("smtp+tls://me:secret@mail.example.org:587", "smtp+tls://…@mail.example.org:587"),
            ("postgres://maillage:p4ss@localhost/x", "postgres://…@localhost/x"),
            (
                "DETAIL:  Key (email)=(awa@example.org) already exists.",
                "DETAIL:  Key (email)=(…) already exists.",
            ),
            ("Key (name, city)=(Awa (Dakar), x) is", "Key (name, city)=(…) is"),
            ("Failing row contains (1, Awa Diop, null).", "Failing row contains (…)."),
            ("12 rows @ 5 a.m.", "12 rows @ 5 a.m."),
        ],
    )
    def test_what_says_who_or_opens_a_door_is_hidden(self, said, kept):
        assert mask(said) == kept

    @given(st.emails(), st.text(max_size=30), st.text(max_size=30))
    def test_no_address_is_left(self, address, before, after):
        if all(sign.isalnum() or sign in "._+%-'" for sign in address.partition("@")[0]):
            assert address not in mask(f"{before} {address} {after}")

    @given(st.text(max_size=200))
    def test_masking_again_changes_nothing(self, text):
        assert mask(mask(text)) == mask(text)


class TestPath:
    def shown(self, path: str) -> str:
        request = RequestFactory().get(path)
        try:
            request.resolver_match = resolve(request.path)
        except Exception:  # noqa: BLE001 -- the address of no page
            request.resolver_match = None
        return shown_path(request)

    def test_a_query_is_not_shown(self):
        assert self.shown("/projets/?q=awa@example.org&next=/x/") == "/projets/"

    def test_the_key_of_a_link_is_not_shown(self):
        assert self.shown(SECRET_LINK) == "/compte/mot-de-passe/cle/…/"

    @pytest.mark.parametrize("typed", [SECRET_LINK[:-1], SECRET_LINK + ".", SECRET_LINK + "x/"])
    def test_nor_is_it_where_the_link_was_copied_badly(self, typed):
        assert "abcdef" not in self.shown(typed)

    def test_an_address_typed_as_a_page_is_not_shown(self):
        assert self.shown("/awa.diop@example.org/") == "/%E2%80%A6@%E2%80%A6/".replace(
            "%E2%80%A6", "…"
        )

    def test_a_line_break_writes_no_line_of_its_own(self):
        assert self.shown("/a%0D%0Ab") == "/a%0D%0Ab"

    def test_it_is_short(self):
        assert len(self.shown("/" + "mot/" * 900)) == LONGEST

    @given(st.text(max_size=60))
    def test_any_path_is_one_line(self, text):
        request = RequestFactory().get("/")
        request.path, request.resolver_match = f"/{text}", None
        assert len(shown_path(request).splitlines()) == 1
        assert shown_path(request).isprintable()


class TestJson:
    def test_a_line_is_an_object_with_its_instant_in_utc(self):
        made = record("Écrit par %s", "nous")
        made.created, made.msecs = 1_795_600_000.25, 250
        assert as_json(made) == {
            "at": "2026-11-25T09:46:40.250Z",
            "level": "info",
            "logger": "maillage.test",
            "message": "Écrit par nous",
            "request_id": "-",
        }

    def test_it_says_during_which_request(self):
        token = REQUEST_ID.set("abc-123")
        try:
            assert as_json(record("x"))["request_id"] == "abc-123"
        finally:
            REQUEST_ID.reset(token)

    def test_an_error_is_on_the_same_line_without_addresses(self):
        told = as_json(record("x", exc_info=raised("no mail to awa@example.org\nKey (a)=(b) is")))
        assert "ValueError: no mail to …@…\nKey (a)=(…) is" in told["exc_info"]

    def test_only_known_facts_leave(self):
        told = as_json(
            record("x", status=200, name_of_donor="Awa", request="GET /?q=awa", user="K2")
        )
        assert told["status"] == 200
        assert told["user"] == "K2"
        assert not {"name_of_donor", "request"} & told.keys()

    def test_facts_are_masked_too(self):
        assert as_json(record("x", path="/awa@example.org/"))["path"] == "/…@…/"


class TestHuman:
    def test_a_line_with_its_traceback(self):
        human = Human("%(levelname)s [%(request_id)s] %(message)s")
        said = human.format(record("sent to %s", "awa@example.org", exc_info=raised("x@y.org")))
        assert said.startswith("INFO [-] sent to …@…\nTraceback")
        assert "x@y.org" not in said


class TestDjangosOwnLines:
    """They name the path as it was asked for."""

    def test_their_path_is_cleaned(self):
        request = RequestFactory().get(SECRET_LINK + "?token=1")
        request.resolver_match = resolve(request.path)
        made = record("%s: %s", "Internal Server Error", request.path, request=request)
        assert made.getMessage() == "Internal Server Error: /compte/mot-de-passe/cle/…/"

    def test_a_socket_in_place_of_a_request_is_left(self):
        assert record("%s", "x", request=object()).getMessage() == "x"


def test_the_web_servers_own_words_are_among_ours(settings):
    before = logging.getLogger("gunicorn.error").handlers
    try:
        logger = ServerLogger(Config())
        assert logger.error_log.handlers == []
        assert logger.error_log.propagate
        assert logging.getLogger().handlers
    finally:
        logging.getLogger("gunicorn.error").handlers = before


def test_four_hundreds_have_their_line_and_no_second_one():
    assert settings.LOGGING["loggers"]["django.request"]["level"] == "ERROR"
