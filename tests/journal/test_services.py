import pytest
from django.db import transaction

from maillage.accounts.signals import account_act
from maillage.journal.models import Entry
from maillage.journal.services import record
from tests.factories.accounts import OfficerFactory, UserFactory
from tests.factories.projects import ProjectFactory


@pytest.mark.django_db
def test_a_line_says_who_did_what_to_what():
    project, user = ProjectFactory(title="Jardins"), UserFactory()
    record("project.changed", project, by=user, changed=["title"])
    entry = Entry.objects.get()
    assert (entry.by, entry.label, entry.thing_code) == (user, "Jardins", project.code)
    assert entry.facts == {"changed": ["title"]}
    assert Entry.objects.about(project).get() == entry
    assert not Entry.objects.about(ProjectFactory()).exists()


@pytest.mark.django_db(transaction=True)
def test_a_line_without_its_act_is_a_programming_error():
    project = ProjectFactory()
    with pytest.raises(RuntimeError, match="transaction"):
        record("project.changed", project, by=None)


@pytest.mark.django_db(transaction=True)
def test_an_act_that_is_rolled_back_leaves_no_line():
    project = ProjectFactory()
    with transaction.atomic():
        record("project.changed", project, by=None)
        transaction.set_rollback(True)
    assert not Entry.objects.exists()


@pytest.mark.django_db
def test_a_long_label_is_cut_rather_than_refused():
    record("x", ProjectFactory(title="é" * 160), by=None)
    assert len(Entry.objects.get().label) == 160


@pytest.mark.django_db
def test_the_team_reads_all_and_others_their_own_acts():
    user = UserFactory()
    record("x", ProjectFactory(), by=user)
    record("y", ProjectFactory(), by=None)
    assert Entry.objects.visible_to(OfficerFactory()).count() == 2
    assert Entry.objects.visible_to(user).get().verb == "x"


@pytest.mark.django_db
def test_a_line_outlives_whoever_wrote_it():
    user = UserFactory()
    record("x", ProjectFactory(), by=user)
    user.delete()
    assert Entry.objects.get().by is None


@pytest.mark.django_db
def test_what_accounts_say_aloud_is_noted():
    user, officer = UserFactory(), OfficerFactory()
    account_act.send(sender=None, verb="account.changed", user=user, by=officer)
    entry = Entry.objects.get()
    assert (entry.verb, entry.by, entry.label) == ("account.changed", officer, str(user))
