"""Organisations, people, and the network that runs this instance."""

from maillage.actors.models.network import Network
from maillage.actors.models.organisation import Kind, Membership, Organisation
from maillage.actors.models.person import Person, Position
from maillage.actors.models.text import TextVersion

__all__ = ["Kind", "Membership", "Network", "Organisation", "Person", "Position", "TextVersion"]
