"""What is done to organisations, people and the network."""

from maillage.actors.services.contacting import write_to_network
from maillage.actors.services.directory import (
    add_organisation,
    add_person,
    change_network,
    change_organisation,
    end_position,
    give_position,
    join_network,
    leave_network,
    list_organisation,
    welcome_person,
)
from maillage.actors.services.importing_organisations import OrganisationImporter
from maillage.actors.services.importing_people import PersonImporter
from maillage.actors.services.looking_up import (
    Directory,
    Once,
    Places,
    day_of,
    differing,
    free_among,
    in_order,
    in_words,
    labels_of,
)
from maillage.actors.services.writing import restore_text, write_text

__all__ = [
    "Directory",
    "Once",
    "OrganisationImporter",
    "PersonImporter",
    "Places",
    "add_organisation",
    "add_person",
    "change_network",
    "change_organisation",
    "day_of",
    "differing",
    "end_position",
    "free_among",
    "give_position",
    "in_order",
    "in_words",
    "join_network",
    "labels_of",
    "leave_network",
    "list_organisation",
    "restore_text",
    "welcome_person",
    "write_text",
    "write_to_network",
]
