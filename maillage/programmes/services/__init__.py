"""What is done to programmes and calls."""

from maillage.programmes.services.calls import change_call, create_call, mark_decided, publish_call
from maillage.programmes.services.grid import (
    add_criterion,
    add_question,
    remove_criterion,
    remove_question,
)
from maillage.programmes.services.programmes import create_phase, create_programme

__all__ = [
    "add_criterion",
    "add_question",
    "change_call",
    "create_call",
    "create_phase",
    "create_programme",
    "mark_decided",
    "publish_call",
    "remove_criterion",
    "remove_question",
]
