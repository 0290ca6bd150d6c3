"""What the doors share: the typed request, and the gate."""

from datetime import datetime
from typing import TYPE_CHECKING

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from django_htmx.middleware import HtmxDetails

if TYPE_CHECKING:
    from django.contrib.auth.models import _User


class VisitorRequest(HttpRequest):
    """A request of anybody, as the middleware leaves it."""

    arrived_at: datetime
    htmx: HtmxDetails


class MemberRequest(VisitorRequest):
    """A request of somebody who signed in."""

    user: "_User"


def require(condition: bool) -> None:
    """Stop with "forbidden" unless the person may.

    Only for a thing the person may see: what one may not see is never found (404).
    """
    if not condition:
        raise PermissionDenied
