"""Files that go wait a moment while a backup takes hold of them.

A file is laid before the row that names it and goes after that row: whatever an instant of the
database names is there at that instant. It must still be there when it is held.
"""

import fcntl
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path

from django.conf import settings

LOCK = "files.lock"


def files_stay() -> AbstractContextManager[None]:
    """No file goes meanwhile; those that come may."""
    return _locked(fcntl.LOCK_EX)


def files_may_go() -> AbstractContextManager[None]:
    """Remove files here, several at once, when no backup holds them."""
    return _locked(fcntl.LOCK_SH)


@contextmanager
def _locked(how: int) -> Iterator[None]:
    path = Path(settings.VAR) / LOCK
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("a") as lock:
        fcntl.flock(lock, how)  # let go when closed, or when the process dies
        yield
