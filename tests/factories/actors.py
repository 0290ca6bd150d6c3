"""Organisations and people for tests."""

from datetime import date

import factory
from factory.django import DjangoModelFactory

from maillage.actors.models import Kind, Membership, Organisation, Person, Position
from maillage.core.text import fold
from tests.factories.accounts import UserFactory


class OrganisationFactory(DjangoModelFactory[Organisation]):
    class Meta:
        model = Organisation

    name = factory.Sequence(lambda n: f"Association {n}")
    slug = factory.Sequence(lambda n: f"association-{n}")
    name_key = factory.LazyAttribute(lambda o: fold(o.name))
    kind = Kind.NGO
    status = Organisation.Status.LISTED


class MembershipFactory(DjangoModelFactory[Membership]):
    class Meta:
        model = Membership

    organisation = factory.SubFactory(OrganisationFactory)
    starts_on = date(2015, 1, 1)


class PersonFactory(DjangoModelFactory[Person]):
    class Meta:
        model = Person

    name = factory.Sequence(lambda n: f"Personne {n}")
    name_key = factory.LazyAttribute(lambda o: fold(o.name))
    user = factory.SubFactory(UserFactory)


class PositionFactory(DjangoModelFactory[Position]):
    class Meta:
        model = Position

    person = factory.SubFactory(PersonFactory)
    organisation = factory.SubFactory(OrganisationFactory)
    title = "chargée de projet"
