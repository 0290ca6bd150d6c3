"""The search's lines of organisations name their seat: they follow them."""

from typing import Any

from django.dispatch import receiver

from maillage.actors.queries import ORGANISATIONS
from maillage.search.services import refresh_naming
from maillage.search.signals import lines_written

NAMED_BY = {"territory": "seat"}


@receiver(lines_written, dispatch_uid="actors.lines_written")
def follow_names(kind: str, numbers: list[int] | None, **_kwargs: Any) -> None:
    """A name that changes is found under its new words on the lines that bear it too."""
    if field := NAMED_BY.get(kind):
        refresh_naming(ORGANISATIONS, field, numbers)
