"""Addresses written by somebody hostile: strange queries, codes that do not exist, bodies of bytes."""

import json

import pytest
from django.core.cache import caches
from django.db import transaction
from django.urls import NoReverseMatch, reverse

from tests.web import rules, story
from tests.web.hostile import RAW, VALUES, part_of
from tests.web.test_access import TABLES
from tests.web.test_hostile import ANSWERS, WHO, browser, tell

KEYS = ("q", "page", "theme", "phase", "call", "state", "kind", "verb", "person", "territory")
QUERIES = {
    "nothing": "",
    "NUL": "%00",
    "half a sign": "%ED%A0%80",
    "overlong": "%C0%AF",
    "not hexadecimal": "%zz%",
    "negative": "-1",
    "huge": "9" * 40,
    "very many digits": "9" * 5000,
    "many words": "a+" * 2000,
    "marks of the data base": "%25%25_%27%22%3B--",
    "array": "a&{key}=b&{key}[]=c&{key}[0]=d",
    "script": "%3Cscript%3Ealert(1)%3C/script%3E",
    "foreign digits": "%D9%A3",
}
LISTS = sorted(name for name in WHO if not TABLES[name].post)


@pytest.mark.django_db
@pytest.mark.parametrize("name", LISTS)
def test_a_strange_query_narrows_or_is_refused_and_never_breaks(name):
    told = story.tell()
    client = browser(told, WHO[name])
    address = reverse(name, args=TABLES[name].args(told))
    for what, value in part_of(QUERIES, name).items():
        query = "&".join(f"{key}={value}".replace("{key}", key) for key in KEYS)
        response = client.get(f"{address}?{query}")
        assert response.status_code in {200, 302, 400, 405, 422}, f"{address} {what}"
        assert response.status_code == 400 or what != "NUL", address
        assert "<script>alert" not in b"".join(response).decode(errors="replace"), address


@pytest.mark.django_db
@pytest.mark.parametrize(("key", "value"), [("q", "zzzzzz"), ("state", "zut"), ("page", "zut")])
def test_a_filter_that_means_nothing_is_said_in_words(key, value, client):
    story.tell()
    page = client.get(f"/acteurs/?{key}={value}")
    assert page.status_code == 200
    assert ("Aucun" in page.content.decode()) == (key == "q")


@pytest.mark.django_db
@pytest.mark.parametrize("name", ["sessionid", "csrftoken", "langue", "messages", "__proto__"])
@pytest.mark.parametrize("value", ['"abcdefgh\\000ijk"', "x" * 3000, '"\\355\\240\\200"', "[[[["])
def test_a_cookie_nobody_gave_is_no_cookie(client, name, value):
    """A NUL byte comes through quoted, as a browser's own cookies never do."""
    for address in ("/", "/compte/connexion/", "/espace/"):
        response = client.get(address, headers={"cookie": f"{name}={value}"})
        assert response.status_code in {200, 302, 400}, address


def _written(name, args):
    """The address, or nothing where none can be written: a number is not a word."""
    try:
        return reverse(name, args=args)
    except NoReverseMatch:
        return None


@pytest.mark.django_db
@pytest.mark.parametrize("name", sorted(name for name in WHO if ":" in name))
def test_a_code_that_does_not_exist_is_not_found(name):
    """Whoever they are, and whatever is posted: what is not there is a 404."""
    told = story.tell()
    args = TABLES[name].args(told)
    client = browser(told, WHO[name])
    for at in range(len(args)):
        for wrong in ("n-existe-pas", "1", "x" * 300):
            address = _written(name, [*args[:at], wrong, *args[at + 1 :]])
            if wrong == str(args[at]) or address is None:
                continue
            posted, read = client.post(address, {}), client.get(address)
            assert {posted.status_code, read.status_code} <= {302, 404, 405}, address


@pytest.mark.django_db
@pytest.mark.parametrize("name", sorted(WHO))
def test_a_body_that_is_no_form_is_answered(name):
    """JSON, bytes that are no UTF-8, a broken upload, ten thousand fields."""
    told = tell()
    client = browser(told, WHO[name])
    address = reverse(name, args=TABLES[name].args(told))
    typed = "application/x-www-form-urlencoded"
    bodies = {
        "JSON": (json.dumps({"a": [1]}), "application/json"),
        "no text": (b"\xff\xfe\x00", "multipart/form-data; boundary=x"),
        "cut": (
            b"--x\r\nContent-Disposition: form-data\r\n\r\nz",
            "multipart/form-data; boundary=x",
        ),
        "many": ("&".join(f"f{number}=1" for number in range(2000)), typed),
        **{repr(raw): (b"title=%s&name=%s&next=%s" % (raw, raw, raw), typed) for raw in RAW},
    }
    for body, kind in part_of(bodies, name).values():
        for each in caches.all():
            each.clear()
        with transaction.atomic():
            response = client.generic("POST", address, body, content_type=kind)
            assert response.status_code in ANSWERS | {405}, f"{address} {kind}"
            transaction.set_rollback(True)


@pytest.mark.django_db
@pytest.mark.parametrize("name", sorted(name for name in WHO if TABLES[name].post))
def test_a_button_pressed_with_every_name_wrong(name):
    """Those that stand on no page of the story are pressed too."""
    told = tell()
    client = browser(told, WHO[name])
    address = reverse(name, args=TABLES[name].args(told))
    fields = ("reader", "account", "organisation", "territory", "team", "on", "role", "language")
    for value in part_of(VALUES, name).values():
        with transaction.atomic():
            response = client.post(address, dict.fromkeys(fields, value))
            assert response.status_code in ANSWERS, f"{address} {value[:30]!r}"
            transaction.set_rollback(True)


@pytest.mark.django_db
def test_the_visitor_meets_no_crash_without_a_story(client):
    """The first minute of an empty installation."""
    for name, rule in TABLES.items():
        if rules.VISITOR in rule.allowed and not rule.post and ":" in name:
            try:
                address = reverse(name)
            except NoReverseMatch:  # it needs a thing, and there is none
                continue
            assert client.get(address).status_code in {200, 302}, name
