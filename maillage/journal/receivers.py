"""What other rooms say aloud, and the journal notes."""

from typing import Any

from django.dispatch import receiver

from maillage.accounts.models import User
from maillage.accounts.signals import account_act
from maillage.journal.services import record


@receiver(account_act, dispatch_uid="journal.account_act")
def note_account_act(verb: str, user: User, by: User | None, **_kwargs: Any) -> None:
    """Accounts stand below the journal: they say their acts, the journal writes them."""
    record(verb, user, by=by)
