"""How much one address may ask: so many answers in each minute of the clock."""

import time
from hashlib import sha256
from ipaddress import ip_address, ip_network

from django.core.cache import cache
from django.http import HttpRequest
from ninja.throttling import BaseThrottle

WINDOW = 60


def seconds_to_wait(request: HttpRequest, what: str, most: int) -> int:
    """Count this question; say how long to wait when it is one too many, or nothing.

    The counter is one that every process shares. `most = 0` counts nothing.
    """
    if not most:
        return 0
    now = int(time.time())
    key = f"{what}.asked.{now // WINDOW}.{_whose(request)}"
    cache.add(key, 0, 2 * WINDOW)
    try:
        asked = cache.incr(key)
    except ValueError:  # the cache was emptied in between
        asked = 1
    return WINDOW - now % WINDOW if asked > most else 0


def _whose(request: HttpRequest) -> str:
    """An address that is not kept as such; of the sixth version, the network of one home."""
    asker = BaseThrottle().get_ident(request) or ""
    try:
        address = ip_address(asker)
        asker = str(ip_network(f"{address}/64", strict=False)) if address.version == 6 else asker  # noqa: PLR2004
    except ValueError:
        pass  # a socket, a name: counted as it is
    return sha256(asker.encode()).hexdigest()[:32]
