"""How much one address may ask: so many answers in each minute of the clock."""

import time
from hashlib import sha256
from ipaddress import ip_address, ip_network

from django.conf import settings
from django.core.cache import cache
from django.http import HttpRequest
from ninja.throttling import BaseThrottle

WINDOW = 60


def seconds_to_wait(request: HttpRequest) -> int:
    """Count this question; say how long to wait when it is one too many, or nothing.

    The counter is one that every process shares. `API_PER_MINUTE = 0` counts nothing.
    """
    most = settings.API_PER_MINUTE
    if not most:
        return 0
    now = int(time.time())
    key = f"api.asked.{now // WINDOW}.{_whose(request)}"
    cache.add(key, 0, 2 * WINDOW)
    try:
        asked = cache.incr(key)
    except ValueError:  # the cache was emptied in between
        asked = 1
    return WINDOW - now % WINDOW if asked > most else 0


def too_many(wait: int) -> str:
    return (
        f"More than {settings.API_PER_MINUTE} questions in a minute from one address: "
        f"ask again in {wait} s, or take the whole list as a file, see {settings.SITE_URL}/donnees/"
    )


def _whose(request: HttpRequest) -> str:
    """An address that is not kept as such; of the sixth version, the network of one home."""
    asker = BaseThrottle().get_ident(request) or ""
    try:
        address = ip_address(asker)
        asker = str(ip_network(f"{address}/64", strict=False)) if address.version == 6 else asker  # noqa: PLR2004
    except ValueError:
        pass  # a socket, a name: counted as it is
    return sha256(asker.encode()).hexdigest()[:32]
