"""What may be a minute old: short lists that stand on every page, and figures long to count."""

from collections.abc import Callable
from typing import Any, TypeVar

from django.core.cache import cache, caches
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


def counted_ahead(name: str, count: Callable[[], Kept]) -> Kept:
    """A figure that the worker counts each minute, so that no visitor waits for it.

    Without the worker it is counted here. What it holds must be the same in every language.
    """

    def take() -> Kept:
        known: Kept | None = cache.get(name)
        return count() if known is None else known

    return kept_a_minute(name, take)


def count_ahead(name: str, count: Callable[[], Any]) -> None:
    """Count for those who will ask; when the worker stops, nobody is given old figures for long."""
    cache.set(name, count(), 2 * A_MINUTE)
