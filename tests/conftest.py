"""What every test stands on: a database made quickly, nothing left over, lists in no lucky order."""

import hashlib
import random
import sqlite3
from pathlib import Path

import pytest
from django.conf import settings
from django.core.cache import cache
from django.db import connection
from django.db.models.query import ModelIterable
from django.test import Client
from django.utils import translation

ROOT = Path(__file__).parent.parent
BACKEND = "allauth.account.auth_backends.AuthenticationBackend"


def _fingerprint() -> str:
    """The hash of all migrations, ours and the libraries' (by the lock file)."""
    digest = hashlib.sha256((ROOT / "requirements" / "dev.txt").read_bytes())
    for path in sorted((ROOT / "maillage").rglob("migrations/*.py")):
        digest.update(path.read_bytes())
    return digest.hexdigest()[:16]


@pytest.fixture(scope="session")
def django_db_setup(
    request, django_test_environment, django_db_blocker, django_db_modify_db_settings
):
    """Migrate once into a file, then copy it: migrating is what a test run waits for."""
    from django.test.utils import setup_databases, teardown_databases

    if connection.vendor != "sqlite":
        with django_db_blocker.unblock():
            made = setup_databases(verbosity=0, interactive=False)
        yield
        with django_db_blocker.unblock():
            teardown_databases(made, verbosity=0)
        return
    kept = ROOT / ".cache" / "test-db" / f"{_fingerprint()}.sqlite3"
    with django_db_blocker.unblock():
        if kept.exists():
            connection.settings_dict["NAME"] = connection.creation._get_test_db_name()
            connection.close()
            connection.ensure_connection()
            _copy(sqlite3.connect(kept), connection.connection)
            yield
            connection.close()
            return
        made = setup_databases(verbosity=0, interactive=False)
        kept.parent.mkdir(parents=True, exist_ok=True)
        fresh = kept.with_suffix(f".{random.getrandbits(32):x}")
        copy = sqlite3.connect(fresh)
        connection.connection.backup(copy)
        copy.close()
        fresh.rename(kept)
    yield
    with django_db_blocker.unblock():
        teardown_databases(made, verbosity=0)


def _copy(source, target):
    source.backup(target)
    source.close()


@pytest.fixture(autouse=True)
def _nothing_left_over():
    """Caches and the language of a test are its own."""
    cache.clear()
    translation.activate("fr")
    yield
    translation.deactivate()


@pytest.fixture(autouse=True)
def _no_lucky_order(monkeypatch):
    """A queryset without an order gives its rows in any: here, backwards, so that luck shows."""
    plain = ModelIterable.__iter__

    def backwards(self):
        rows = plain(self)
        return rows if self.queryset.ordered else iter(list(rows)[::-1])

    monkeypatch.setattr(ModelIterable, "__iter__", backwards)


@pytest.fixture
def client_of():
    """A browser of somebody who is signed in."""

    def signed_in(user):
        client = Client()
        client.force_login(user, backend=BACKEND)
        return client

    return signed_in


@pytest.fixture
def demo_mode():
    """The demonstration's settings for one test."""
    from django.test.utils import override_settings

    with override_settings(DEMO=True):
        yield settings
