import json
from datetime import timedelta
from io import StringIO

import pytest
from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from django.core.cache import cache
from django.core.management import call_command
from django.db import connection
from django.utils import timezone

from maillage.core.health import LATE, OLD, TIRED, database_answers, findings
from maillage.core.models import Pulse
from maillage.mail.models import Message, Status
from maillage.search.services import rebuild
from tests.factories.accounts import AdminFactory, OfficerFactory
from tests.factories.actors import NetworkFactory
from tests.factories.mail import MessageFactory
from tests.factories.territories import TerritoryFactory

pytestmark = pytest.mark.django_db


def troubles(at=None):
    return {found.name: found.trouble for found in findings(at or timezone.now()) if found.trouble}


@pytest.fixture
def sound(settings, tmp_path):
    """An installation that lacks nothing."""
    settings.STATIC_ROOT, settings.VAR = tmp_path, tmp_path
    settings.SECRET_KEY = "a long random text of one's own"
    settings.LOCALE_PATHS = [tmp_path / "locale"]
    for code in ("fr", "en"):
        folder = tmp_path / "locale" / code / "LC_MESSAGES"
        folder.mkdir(parents=True)
        with (folder / "django.mo").open("wb") as out:
            write_mo(out, Catalog(locale=code))
    (tmp_path / "staticfiles.json").write_text("{}")
    Pulse.objects.update_or_create(
        name="mail", defaults={"next_at": timezone.now() + timedelta(seconds=5)}
    )
    note_backup(tmp_path, timezone.now())
    AdminFactory()
    TerritoryFactory()
    NetworkFactory(complete=True)
    rebuild()
    return tmp_path


def note_backup(folder, at) -> None:
    told = {"taken_at": at.isoformat(), "size": 1, "name": "maillage.tar.gz"}
    (folder / "last-backup.json").write_text(json.dumps(told))


def test_nothing_is_said_of_what_works(sound):
    assert troubles() == {}


def test_each_trouble_is_a_sentence_that_says_what_to_do(sound, settings):
    (sound / "staticfiles.json").unlink()
    (sound / "locale/en/LC_MESSAGES/django.mo").unlink()
    Pulse.objects.all().delete()
    (sound / "DEMO").write_text("")
    settings.CACHES = {
        "default": {"BACKEND": "django.core.cache.backends.db.DatabaseCache", "LOCATION": "none"}
    }
    found = troubles()
    assert set(found) == {"static files", "words", "worker", "safety", "cache"}
    assert "maillage collectstatic" in found["static files"]
    assert "maillage messages compile" in found["words"]
    assert "maillage worker" in found["worker"]
    assert "maillage createcachetable" in found["cache"]


def test_a_worker_that_stopped_is_noticed_after_two_minutes(sound):
    now = timezone.now()
    assert "worker" not in troubles(now + LATE)
    assert "has stopped" in troubles(now + LATE + timedelta(seconds=10))["worker"]


def test_a_task_that_fails_again_and_again_is_named(sound):
    Pulse.objects.create(
        name="room.tasks.work", next_at=timezone.now() + timedelta(hours=1), failures=2
    )
    assert "tasks" not in troubles()
    Pulse.objects.update(failures=TIRED)
    assert "room.tasks.work (3 times)" in troubles()["tasks"]


def test_a_backup_that_was_never_taken_or_long_ago_is_told(sound, settings):
    now = timezone.now()
    note_backup(sound, now - OLD - timedelta(hours=1))
    assert "3 days old" in troubles()["backup"]
    (sound / "last-backup.json").unlink()
    assert "maillage backup" in troubles()["backup"]
    settings.DEMO = True
    assert "backup" not in troubles()


def test_an_empty_installation_lacks_its_administrator_and_its_territories(sound):
    from maillage.accounts.models import User
    from maillage.territories.models import Territory

    User.objects.all().delete()
    OfficerFactory()
    Territory.objects.all().delete()
    rebuild()
    assert set(troubles()) == {"administrator", "territories"}


def test_mails_that_wait_or_failed_are_counted_where_a_server_is_set(sound, settings):
    MessageFactory(status=Status.FAILED)
    Message.objects.filter(pk=MessageFactory().pk).update(
        created_at=timezone.now() - timedelta(hours=2)
    )
    MessageFactory()
    assert troubles() == {}
    settings.EMAIL_URL = "smtp://127.0.0.1:25"
    assert troubles()["outbox"].startswith("1 mails wait for more than an hour, 1 failed")


def test_the_command_prints_all_and_fails_when_anything_is_wrong(sound):
    out = StringIO()
    call_command("diagnose", stdout=out)
    assert out.getvalue().count(" ok\n") == len(list(findings(timezone.now())))
    Pulse.objects.all().delete()
    with pytest.raises(SystemExit) as ended:
        call_command("diagnose", stdout=out)
    assert ended.value.code == 1
    assert "No worker ever ran here" in out.getvalue()


def test_the_address_that_machines_watch(client, sound, django_assert_num_queries):
    cache.clear()
    with django_assert_num_queries(3):
        answer = client.get("/sante/")
    assert answer.json() == {"status": "up", "worker": "running"}
    assert "no-store" in answer["Cache-Control"]
    Pulse.objects.update(next_at=timezone.now() - timedelta(hours=1))
    assert client.get("/sante/").json() == {"status": "up", "worker": "late"}


def test_a_database_that_answers_nothing_is_down(sound):
    assert database_answers()
    with connection.execute_wrapper(_fail):
        assert not database_answers()


def test_pages_say_down_with_the_status_that_machines_read(client, sound):
    with connection.execute_wrapper(_fail):
        answer = client.get("/sante/")
    assert (answer.status_code, answer.json()["status"]) == (503, "down")


def _fail(*_args):
    from django.db import OperationalError

    raise OperationalError("server closed the connection")
