"""Organisations and people for tests."""

from datetime import date

import factory
from factory.django import DjangoModelFactory

from maillage.actors.models import (
    Kind,
    Membership,
    Network,
    Organisation,
    Person,
    Position,
    TextVersion,
)
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


class NetworkFactory(DjangoModelFactory[Network]):
    """A network; with `complete=True` it says all that the law wants."""

    class Meta:
        model = Network

    class Params:
        complete = factory.Trait(
            contact_email="contact@reseau.example",
            legal_name="Réseau des rives",
            legal_form="association loi de 1901",
            siren="443061841",
            address="2 quai des Rives, 50000 Saint-Lô",
            phone="02 33 00 00 00",
            director="Alma Diop",
            host_name="Machines du Nord",
            host_address="3 rue du Port, 59140 Dunkerque",
            host_phone="03 28 00 00 00",
        )

    pk = 1
    name = "Réseau"


class TextVersionFactory(DjangoModelFactory[TextVersion]):
    class Meta:
        model = TextVersion

    key = TextVersion.Key.LEGAL
    language = TextVersion.Language.FR
    number = factory.Sequence(lambda n: n + 1)
    body = factory.Sequence(lambda n: f"Texte {n}")
    by = factory.SubFactory(UserFactory)
