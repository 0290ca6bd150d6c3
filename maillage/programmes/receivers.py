"""The search's lines of calls name their territories and themes: they follow them."""

from typing import Any

from django.dispatch import receiver

from maillage.programmes.queries import CALLS
from maillage.search.services import refresh_naming
from maillage.search.signals import lines_written

NAMED_BY = {"territory": "territories", "theme": "themes"}


@receiver(lines_written, dispatch_uid="programmes.lines_written")
def follow_names(kind: str, numbers: list[int] | None, **_kwargs: Any) -> None:
    """A name that changes is found under its new words on the lines that bear it too."""
    if field := NAMED_BY.get(kind):
        refresh_naming(CALLS, field, numbers)
