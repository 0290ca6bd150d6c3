"""A number two organisations cannot share: said in words, and without what others are preparing."""

import pytest

from maillage.actors.models import Organisation
from tests.factories.actors import OrganisationFactory, PositionFactory
from tests.factories.applications import ApplicationFactory

pytestmark = pytest.mark.django_db
SIREN, RNA = "732829320", "W751234567"


@pytest.fixture
def lead():
    return PositionFactory()


def addresses(lead):
    draft = ApplicationFactory(lead=lead.organisation)
    yield f"/espace/candidatures/{draft.code}/alliance/nouvelle/"
    yield f"/espace/organisations/{lead.organisation.slug}/"


@pytest.mark.parametrize("number", [{"siren": SIREN}, {"rna": RNA}])
def test_a_number_that_is_taken_names_its_holder_not_a_constraint(lead, client_of, number):
    OrganisationFactory(name="La Première", siren=SIREN, rna=RNA)
    browser = client_of(lead.person.user)
    for address in addresses(lead):
        if "rna" in number and "alliance" in address:
            continue  # that form asks for no RNA
        page = browser.post(address, {"name": "Neuve", "kind": "ngo", **number})
        assert page.status_code == 422
        assert "La Première" in page.content.decode()
        assert "_is_one" not in page.content.decode()


def test_a_holder_that_is_not_checked_yet_is_not_named(lead, client_of):
    OrganisationFactory(name="Encore secrète", siren=SIREN, status=Organisation.Status.PROPOSED)
    for address in addresses(lead):
        page = client_of(lead.person.user).post(
            address, {"name": "Neuve", "kind": "ngo", "siren": SIREN}
        )
        assert page.status_code == 422
        assert "que le réseau vérifie" in page.content.decode()
        assert "Encore secrète" not in page.content.decode()
    assert Organisation.objects.filter(siren=SIREN).count() == 1
