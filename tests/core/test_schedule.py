from datetime import timedelta

import pytest
from django.core.management import call_command
from django.db import connection
from django.utils import timezone

from maillage.core.models import Pulse
from maillage.core.schedule import declared, take_due
from maillage.core.tasks import weigh_tables
from maillage.mail.models import Message, Status
from tests.factories.mail import MessageFactory

NOW = timezone.now()
DELIVER = "maillage.mail.tasks.deliver_due"
pytestmark = pytest.mark.django_db


def names(taken):
    return [periodic.name for periodic in taken]


def test_each_room_s_periodic_tasks_are_known():
    assert DELIVER in names(declared())
    assert "maillage.core.tasks.clear_expired_sessions" in names(declared())


@pytest.mark.skipif(connection.vendor != "sqlite", reason="PostgreSQL weighs its tables itself.")
@pytest.mark.django_db(transaction=True)
def test_the_data_base_learns_how_full_its_tables_are():
    for _ in range(3):
        MessageFactory()
    weigh_tables()
    with connection.cursor() as cursor:
        cursor.execute("SELECT stat FROM sqlite_stat1 WHERE tbl = 'mail_message'")
        assert cursor.fetchone()[0].startswith("3 ")


def test_a_task_comes_at_once_then_after_its_period():
    assert DELIVER in names(take_due(NOW))
    assert DELIVER not in names(take_due(NOW + timedelta(seconds=4)))
    assert DELIVER in names(take_due(NOW + timedelta(seconds=5)))


def test_of_two_workers_that_look_at_once_one_gets_the_task():
    take_due(NOW)
    later = NOW + timedelta(seconds=6)
    assert names(take_due(later)).count(DELIVER) == 1
    assert DELIVER not in names(take_due(later))


def test_a_worker_that_slept_does_not_make_up_for_every_missed_time():
    take_due(NOW)
    assert names(take_due(NOW + timedelta(hours=1))).count(DELIVER) == 1
    assert Pulse.objects.get(name=DELIVER).next_at == NOW + timedelta(hours=1, seconds=5)


@pytest.mark.django_db(transaction=True)
def test_the_worker_empties_the_outbox(settings):
    settings.EMAIL_URL = ""
    MessageFactory()
    call_command("worker", "--once")
    assert Message.objects.get().status == Status.HELD
