"""What an alliance does with its application."""

from maillage.applications.services.alliance import (
    add_partner,
    add_territory,
    ally_newcomer,
    remove_partner,
    remove_territory,
)
from maillage.applications.services.submitting import submit_application, write_and_submit
from maillage.applications.services.writing import drop_draft, start_application, write_application

__all__ = [
    "add_partner",
    "add_territory",
    "ally_newcomer",
    "drop_draft",
    "remove_partner",
    "remove_territory",
    "start_application",
    "submit_application",
    "write_and_submit",
    "write_application",
]
