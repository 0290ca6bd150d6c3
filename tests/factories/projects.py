"""Projects for tests: published, with a lead."""

import factory
from django.utils import timezone
from factory.django import DjangoModelFactory

from maillage.core.text import fold
from maillage.projects.models import Ally, Project
from tests.factories.actors import OrganisationFactory
from tests.factories.programmes import PhaseFactory


class ProjectFactory(DjangoModelFactory[Project]):
    class Meta:
        model = Project

    phase = factory.SubFactory(PhaseFactory)
    title = factory.Sequence(lambda n: f"Projet {n}")
    slug = factory.Sequence(lambda n: f"projet-{n}")
    title_key = factory.LazyAttribute(lambda o: fold(o.title))
    summary = "Une alliance agit."
    status = Project.Status.PUBLISHED
    published_at = factory.LazyFunction(timezone.now)


class AllyFactory(DjangoModelFactory[Ally]):
    class Meta:
        model = Ally

    project = factory.SubFactory(ProjectFactory)
    organisation = factory.SubFactory(OrganisationFactory)
    role = Ally.Role.LEAD
