"""What pages ask about projects: their lists, and their territories."""

from maillage.projects.queries.finding import find_projects, narrowed
from maillage.projects.queries.indexing import PROJECTS
from maillage.projects.queries.lists import (
    Figures,
    accepted_without_project,
    akin,
    counted_themes,
    figures,
    lineage,
    on_cards,
    on_lines,
    projects_of,
    projects_with,
    tied_across,
    told_first,
    with_alliance,
)
from maillage.projects.queries.places import (
    Place,
    around,
    place,
    spread,
    with_counts,
    with_projects,
)

__all__ = [
    "PROJECTS",
    "Figures",
    "Place",
    "accepted_without_project",
    "akin",
    "around",
    "counted_themes",
    "figures",
    "find_projects",
    "lineage",
    "narrowed",
    "on_cards",
    "on_lines",
    "place",
    "projects_of",
    "projects_with",
    "spread",
    "tied_across",
    "told_first",
    "with_alliance",
    "with_counts",
    "with_projects",
]
