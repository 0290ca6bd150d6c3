"""Committees and readings for tests."""

import factory
from django.utils import timezone
from factory.django import DjangoModelFactory

from maillage.selection.models import Decision, Review, Score, Seat
from tests.factories.accounts import UserFactory
from tests.factories.applications import ApplicationFactory
from tests.factories.programmes import CallFactory, CriterionFactory


class SeatFactory(DjangoModelFactory[Seat]):
    class Meta:
        model = Seat

    call = factory.SubFactory(CallFactory)
    user = factory.SubFactory(UserFactory)
    role = Seat.Role.READER


class ReviewFactory(DjangoModelFactory[Review]):
    class Meta:
        model = Review

    class Params:
        done = factory.Trait(status=Review.Status.DONE, done_at=factory.LazyFunction(timezone.now))

    application = factory.SubFactory(ApplicationFactory, submitted=True)
    reader = factory.SubFactory(UserFactory)


class ScoreFactory(DjangoModelFactory[Score]):
    class Meta:
        model = Score

    review = factory.SubFactory(ReviewFactory)
    criterion = factory.SubFactory(
        CriterionFactory, call=factory.SelfAttribute("..review.application.call")
    )
    value = 3


class DecisionFactory(DjangoModelFactory[Decision]):
    class Meta:
        model = Decision

    application = factory.SubFactory(ApplicationFactory, submitted=True)
    outcome = Decision.Outcome.ACCEPTED
    granted_cents = 900_000
    reason = "Une alliance solide."
    decided_at = factory.LazyFunction(timezone.now)
