"""What the worker counts for the home page and the maps, so that no visitor waits for it."""

from datetime import timedelta

from maillage.core.memo import count_ahead
from maillage.core.schedule import every
from maillage.projects.queries.lists import FIGURES, FIRST, figures_now, told_first_now
from maillage.projects.queries.places import SPREAD, spread_now


@every(timedelta(minutes=1))
def count_projects() -> None:
    """At 30,000 projects, half a second."""
    count_ahead(FIGURES, figures_now)
    count_ahead(FIRST, told_first_now)
    count_ahead(SPREAD, spread_now)
