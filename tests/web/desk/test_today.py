"""The morning page: each number, and what zero says."""

from datetime import timedelta

import pytest
from django.utils import timezone

from maillage.actors.models import Organisation
from maillage.mail.models import Message
from maillage.projects.models import Project
from tests.factories.actors import OrganisationFactory
from tests.factories.applications import ApplicationFactory
from tests.factories.mail import MessageFactory
from tests.factories.programmes import CallFactory
from tests.factories.projects import ProjectFactory
from tests.factories.selection import DecisionFactory, ReviewFactory

pytestmark = pytest.mark.django_db


def test_a_quiet_morning_says_so_line_by_line(desk):
    html = desk.see("home")
    for sentence in (
        "Rien n’attend ce matin.",
        "Aucun appel ne ferme dans les 14 jours.",
        "Chaque candidature déposée a un lecteur.",
        "Aucune lecture n’est en retard.",
        "Aucune décision ne manque.",
        "Aucun résultat n’attend d’être annoncé.",
        "Chaque candidature retenue a son projet.",
        "Tous les projets ouverts sont publiés.",
        "Aucune organisation n’est à vérifier.",
        "Aucun courriel n’a échoué.",
        "Aucun courriel n’attend.",
    ):
        assert sentence in html


def test_a_busy_morning_counts_and_leads_there(desk):
    call = CallFactory(closed=True)
    ApplicationFactory(call=call, submitted=True)
    ReviewFactory(application__call=call)
    ready = CallFactory(closed=True)
    accepted = ApplicationFactory(call=ready, submitted=True)
    DecisionFactory(application=accepted)
    ProjectFactory(status=Project.Status.OPENED, published_at=None)
    OrganisationFactory(status=Organisation.Status.PROPOSED)
    MessageFactory(status=Message.Status.FAILED)
    MessageFactory()
    html = desk.see("home")
    for sentence in (
        "2 candidatures déposées n’ont pas de lecteur.",
        "1 lecture n’est pas rendue alors que l’appel est clos.",
        "2 candidatures attendent une décision.",
        "Les résultats de 1 appel sont prêts à être annoncés.",
        "1 candidature retenue n’a pas encore son projet.",
        "1 projet n’est pas encore publié.",
        "1 organisation est à vérifier.",
        "1 courriel n’est pas parti.",
        "1 courriel attend de partir.",
    ):
        assert sentence in html
    assert "?state=undecided" in html


def test_calls_that_close_soon_are_named_in_words(desk):
    soon = CallFactory(closes_at=timezone.now() + timedelta(days=3))
    CallFactory(title="Plus tard", closes_at=timezone.now() + timedelta(days=20))
    html = desk.see("home")
    assert soon.title in html
    assert "Plus tard" not in html


def test_the_morning_costs_the_same_for_more(desk, django_assert_max_num_queries):
    ApplicationFactory(call__closed=True, submitted=True)
    with django_assert_max_num_queries(30) as one:
        desk.see("home")
    ApplicationFactory.create_batch(2, call__closed=True, submitted=True)
    with django_assert_max_num_queries(len(one.captured_queries)):
        desk.see("home")
