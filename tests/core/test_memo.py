"""What may be a minute old, and what the worker counts so that no visitor waits."""

import pytest
from django.core.cache import caches

from maillage.core.memo import count_ahead, counted_ahead


@pytest.fixture(autouse=True)
def nothing_is_kept():
    for name in ("default", "process"):
        caches[name].clear()


def never():
    raise AssertionError("It was counted already.")


def test_what_the_worker_counted_is_not_counted_again():
    count_ahead("sheep", lambda: 12)
    assert counted_ahead("sheep", never) == 12


def test_without_the_worker_it_is_counted_here_once_a_minute():
    assert counted_ahead("sheep", lambda: 0) == 0
    assert counted_ahead("sheep", never) == 0
