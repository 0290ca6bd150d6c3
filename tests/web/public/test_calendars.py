"""The calendar of calls, read by another library's eyes."""

from datetime import timedelta
from zoneinfo import ZoneInfo

import pytest
from django.utils import timezone
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase
from icalendar import Calendar

from maillage.programmes.models import Call
from maillage.programmes.services import change_call
from tests.factories.accounts import OfficerFactory
from tests.factories.programmes import CallFactory

pytestmark = pytest.mark.django_db
LONG = "Alliances, rives ; haies \\ et « digues » : été à Ndem\nDeuxième ligne — " * 6


def read(client, address="/appels.ics"):
    response = client.get(address)
    assert response["Content-Type"] == "text/calendar; charset=utf-8"
    return Calendar.from_ical(response.content)


def event_of(client, call):
    (event,) = [e for e in read(client).walk("VEVENT") if e["uid"].startswith(call.code)]
    return event


class TestEvent:
    def test_it_says_when_a_call_closes_whatever_its_words(self, client):
        closes = timezone.now().replace(microsecond=0) + timedelta(days=20)
        call = CallFactory(title="Rives ; digues, et « été »", summary=LONG, closes_at=closes)
        for address in ("/appels.ics", f"/appels/{call.slug}.ics"):
            (event,) = read(client, address).walk("VEVENT")
            assert event.decoded("dtend") == closes
            assert event.decoded("dtend") - event.decoded("dtstart") == timedelta(hours=1)
            assert call.title in event["summary"]
            assert event["description"] == LONG
            assert event["url"].endswith(call.get_absolute_url())

    def test_what_the_standard_asks_for_is_there(self, client):
        call = CallFactory()
        book = read(client)
        assert (book["version"], bool(book["prodid"])) == ("2.0", True)
        event = event_of(client, call)
        for name in ("uid", "dtstamp", "dtstart", "dtend", "summary", "sequence"):
            assert name in event
        (alarm,) = event.walk("VALARM")
        assert alarm.decoded("trigger") == timedelta(days=-7)
        assert alarm["description"]

    def test_every_instant_is_in_universal_time(self, client):
        """Half past eleven at night in Paris, the summer and the winter: never an hour off."""
        paris = ZoneInfo("Europe/Paris")
        for month in (1, 7):
            year = timezone.localdate().year + 1
            closes = timezone.datetime(year, month, 15, 23, 30, tzinfo=paris)
            call = CallFactory(closes_at=closes)
            told = event_of(client, call)
            assert told.decoded("dtend") == closes
            assert told["dtend"].to_ical().endswith(b"Z")
            assert told["dtstart"].to_ical().endswith(b"Z")

    def test_lines_are_folded_between_letters(self, client):
        CallFactory(title="é" * 120, summary=LONG)
        content = client.get("/appels.ics").content
        assert content.endswith(b"END:VCALENDAR\r\n")
        for line in content.split(b"\r\n"):
            assert len(line) <= 75
            assert b"\n" not in line
            line.decode()  # no letter is cut in two

    def test_a_control_sign_breaks_nothing(self, client):
        call = CallFactory(title="Rives\x0b", summary="a\x1fb")
        assert event_of(client, call)["description"] == "ab"


class TestChanges:
    def test_a_closing_that_moves_is_the_same_event_with_a_higher_number(self, client):
        call = CallFactory(published_at=timezone.now() - timedelta(days=9))
        before = event_of(client, call)
        later = call.closes_at + timedelta(days=3)
        change_call(call, by=OfficerFactory(), closes_at=later)
        after = event_of(client, call)
        assert after["uid"] == before["uid"]
        assert after["sequence"] > before["sequence"]
        assert after.decoded("dtstamp") > before.decoded("dtstamp")
        assert after.decoded("dtend") == later.replace(microsecond=0)
        assert before["sequence"] == 0

    def test_who_has_it_already_is_told_so(self, client):
        CallFactory()
        first = client.get("/appels.ics")
        tag = {"If-None-Match": first["ETag"]}
        assert client.get("/appels.ics", headers=tag).status_code == 304
        Call.objects.update(title="Changé")
        assert client.get("/appels.ics", headers=tag).status_code == 200


class TestWhatIsInIt:
    def test_drafts_are_not_and_calls_without_a_closing_neither(self, client):
        CallFactory(draft=True)
        CallFactory(closes_at=None)
        assert not read(client).walk("VEVENT")

    def test_what_closed_long_ago_is_left_out_of_the_subscription_alone(self, client):
        now = timezone.now()
        old = CallFactory(opens_at=now - timedelta(days=900), closes_at=now - timedelta(days=400))
        assert not read(client).walk("VEVENT")
        assert read(client, f"/appels/{old.slug}.ics").walk("VEVENT")

    def test_a_call_without_a_closing_has_no_calendar(self, client):
        assert client.get(f"/appels/{CallFactory(closes_at=None).slug}.ics").status_code == 404
        assert client.get(f"/appels/{CallFactory(draft=True).slug}.ics").status_code == 404

    @pytest.mark.parametrize("count", [1, 3])
    def test_it_costs_the_same(self, client, count, django_assert_num_queries):
        for _ in range(count):
            CallFactory()
        client.get("/appels.ics")
        with django_assert_num_queries(1):
            client.get("/appels.ics")


class TestAnyText(TestCase):
    @settings(max_examples=40, deadline=None)
    @given(st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs"]), max_size=120))
    def test_a_text_comes_back_as_it_was(self, text):
        call = CallFactory(summary=text)
        (event,) = read(self.client, f"/appels/{call.slug}.ics").walk("VEVENT")
        assert event["description"] == text.translate({0xFFFE: None, 0xFFFF: None})
