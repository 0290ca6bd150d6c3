"""What a process may keep a minute: short lists that change once a month and stand on every page."""

from collections.abc import Callable
from typing import TypeVar

from django.core.cache import caches
from django.utils.translation import get_language

Kept = TypeVar("Kept")
A_MINUTE = 60


def kept_a_minute(name: str, make: Callable[[], Kept]) -> Kept:
    """The value as this process last made it, in the reader's language.

    Another process may show it up to a minute longer: never anything that a decision rests on.
    """
    key = f"{name}.{get_language()}"
    known: Kept | None = caches["process"].get(key)
    if known is None:
        known = make()
        caches["process"].set(key, known, A_MINUTE)
    return known
