import pytest
from django.core import checks as django_checks
from django.core.exceptions import ImproperlyConfigured
from django.db import connection

from maillage.core import checks
from tests.factories.accounts import UserFactory


@pytest.fixture
def open_server(settings, tmp_path):
    """A server meant for real people, with nothing wrong."""
    settings.DEBUG = settings.DEMO = False
    settings.VAR = tmp_path
    settings.SECRET_KEY = "a-long-random-text-that-nobody-knows"
    return settings


@pytest.mark.django_db
def test_a_clean_server_starts(open_server):
    UserFactory()
    checks.refuse_unsafe_start()


@pytest.mark.django_db
def test_the_demonstration_s_key_is_refused(open_server):
    open_server.SECRET_KEY = open_server.DEMO_SECRET_KEY
    with pytest.raises(ImproperlyConfigured, match="SECRET_KEY is the demonstration"):
        checks.refuse_unsafe_start()


@pytest.mark.django_db
def test_the_demonstration_s_marker_is_refused(open_server):
    checks.demo_marker().touch()
    with pytest.raises(ImproperlyConfigured, match="data is the demonstration"):
        checks.refuse_unsafe_start()


@pytest.mark.django_db
def test_demonstration_accounts_are_refused(open_server):
    UserFactory(is_demo=True)
    with pytest.raises(ImproperlyConfigured, match="demonstration accounts"):
        checks.refuse_unsafe_start()


@pytest.mark.django_db
def test_every_reason_is_told_at_once_with_what_to_do(open_server):
    UserFactory(is_demo=True)
    checks.demo_marker().touch()
    open_server.SECRET_KEY = open_server.DEMO_SECRET_KEY
    with pytest.raises(ImproperlyConfigured) as refusal:
        checks.refuse_unsafe_start()
    told = str(refusal.value)
    for hint in ("set one of your own", "an empty folder", "an empty database"):
        assert hint in told


@pytest.mark.django_db
@pytest.mark.parametrize("mode", ["DEMO", "DEBUG"])
def test_a_demonstration_and_a_developer_may_have_them_all(open_server, mode):
    setattr(open_server, mode, True)
    UserFactory(is_demo=True)
    checks.demo_marker().touch()
    open_server.SECRET_KEY = open_server.DEMO_SECRET_KEY
    checks.refuse_unsafe_start()


@pytest.mark.django_db
def test_a_database_without_tables_has_no_accounts(open_server):
    UserFactory(is_demo=True)
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE accounts_user RENAME TO accounts_user_away")
    assert checks.unsafe_reasons() == []


def test_the_checks_are_django_s_too(open_server):
    checks.demo_marker().touch()
    open_server.SECRET_KEY = open_server.DEMO_SECRET_KEY
    found = {message.id for message in django_checks.run_checks()}
    assert {"maillage.E001", "maillage.E002"} <= found


def test_a_server_without_a_mail_server_is_warned_not_stopped(open_server):
    open_server.EMAIL_URL = ""
    assert [message.id for message in checks.configuration()] == ["maillage.W001"]
    open_server.EMAIL_URL = "smtp://127.0.0.1"
    assert checks.configuration() == []


def test_a_demonstration_is_not_warned(open_server):
    open_server.DEMO = True
    open_server.EMAIL_URL = ""
    assert checks.configuration() == []
