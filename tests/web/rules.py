"""Who gets in where: the words of the access tables.

Every URL of the house stands in one of the tables `access_<door>.py`; `test_access.py` walks
each of them as each role and fails for a URL that no table names.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

VISITOR = "visitor"  # not signed in
STRANGER = "stranger"  # signed in, without any position or seat
PARTNER = "partner"  # holds a position in a partner of the application
LEAD = "lead"  # holds a position in its lead
READER = "reader"  # reads the application for its committee
CHAIR = "chair"  # chairs its committee
OFFICER = "officer"  # of the network's team
ADMIN = "admin"  # answers for the platform

ROLES = (VISITOR, STRANGER, PARTNER, LEAD, READER, CHAIR, OFFICER, ADMIN)
EVERYBODY = frozenset(ROLES)
SIGNED_IN = EVERYBODY - {VISITOR}
TEAM = frozenset({OFFICER, ADMIN})
ALLIANCE = frozenset({LEAD, PARTNER})
COMMITTEE = frozenset({READER, CHAIR})


@dataclass(frozen=True, slots=True)
class Rule:
    """Which roles get in (2xx, or a redirect that is not to the sign-in page, or 405/422 for a POST).

    `args` gets the story (tests/web/story.py) and gives the URL's arguments; `post` says that the
    address only takes POST, and `data` what is sent. `refused` is what others see: 404 where they
    may not even know, 403 where they see the thing and may not act; visitors are sent to sign in.
    """

    allowed: frozenset[str]
    args: Callable[[Any], tuple[Any, ...]] = lambda _story: ()
    post: bool = False
    data: dict[str, Any] | Callable[[Any], dict[str, Any]] = field(default_factory=dict)
    refused: tuple[int, ...] = (403, 404)
