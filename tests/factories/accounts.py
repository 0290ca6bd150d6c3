"""Accounts for tests; the password of each is PASSWORD."""

from typing import Any

import factory
from allauth.account.models import EmailAddress
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
        user = model_class.objects.create_user(*args, **{"password": PASSWORD} | kwargs)
        EmailAddress.objects.create(user=user, email=user.email, verified=True, primary=True)
        return user


class OfficerFactory(UserFactory):
    team = Team.OFFICER


class AdminFactory(UserFactory):
    team = Team.ADMIN
