"""Every form of every page, filled by somebody hostile: a sentence, never a crash."""

import pytest
from django.core.cache import caches
from django.db import transaction
from django.test import Client
from django.urls import Resolver404, resolve, reverse
from django.utils.timezone import now

from maillage.mail.models import Status
from tests.factories.actors import NetworkFactory
from tests.factories.imports import ImportFactory
from tests.factories.mail import MessageFactory
from tests.factories.programmes import CallFactory, CriterionFactory, QuestionFactory
from tests.factories.selection import DecisionFactory, ReviewFactory
from tests.factories.territories import TerritoryFactory
from tests.web import rules, story
from tests.web.hostile import MARK, TEXTS, UNSEEN, forms_of, part_of, values_for
from tests.web.test_access import TABLES

EMPTIED = {"website"}  # the field nobody sees: whatever a machine wrote there is forgotten
FRAME = {"set_language", "account_logout"}  # on every page: attacked from one
KEPT = (rules.VISITOR, rules.LEAD, rules.READER, rules.CHAIR, rules.ADMIN)
WHO = {
    name: next(role for role in KEPT if role in rule.allowed)
    for name, rule in TABLES.items()
    if rule.allowed.intersection(KEPT)
}
ANSWERS = {200, 302, 303, 400, 403, 404, 409, 422}


# The same pages in another state, for the buttons they show only then.
STATES = {
    "an import that is done": (
        rules.ADMIN,
        lambda _: f"/pilotage/imports/{ImportFactory(status='applied', done_at=now()).code}/",
    ),
    "a call to announce": (rules.ADMIN, lambda s: f"/pilotage/appels/{s.decided.slug}/annoncer/"),
    "an application accepted": (
        rules.ADMIN,
        lambda s: f"/pilotage/candidatures/{s.accepted.code}/",
    ),
    "an organisation to check": (
        rules.ADMIN,
        lambda s: f"/pilotage/organisations/{s.proposed.slug}/",
    ),
    "somebody found": (
        rules.ADMIN,
        lambda s: f"/pilotage/appels/{s.closed_call.slug}/comite/?q=personne",
    ),
    "a message to hold": (rules.ADMIN, lambda s: f"/pilotage/envois/{s.waiting.code}/"),
    "a reading handed in": (rules.READER, lambda s: f"/comite/lectures/{s.done.code}/"),
    "a partner found": (
        rules.LEAD,
        lambda s: f"/espace/candidatures/{s.draft.code}/alliance/?q=association",
    ),
    "a territory found": (
        rules.LEAD,
        lambda s: f"/espace/candidatures/{s.draft.code}/territoires/?q=pays",
    ),
}


def tell():
    """The story, with what makes every button appear."""
    told = story.tell()
    NetworkFactory(complete=True)  # its contact form is open
    told.waiting = MessageFactory()
    told.done = ReviewFactory(
        application=told.accepted, reader=told.people[rules.READER], done=True
    )
    told.decided = DecisionFactory(application__call=CallFactory(closed=True)).application.call
    told.message.status = Status.FAILED
    told.message.save()
    TerritoryFactory()
    QuestionFactory(call=told.open_call)
    CriterionFactory(call=told.closed_call)
    return told


def browser(told, role):
    client = Client()
    if role != rules.VISITOR:
        client.force_login(told.people[role], "allauth.account.auth_backends.AuthenticationBackend")
    return client


def forms_on(address, client):
    """The forms of one page; none where the address is no page."""
    response = client.get(address)
    if response.status_code != 200 or "html" not in response["Content-Type"]:
        return []
    found = forms_of(response.content.decode(), address)
    return [form for form in found if address == "/" or target(form) not in FRAME]


def target(form):
    try:
        return resolve(form.action.partition("?")[0]).view_name
    except Resolver404:
        return form.action


@pytest.mark.django_db
@pytest.mark.parametrize(("name", "role"), sorted(WHO.items()))
def test_forms(name, role):
    told = tell()
    attack_page(reverse(name, args=TABLES[name].args(told)), browser(told, role))


@pytest.mark.django_db
@pytest.mark.parametrize("state", sorted(STATES))
def test_forms_in_another_state(state):
    told = tell()
    role, address = STATES[state]
    assert attack_page(address(told), browser(told, role))


@pytest.mark.django_db
def test_every_button_of_the_house_stands_on_a_page():
    """What takes a POST alone and no page shows is a forgotten door."""
    told = tell()
    pages = [(role, reverse(name, args=TABLES[name].args(told))) for name, role in WHO.items()]
    pages += [(role, address(told)) for role, address in STATES.values()]
    shown = {
        target(form) for role, address in pages for form in forms_on(address, browser(told, role))
    }
    assert {name for name in WHO if TABLES[name].post} - shown == set()


def attack_page(address, client):
    """Attack each form of a page, and press it as it stands."""
    pressed = []
    for form in forms_on(address, client):
        for field, kind in form.kinds.items():
            if form.post and field != "csrfmiddlewaretoken":
                attack(client, form, field, kind)
        if form.post:
            pressed.append(form)
            with transaction.atomic():
                press(client, form.action, form.data, f"{form.action}, as it stands")
                transaction.set_rollback(True)
    return pressed


def attack(client, form, field, kind):
    """One field at a time; each value finds the story as it was told, and fresh counters of tries."""
    tries = {what: form.with_(field, value) for what, value in values_for(kind).items()}
    tries["missing"] = form.without(field)
    tries["repeated"] = form.with_(field, [*form.data.get(field, ["a"]), "b"])
    signed_in = client.cookies.copy()
    for what, data in part_of(tries, f"{target(form)} {field}").items():
        for each in caches.all():
            each.clear()
        with transaction.atomic():
            response = press(client, form.action, data, f"{form.action} {field}: {what}")
            transaction.set_rollback(True)
        is_shown = kind not in UNSEEN and field not in EMPTIED
        if (is_shown and response.status_code == 422) and what in TEXTS:
            assert what == "blank" or MARK in response.content.decode(), (
                f"{form.action} {field}: {what} is gone"
            )
        client.cookies = signed_in.copy()


def press(client, action, data, tried):
    try:
        response = client.post(action, data)
        there = client.get(response["Location"]) if response.status_code == 302 else response
    except Exception as error:
        raise AssertionError(f"{tried}: {error!r}") from error
    assert {response.status_code, there.status_code} <= ANSWERS, f"{tried}: {there.status_code}"
    for page in (response, there):
        assert "<script>alert" not in page.content.decode(), tried
        assert "La contrainte «" not in page.content.decode(), tried
    return response
