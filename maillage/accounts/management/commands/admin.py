"""`maillage admin EMAIL`: the first account of a new instance, which opens all the others."""

import getpass
from argparse import ArgumentParser
from typing import Any

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError
from django.core.validators import validate_email
from django.db import transaction

from maillage.accounts.models import Team, User
from maillage.accounts.services import open_account, set_team


class Command(BaseCommand):
    help = "Give an address the rights of the platform's administrator; open its account if needed."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("email")
        parser.add_argument("--name", default="")
        parser.add_argument(
            "--no-password",
            action="store_true",
            help="ask for none: this person signs in by e-mailed code (EMAIL_URL must be set)",
        )

    def handle(self, *_args: Any, email: str, name: str, no_password: bool, **_: Any) -> None:
        try:
            validate_email(email)
            user = User.objects.filter(email__iexact=email).first()
            password = None if user or no_password else _ask()
        except ValidationError as error:
            raise CommandError(" ".join(error.messages)) from error
        with transaction.atomic():
            user = user or open_account(email=email, name=name, by=None, password=password)
            set_team(user, Team.ADMIN, by=None)
        self.stdout.write(f"{user.email} is an administrator of the platform.")


def _ask() -> str:
    password = getpass.getpass("Password: ")
    if password != getpass.getpass("Once more: "):
        raise ValidationError("The two passwords differ: nothing was done.")
    validate_password(password)
    return password
