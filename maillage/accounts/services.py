"""What is done to accounts. Accounts stand below the journal: each act is said aloud, it writes it."""

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from django.contrib.sessions.models import Session
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from maillage.accounts.models import Team, User
from maillage.accounts.signals import account_act
from maillage.core.locking import locked, one_at_a_time
from maillage.core.refusal import Refusal


def _say(verb: str, user: User, by: User | None) -> None:
    account_act.send(sender=User, verb=verb, user=user, by=by)


@transaction.atomic
def open_account(*, email: str, name: str, by: User | None, password: str | None = None) -> User:
    """Open an account for somebody; without a password they sign in by e-mailed code."""
    one_at_a_time(User)
    if User.objects.filter(email__iexact=email).exists():
        raise Refusal(_("Un compte existe déjà avec l’adresse %(email)s.") % {"email": email})
    user = User.objects.create_user(email, password, name=name)
    EmailAddress.objects.create(user=user, email=user.email, verified=True, primary=True)
    _say("account.opened", user, by)
    return user


@transaction.atomic
def change_profile(user: User, *, name: str, language: str, by: User) -> User:
    """Change how a person is named, and the language we write to them in."""
    user.name, user.language = name, language
    user.save(update_fields=["name", "language"])
    _say("account.changed", user, by)
    return user


@transaction.atomic
def set_team(user: User, team: str, *, by: User | None) -> User:
    """Let an account into the network's team, or out of it."""
    one_at_a_time(User)  # two administrators who send each other away must not both go
    user = locked(user)
    if team != Team.ADMIN:
        _refuse_if_last_admin(user)
    user.team = team
    user.save(update_fields=["team"])
    _say("account.team_changed", user, by)
    return user


def _refuse_if_last_admin(user: User) -> None:
    others = User.objects.filter(team=Team.ADMIN, is_active=True).exclude(pk=user.pk)
    if user.is_admin and not others.exists():
        raise Refusal(
            _(
                "C’est le dernier compte responsable de la plateforme. Nommez quelqu’un d’autre avant."
            )
        )


@transaction.atomic
def erase_account(user: User, *, by: User | None) -> User:
    """Forget the person behind an account; what they did stays, without them."""
    one_at_a_time(User)  # two administrators who send each other away must not both go
    user = locked(user)
    _refuse_if_last_admin(user)
    _say("account.erased", user, by if by != user else None)
    EmailAddress.objects.filter(user=user).delete()
    Authenticator.objects.filter(user=user).delete()
    _close_sessions(user)
    user.email, user.name = f"efface-{user.code.lower()}@invalid", ""
    user.is_active, user.team = False, Team.NONE
    user.set_unusable_password()
    user.save()
    return user


def _close_sessions(user: User) -> None:
    """Sessions hold the account's id inside: each is opened to find out."""
    for session in Session.objects.filter(expire_date__gt=timezone.now()).iterator():
        if session.get_decoded().get("_auth_user_id") == str(user.pk):
            session.delete()
