"""Who may change accounts."""

from maillage.accounts.models import User


def can_set_team(user: User) -> bool:
    """Only those who answer for the platform open its desk to others."""
    return user.is_admin
