"""Projects for tests: published, with a lead."""

from functools import cache

import factory
from django.utils import timezone
from factory.django import DjangoModelFactory

from maillage.algorithms.photographs import develop
from maillage.core.text import fold
from maillage.files.services import keep_document, keep_picture
from maillage.projects.models import Ally, Paper, Photo, Project
from tests.factories.actors import OrganisationFactory
from tests.factories.programmes import PhaseFactory
from tests.pictures import a_photograph


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


@cache
def developed(colour="teal"):
    """A small photograph, ready to be kept."""
    return develop(a_photograph(600, 400, colour=colour))


class PhotoFactory(DjangoModelFactory[Photo]):
    """Nobody is on it."""

    class Meta:
        model = Photo

    project = factory.SubFactory(ProjectFactory)
    picture = factory.LazyFunction(lambda: keep_picture(developed()))
    alt = "Un champ au bord d’une rive."
    credit = "Réseau"
    people = Photo.People.NOBODY
    place = factory.Sequence(lambda n: n)


class PaperFactory(DjangoModelFactory[Paper]):
    class Meta:
        model = Paper

    project = factory.SubFactory(ProjectFactory)
    document = factory.LazyFunction(lambda: keep_document(b"%PDF-1.7 bilan", "pdf"))
    title = "Bilan"
