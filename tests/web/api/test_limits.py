"""How much one address may ask."""

import pytest
from django.core.cache import caches
from django.test import RequestFactory
from hypothesis import given
from hypothesis import strategies as st

from maillage.core import limits
from maillage.web.api.limits import seconds_to_wait

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def three_a_minute(settings, monkeypatch):
    """Three questions, on a clock that stands twenty seconds into a minute."""
    settings.API_PER_MINUTE = 3
    clock = [60 * 1_000 + 20]
    monkeypatch.setattr(limits.time, "time", lambda: clock[0])
    return clock


def ask(client, **how):
    return client.get("/api/v1/themes", **how)


def test_too_much_is_told_to_wait_and_for_how_long(client):
    assert [ask(client).status_code for _ in range(3)] == [200] * 3
    refused = ask(client)
    assert refused.status_code == 429
    assert refused["Retry-After"] == "40"
    assert "40 s" in refused.json()["detail"]
    assert "/donnees/" in refused.json()["detail"]
    assert refused["Access-Control-Allow-Origin"] == "*"
    assert "max-age" not in refused.get("Cache-Control", "")


def test_the_next_minute_is_another(client, three_a_minute):
    for _ in range(4):
        ask(client)
    three_a_minute[0] += 40
    assert ask(client).status_code == 200


def test_another_address_is_another(client):
    for _ in range(4):
        ask(client)
    assert ask(client, REMOTE_ADDR="203.0.113.9").status_code == 200


def test_a_made_up_header_is_no_address(client):
    for _ in range(4):
        ask(client)
    assert ask(client, headers={"X-Forwarded-For": "203.0.113.9"}).status_code == 429


def test_one_home_of_the_sixth_version_is_one_address(client):
    for n in range(3):
        assert ask(client, REMOTE_ADDR=f"2001:db8:0:1::{n}").status_code == 200
    assert ask(client, REMOTE_ADDR="2001:db8:0:1:ffff::9").status_code == 429
    assert ask(client, REMOTE_ADDR="2001:db8:0:2::1").status_code == 200


def test_every_answer_counts_but_the_one_that_says_nothing_new(client):
    first = ask(client)
    for _ in range(9):
        again = ask(client, headers={"If-None-Match": first["ETag"]})
        assert again.status_code == 304
    client.get("/api/v1/rien")
    client.get("/api/v1/projects?limit=0")
    assert ask(client).status_code == 429


def test_what_asks_before_asking_does_not_count(client):
    for _ in range(9):
        assert client.options("/api/v1/themes").status_code == 204
    assert ask(client).status_code == 200


def test_without_a_limit_nothing_is_counted(client, settings):
    settings.API_PER_MINUTE = 0
    assert {ask(client).status_code for _ in range(9)} == {200}


def test_a_cache_emptied_in_between_lets_through(client, monkeypatch):
    ask(client)
    caches["default"].clear()
    assert ask(client).status_code == 200


@given(st.text(max_size=40))
def test_any_name_of_an_asker_is_counted(asker):
    request = RequestFactory().get("/", REMOTE_ADDR=asker)
    assert 0 <= seconds_to_wait(request) <= 60
