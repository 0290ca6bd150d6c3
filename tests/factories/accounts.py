"""Accounts for tests; the password of each is PASSWORD."""

from typing import Any

import factory
from factory.django import DjangoModelFactory

from maillage.accounts.models import Team, User

PASSWORD = "un-mot-de-passe-de-test"


class UserFactory(DjangoModelFactory[User]):
    class Meta:
        model = User

    email = factory.Sequence(lambda n: f"personne{n}@example.org")
    name = factory.Sequence(lambda n: f"Personne {n}")

    @classmethod
    def _create(cls, model_class: type[User], *args: Any, **kwargs: Any) -> User:
        return model_class.objects.create_user(*args, **{"password": PASSWORD} | kwargs)


class OfficerFactory(UserFactory):
    team = Team.OFFICER


class AdminFactory(UserFactory):
    team = Team.ADMIN
