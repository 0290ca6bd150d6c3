"""Holding a row, and what is said when it is gone."""

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from maillage.actors.models import Organisation
from maillage.core.codes import free_slug
from maillage.core.locking import locked, one_at_a_time
from maillage.core.refusal import Refusal
from tests.factories.actors import OrganisationFactory

pytestmark = pytest.mark.django_db


def test_a_row_is_read_afresh():
    stale = OrganisationFactory()
    Organisation.objects.update(summary="Depuis.")
    assert locked(stale).summary == "Depuis."
    assert stale.summary == ""


def test_a_row_that_is_gone_is_said_in_words():
    gone = OrganisationFactory()
    Organisation.objects.all().delete()
    with pytest.raises(Refusal, match="Rechargez la page"):
        locked(gone)


def test_choosing_an_address_waits_for_its_turn_where_there_are_several_writers():
    with transaction.atomic(), CaptureQueriesContext(connection) as asked:
        one_at_a_time(Organisation)
    asked_for = [query["sql"] for query in asked if "advisory" in query["sql"]]
    assert len(asked_for) == (connection.vendor == "postgresql")


def test_an_address_taken_gets_a_number():
    OrganisationFactory(slug="les-haies")
    assert free_slug(Organisation.objects.all(), "Les Haies", fallback="x") == "les-haies-2"
