"""What every test finds laid: the migrated database, French, the real outbox.

A test asks for the database by `@pytest.mark.django_db` (or a fixture that needs it): tests of
plain Python stay plain. On SQLite a select without order comes back reversed, so that a page which
forgot its order fails here rather than one day on PostgreSQL.
"""

import hashlib
import shutil
import sqlite3
from collections.abc import Callable, Iterator
from pathlib import Path

import django
import pytest
from django.apps import apps
from django.conf import settings
from django.core.cache import caches
from django.core.management import call_command
from django.db import connections
from django.test import Client
from django.test.utils import setup_databases, teardown_databases
from django.utils import translation

from maillage.accounts.models import User

CACHE = Path(__file__).parent.parent / ".cache"
BACKEND = "allauth.account.auth_backends.AuthenticationBackend"
REVERSED = " PRAGMA reverse_unordered_selects=ON;"


@pytest.fixture(scope="session")
def django_db_setup(
    request, django_test_environment, django_db_blocker, tmp_path_factory, django_db_createdb
) -> Iterator[None]:
    """On SQLite each worker copies the migrated database, made once per set of migrations."""
    with django_db_blocker.unblock():
        if connections["default"].vendor != "sqlite":
            suffix = request.getfixturevalue("django_db_modify_db_settings")
            assert suffix is None
            made = setup_databases(verbosity=0, interactive=False)
            yield
            teardown_databases(made, verbosity=0)
            return
        target = tmp_path_factory.mktemp("database") / "test.sqlite3"
        shutil.copyfile(
            _migrated(target.with_name("fresh.sqlite3"), again=django_db_createdb), target
        )
        _point_to(target, REVERSED)
        yield
        connections["default"].close()


def _migrated(scratch: Path, *, again: bool) -> Path:
    kept = CACHE / f"migrated-{_key()}.sqlite3"
    if kept.exists() and not again:
        return kept
    CACHE.mkdir(exist_ok=True)
    for old in CACHE.glob("migrated-*.sqlite3"):
        old.unlink(missing_ok=True)
    _point_to(scratch, "")
    call_command("migrate", verbosity=0, interactive=False)
    connections["default"].close()
    copy = scratch.with_name("copy.sqlite3")
    with sqlite3.connect(scratch) as made:
        made.execute("VACUUM INTO ?", [str(copy)])
    made.close()
    # Several workers may make it in the same second: each lays a whole file under the name.
    whole = kept.with_name(f"{kept.name}.{scratch.parent.name}.{id(made)}")
    shutil.copyfile(copy, whole)
    return whole.replace(kept)


def _point_to(path: Path, more: str) -> None:
    connection = connections["default"]
    connection.close()
    connection.settings_dict["NAME"] = str(path)
    options = connection.settings_dict["OPTIONS"]
    options["init_command"] = options["init_command"].removesuffix(REVERSED) + more


def _key() -> str:
    """The migrations of every room and library, as they are written now."""
    total = hashlib.sha256(django.__version__.encode())
    for config in apps.get_app_configs():
        for path in sorted(Path(config.path, "migrations").glob("*.py")):
            total.update(path.read_bytes())
    return total.hexdigest()[:16]


@pytest.fixture(autouse=True)
def _french() -> Iterator[None]:
    """A page read in English by one test leaves the next in French."""
    with translation.override(settings.LANGUAGE_CODE):
        yield


@pytest.fixture(autouse=True)
def _outbox(settings) -> None:
    """Django's tests put another mailbox in place of ours; mails are rows, in tests too."""
    settings.EMAIL_BACKEND = "maillage.mail.backends.OutboxBackend"


@pytest.fixture
def client_of() -> Callable[[User], Client]:
    """A browser in which this person is signed in."""

    def sign_in(user: User) -> Client:
        client = Client()
        client.force_login(user, backend=BACKEND)
        return client

    return sign_in


@pytest.fixture(autouse=True)
def _empty_cache() -> Iterator[None]:
    """Counters of refused sign-ins and the network's identity are each test's own."""
    for each in caches.all():
        each.clear()
    yield
    for each in caches.all():
        each.clear()
