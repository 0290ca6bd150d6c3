"""Who may run a programme."""

from datetime import datetime

from maillage.accounts.models import User
from maillage.programmes.models import Call


def can_run_programmes(user: User) -> bool:
    """Preparing, publishing and announcing calls is the team's work."""
    return user.is_team


def can_change_grid(user: User, call: Call) -> bool:
    """Questions and criteria are fixed once the call is public: people already work on them."""
    return user.is_team and call.published_at is None


def can_announce(user: User, call: Call, at: datetime) -> bool:
    return user.is_team and call.state(at) == Call.State.CLOSED
