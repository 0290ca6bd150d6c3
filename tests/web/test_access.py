"""Every URL × every role: who gets in, and what the others see."""

import importlib
from pathlib import Path

import pytest
from django.db import transaction
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from tests.web import access_public, rules, story

TABLES = {
    name: rule
    for path in sorted(Path(__file__).parent.glob("access_*.py"))
    for name, rule in importlib.import_module(f"tests.web.{path.stem}").ACCESS.items()
}


def _names(resolver: URLResolver, prefix: str = "") -> list[str]:
    found = []
    for entry in resolver.url_patterns:
        if isinstance(entry, URLResolver):
            namespace = f"{prefix}{entry.namespace}:" if entry.namespace else prefix
            found += _names(entry, namespace)
        elif isinstance(entry, URLPattern):
            found.append(f"{prefix}{entry.name}" if entry.name else f"unnamed {entry.pattern}")
    return found


def test_every_address_is_declared_and_nothing_else_is():
    assert sorted(set(_names(get_resolver()))) == sorted(TABLES)


@pytest.mark.django_db
@pytest.mark.parametrize("name", sorted(TABLES))
def test_walk(name):
    rule = TABLES[name]
    told = story.tell()
    url = reverse(name, args=rule.args(told))
    for role in rules.ROLES:
        with transaction.atomic():
            _knock(name, url, role, rule, told)
            transaction.set_rollback(True)  # the next one finds the story as it was told


@pytest.mark.django_db
@pytest.mark.parametrize("name", sorted(access_public.UNPUBLISHED))
def test_what_is_not_published_is_the_teams(name):
    rule = access_public.UNPUBLISHED[name]
    told = story.tell()
    for role in rules.ROLES:
        _knock(name, reverse(name, args=rule.args(told)), role, rule, told)


def _knock(name, url, role, rule, told):
    client = Client(raise_request_exception=True)
    user = told.people.get(role)
    if user is not None:
        client.force_login(user, backend="allauth.account.auth_backends.AuthenticationBackend")
    response = client.post(url, _data(rule, told)) if rule.post else client.get(url)
    sent_to_sign_in = response.status_code == 302 and "/compte/connexion/" in response["Location"]
    seen = f"{name} as {role}: {response.status_code} {response.get('Location', '')}"
    if role in rule.allowed:
        assert response.status_code in {200, 204, 302, 303, 400, 405, 409, 422}, seen
        assert not sent_to_sign_in, seen
    elif role == rules.VISITOR:
        assert sent_to_sign_in or response.status_code in rule.refused, seen
    else:
        assert response.status_code in rule.refused, seen


def _data(rule, told):
    """What is posted: the same for every story, or told by it."""
    return rule.data(told) if callable(rule.data) else rule.data
