"""Another program reads our description, asks what it allows and what it does not, and checks the answers.

Bounded and always the same: so many questions for each address, drawn from its name.
"""

from collections import Counter

import pytest
import schemathesis
from django.core.cache import caches
from django.core.signals import request_finished, request_started
from django.core.wsgi import get_wsgi_application
from django.db import close_old_connections
from hypothesis import HealthCheck, Phase, given, seed, settings
from hypothesis import strategies as st
from schemathesis import GenerationMode
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    negative_data_rejection,
    positive_data_acceptance,
    response_headers_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from tests.factories.actors import OrganisationFactory
from tests.factories.programmes import CallFactory
from tests.factories.projects import AllyFactory
from tests.factories.territories import CommuneFactory, CountryFactory
from tests.factories.themes import ThemeFactory

ASKED = 30
QUESTIONS = settings(
    max_examples=ASKED,
    deadline=None,
    database=None,
    phases=[Phase.generate],
    suppress_health_check=list(HealthCheck),
)
CHECKS = [
    not_a_server_error,
    content_type_conformance,
    response_headers_conformance,
    response_schema_conformance,
    status_code_conformance,
]
ADDRESSES = [
    "",
    "calls",
    "calls/{slug}",
    "projects",
    "projects/{slug}",
    "organisations",
    "organisations/{slug}",
    "territories",
    "territories/{key}",
    "themes",
    "search",
]
NAMES = {
    "calls/{slug}": ["rives", "brouillon"],
    "projects/{slug}": ["deux-rives", "cache"],
    "organisations/{slug}": ["batik", "a-verifier"],
    "territories/{key}": ["caen", "insee:14118", "iso:SN", "insee:"],
}
pytestmark = pytest.mark.django_db


@pytest.fixture
def described(settings):
    """What is published and what is not, and no limit on how much one asks."""
    settings.API_PER_MINUTE = 0
    settings.SITE_URL = "http://localhost"
    senegal = CountryFactory(
        country_code="SN", name="Sénégal", scheme="iso", code="SN", slug="senegal"
    )
    caen = CommuneFactory(
        name="Caen", slug="caen", scheme="insee", code="14118", lat=49.2, lon=-0.4
    )
    ally = AllyFactory(
        organisation__name="Batik",
        organisation__slug="batik",
        organisation__seat=caen,
        organisation__siren="443061841",
        project__title="Deux rives",
        project__slug="deux-rives",
        project__granted_cents=1_200_050,
    )
    ally.project.territories.set([caen, senegal])
    ally.project.themes.add(ThemeFactory(slug="travail"))
    CallFactory(slug="rives").territories.add(caen)
    CallFactory(slug="brouillon", draft=True)
    OrganisationFactory(slug="a-verifier", status="proposed")
    AllyFactory(project__slug="cache", project__status="opened", project__published_at=None)
    # The end of a request closes the connection, which here holds the transaction of the test.
    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)
    yield schemathesis.openapi.from_wsgi("/api/v1/openapi.json", get_wsgi_application())
    for signal in (request_started, request_finished):
        signal.connect(close_old_connections)


def questions(schema, address, mode, names=()):
    """Ask; give the number of answers of each status."""
    operation = schema[f"/api/v1/{address}"]["GET"]
    answers = Counter()
    checks = [*CHECKS]
    checks += [positive_data_acceptance] if mode is GenerationMode.POSITIVE and not names else []
    checks += [negative_data_rejection] if mode is GenerationMode.NEGATIVE else []

    @seed(len(address))
    @QUESTIONS
    @given(operation.as_strategy(generation_mode=mode), st.sampled_from([*names, None]))
    def ask(case, name):
        caches["process"].clear()
        if name is not None:
            case.path_parameters = dict.fromkeys(case.path_parameters, name)
        response = case.call(headers={"Accept-Encoding": "identity"})
        answers[response.status_code] += 1
        case.validate_response(response, checks=checks)

    ask()
    return answers


@pytest.mark.parametrize("address", ADDRESSES)
def test_what_is_allowed_is_answered_as_described(described, address):
    names = NAMES.get(address, ())
    answers = questions(described, address, GenerationMode.POSITIVE, names)
    assert answers[200] > 0
    assert set(answers) <= {200, 404}
    assert sum(answers.values()) >= (ASKED // 2 if address else 1)


@pytest.mark.parametrize("address", [a for a in ADDRESSES if a])
def test_what_is_not_allowed_is_refused_as_described(described, address):
    answers = questions(described, address, GenerationMode.NEGATIVE)
    # What reads as allowed once it is written in an address (a number as text) is let through.
    assert set(answers) <= {200, 400, 404, 422}
    assert answers[200] < sum(answers.values()) / 10


def test_every_address_is_asked(described):
    found = {operation.ok().path for operation in described.get_all_operations()}
    assert found == {f"/api/v1/{address}" for address in ADDRESSES}
