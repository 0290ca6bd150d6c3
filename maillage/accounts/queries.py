"""What is asked about accounts."""

from datetime import datetime

from maillage.accounts.models import Team, User
from maillage.core.health import watch


@watch("administrator")
def nobody_answers(_at: datetime) -> str | None:
    """Somebody must be able to open the other accounts."""
    if not User.objects.filter(team=Team.ADMIN, is_active=True).exists():
        return "Nobody administers this platform: run maillage admin you@example.org."
    return None
