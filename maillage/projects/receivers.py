"""The search's lines of projects name their allies, territories and themes: they follow them."""

from typing import Any

from django.dispatch import receiver

from maillage.projects.queries.indexing import PROJECTS
from maillage.search.services import refresh_naming
from maillage.search.signals import lines_written

NAMED_BY = {"territory": "territories", "theme": "themes", "organisation": "allies__organisation"}


@receiver(lines_written, dispatch_uid="projects.lines_written")
def follow_names(kind: str, numbers: list[int] | None, **_kwargs: Any) -> None:
    """A name that changes is found under its new words on the lines that bear it too."""
    if field := NAMED_BY.get(kind):
        refresh_naming(PROJECTS, field, numbers)
