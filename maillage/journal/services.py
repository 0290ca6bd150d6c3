"""Writing a line."""

from typing import Any

from django.db import models, transaction

from maillage.accounts.models import User
from maillage.journal.models import Entry

LABEL_LENGTH = 200


def record(verb: str, thing: models.Model, *, by: User | None, **facts: Any) -> Entry:
    """Write that `by` did `verb` to `thing`; `by=None` is the platform itself.

    Must be called inside the act's transaction: an act without its line, or a line
    without its act, is a lie. `facts` are JSON values and hold no secret.
    """
    if not transaction.get_connection().in_atomic_block:
        raise RuntimeError(f"record({verb!r}) must stand inside the act's transaction.")
    return Entry.objects.create(
        by=by,
        verb=verb,
        thing_type=thing._meta.label_lower,
        thing_pk=thing.pk,
        thing_code=getattr(thing, "code", ""),
        label=str(thing)[:LABEL_LENGTH],
        facts=facts,
    )
