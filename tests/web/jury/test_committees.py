"""The list of committees and the ranking."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from tests.factories.accounts import OfficerFactory, UserFactory
from tests.factories.actors import PersonFactory, PositionFactory
from tests.factories.applications import ApplicationFactory
from tests.factories.programmes import CallFactory, CriterionFactory
from tests.factories.selection import DecisionFactory, ReviewFactory, ScoreFactory, SeatFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def call():
    return CallFactory(closed=True, envelope_cents=5_000_000)


@pytest.fixture
def chair(call):
    return SeatFactory(call=call, role="chair").user


def read(call, title, *values, **fields):
    application = ApplicationFactory(call=call, submitted=True, title=title, **fields)
    criterion = call.criteria.first() or CriterionFactory(call=call)
    for value in values:
        review = ReviewFactory(application=application, done=True)
        ScoreFactory(review=review, criterion=criterion, value=value)
    return application


def ranking(client, call):
    response = client.get(reverse("jury:committee", args=[call.slug]))
    assert response.status_code == 200
    return response.content.decode()


def test_the_best_mean_first_and_the_unread_last(client_of, call, chair):
    read(call, "Abeilles", 2)
    read(call, "Zébus", 4, 5)
    read(call, "Aubergines")
    html = ranking(client_of(chair), call)
    assert html.index("Zébus") < html.index("Abeilles") < html.index("Aubergines")
    assert "moyenne 90, de 80 à 100" in html
    assert "pas encore lue" in html


def test_the_axis_is_the_range_of_the_data(client_of, call, chair):
    read(call, "Abeilles", 3, 4)
    assert "<span>60</span><span>80</span>" in ranking(client_of(chair), call)


def test_an_empty_committee_says_what_will_come(client_of, call, chair):
    html = ranking(client_of(chair), call)
    assert "Aucune candidature à examiner pour l’instant." in html
    assert "Aucune lecture n’est encore confiée." in html


def test_the_envelope_says_what_is_left(client_of, call, chair):
    DecisionFactory(application=read(call, "Abeilles", 4), granted_cents=2_000_000)
    html = ranking(client_of(chair), call)
    assert "Il reste 30\u202f000\u202f€ sur 50\u202f000\u202f€" in html
    assert "1 candidature décidée sur 1" in html


def test_granting_more_than_the_envelope_is_said(client_of, call, chair):
    DecisionFactory(application=read(call, "Abeilles", 4), granted_cents=6_000_000)
    assert "plus que l’enveloppe" in ranking(client_of(chair), call)


def test_a_call_without_envelope_says_so(client_of, call, chair):
    call.envelope_cents = None
    call.save()
    assert "n’annonce pas d’enveloppe" in ranking(client_of(chair), call)


def test_ones_own_applications_are_hidden_and_it_is_said(client_of, call, chair):
    mine = PositionFactory(person=PersonFactory(user=chair)).organisation
    read(call, "La mienne", 5, lead=mine)
    read(call, "Une autre", 3)
    html = ranking(client_of(chair), call)
    assert "La mienne" not in html
    assert "Une autre" in html
    assert (
        "1 candidature vous est cachée\N{NO-BREAK SPACE}: votre organisation y participe." in html
    )


def test_readers_do_not_see_the_ranking(client_of, call):
    reader = SeatFactory(call=call).user
    response = client_of(reader).get(reverse("jury:committee", args=[call.slug]))
    assert response.status_code == 403


def test_the_team_sees_it_and_does_not_decide(client_of, call):
    read(call, "Abeilles", 3)
    html = ranking(client_of(OfficerFactory()), call)
    assert "Abeilles" in html
    assert "/decision/" not in html


def test_the_chair_decides_only_once_the_call_is_closed(client_of, call, chair):
    read(call, "Abeilles", 3)
    assert "/decision/" in ranking(client_of(chair), call)
    call.closes_at = timezone.now() + timedelta(days=1)
    call.save()
    assert "/decision/" not in ranking(client_of(chair), call)


def test_as_many_queries_for_three_as_for_one(
    client_of, call, chair, django_assert_max_num_queries
):
    client = client_of(chair)
    read(call, "Une", 3)
    with django_assert_max_num_queries(40) as one:
        ranking(client, call)
    read(call, "Deux", 4)
    read(call, "Trois", 5, 1)
    with django_assert_max_num_queries(len(one.captured_queries)):
        ranking(client, call)


def test_committees_lists_where_one_sits(client_of, call, chair):
    ReviewFactory(application=ApplicationFactory(call=call, submitted=True), done=True)
    html = client_of(chair).get(reverse("jury:committees")).content.decode()
    assert call.title in html
    assert "1 sur 1" in html
    assert reverse("jury:committee", args=[call.slug]) in html


def test_a_reader_sees_the_committee_without_the_way_to_its_ranking(client_of, call):
    html = client_of(SeatFactory(call=call).user).get(reverse("jury:committees")).content.decode()
    assert call.title in html
    assert reverse("jury:committee", args=[call.slug]) not in html


def test_the_team_sees_every_committee(client_of, call, chair):
    html = client_of(OfficerFactory()).get(reverse("jury:committees")).content.decode()
    assert call.title in html
    assert "équipe du réseau" in html


def test_who_sits_nowhere_is_told_so(client_of):
    html = client_of(UserFactory()).get(reverse("jury:committees")).content.decode()
    assert "Vous ne siégez dans aucun comité." in html
