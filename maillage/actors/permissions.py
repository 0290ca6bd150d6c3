"""Who may change what about actors."""

from maillage.accounts.models import User
from maillage.actors.models import Organisation


def can_change_organisation(user: User, organisation: Organisation) -> bool:
    """The team, and whoever holds a position there today."""
    return user.is_team or Organisation.objects.of(user).filter(pk=organisation.pk).exists()


def can_manage_actors(user: User) -> bool:
    """People, positions, memberships and checks are the team's work."""
    return user.is_team


def can_change_network(user: User) -> bool:
    return user.is_admin


def can_write_texts(user: User) -> bool:
    """What the network says on its own pages is the team's to write."""
    return user.is_team
