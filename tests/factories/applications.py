"""Applications for tests: a draft, or submitted with the trait."""

import factory
from django.utils import timezone
from factory.django import DjangoModelFactory

from maillage.applications.models import Answer, Application, Partner, Status
from tests.factories.actors import OrganisationFactory
from tests.factories.programmes import CallFactory, QuestionFactory


class ApplicationFactory(DjangoModelFactory[Application]):
    class Meta:
        model = Application

    class Params:
        submitted = factory.Trait(
            status=Status.SUBMITTED, submitted_at=factory.LazyFunction(timezone.now)
        )

    call = factory.SubFactory(CallFactory)
    lead = factory.SubFactory(OrganisationFactory)
    title = factory.Sequence(lambda n: f"Candidature {n}")
    summary = "Une alliance agit."
    asked_cents = 1_000_000


class PartnerFactory(DjangoModelFactory[Partner]):
    class Meta:
        model = Partner

    application = factory.SubFactory(ApplicationFactory)
    organisation = factory.SubFactory(OrganisationFactory)


class AnswerFactory(DjangoModelFactory[Answer]):
    class Meta:
        model = Answer

    application = factory.SubFactory(ApplicationFactory)
    question = factory.SubFactory(QuestionFactory, call=factory.SelfAttribute("..application.call"))
    text = "Une réponse."


def as_written(draft: Application) -> dict[str, object]:
    """What a browser posts from the page of a draft that nobody touched."""
    return {
        "title": draft.title,
        "summary": draft.summary,
        "asked_cents": draft.asked_cents // 100,
        "seen_revision": draft.revision,
    }
