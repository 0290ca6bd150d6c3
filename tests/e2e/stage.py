"""What the journeys play on: a call that is open, a draft to write, a file to read."""

from dataclasses import dataclass
from datetime import timedelta

from django.utils import timezone

from maillage.accounts.models import User
from maillage.applications.models import Application
from maillage.programmes.models import Call
from maillage.selection.models import Review
from tests.factories.actors import MembershipFactory, OrganisationFactory, PositionFactory
from tests.factories.applications import AnswerFactory, ApplicationFactory, PartnerFactory
from tests.factories.programmes import CallFactory, CriterionFactory, QuestionFactory
from tests.factories.selection import ReviewFactory, SeatFactory
from tests.factories.territories import TerritoryFactory


@dataclass
class Writing:
    """A member's draft that lacks its answer, its ally, its territory."""

    lead: User
    call: Call
    draft: Application


def set_writing() -> Writing:
    position = PositionFactory(organisation__name="Association des Rives")
    MembershipFactory(organisation=position.organisation)
    OrganisationFactory(name="Commune de Ndem", name_key="commune de ndem")
    TerritoryFactory(name="Calvados", slug="calvados")
    call = CallFactory(title="Alliances des rives", slug="alliances-des-rives")
    QuestionFactory(call=call, label="Qui le demande ?", max_length=300)
    draft = ApplicationFactory(call=call, lead=position.organisation, title="Jardins des rives")
    return Writing(position.person.user, call, draft)


def complete(writing: Writing) -> None:
    """Give the draft all it lacks."""
    PartnerFactory(application=writing.draft, organisation__name="Commune de Ndem")
    writing.draft.territories.add(TerritoryFactory())
    AnswerFactory(application=writing.draft, question=writing.call.questions.get())


@dataclass
class Reading:
    """Two files to score by one reader, on two criteria, before a call that closes."""

    reader: User
    first: Review
    second: Review


def set_reading() -> Reading:
    call = CallFactory(closes_at=timezone.now() + timedelta(days=3))
    CriterionFactory(call=call, position=1, label="Ancrage", weight=3)
    CriterionFactory(call=call, position=2, label="Alliance", weight=1)
    seat = SeatFactory(call=call)
    reviews = [
        ReviewFactory(application__call=call, application__title=title, reader=seat.user)
        for title in ("Jardins des rives", "Radio des quartiers")
    ]
    return Reading(seat.user, *reviews)
