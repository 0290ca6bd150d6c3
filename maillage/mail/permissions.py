"""Who may run the outbox."""

from maillage.accounts.models import User


def can_run_outbox(user: User) -> bool:
    return user.is_team
