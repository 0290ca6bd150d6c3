"""What the sign-in library says, said again in our words for the journal."""

from typing import Any

from allauth.account.signals import user_signed_up
from django.contrib.auth.signals import user_logged_in
from django.db import transaction
from django.dispatch import receiver

from maillage.accounts.models import User
from maillage.accounts.signals import account_act


@receiver(user_signed_up, dispatch_uid="accounts.signed_up")
def note_sign_up(user: User, **_kwargs: Any) -> None:
    with transaction.atomic():
        account_act.send(sender=User, verb="account.opened", user=user, by=user)


@receiver(user_logged_in, dispatch_uid="accounts.signed_in")
def note_sign_in(user: User, **_kwargs: Any) -> None:
    with transaction.atomic():
        account_act.send(sender=User, verb="account.signed_in", user=user, by=user)
