"""Who may bring the past."""

from maillage.accounts.models import User


def can_import(user: User) -> bool:
    return user.is_team
