import getpass
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from maillage.accounts.models import Team, User
from maillage.journal.models import Entry
from tests.factories.accounts import UserFactory

pytestmark = pytest.mark.django_db
GOOD = "une phrase assez longue"


@pytest.fixture
def typed(monkeypatch):
    """What is typed at the prompt, without a terminal."""

    def type_in(*answers: str) -> None:
        said = iter(answers)
        monkeypatch.setattr(getpass, "getpass", lambda _prompt: next(said))

    return type_in


def test_the_first_account_is_opened_with_its_rights(typed):
    typed(GOOD, GOOD)
    out = StringIO()
    call_command("admin", "Awa@Example.org", "--name", "Awa", stdout=out)
    user = User.objects.get()
    assert (user.email, user.name, user.team) == ("awa@example.org", "Awa", Team.ADMIN)
    assert user.check_password(GOOD)
    assert user.email in out.getvalue()
    assert list(Entry.objects.order_by("pk").values_list("verb", flat=True)) == [
        "account.opened",
        "account.team_changed",
    ]


def test_an_account_that_exists_is_promoted_and_keeps_its_password():
    user = UserFactory(email="awa@example.org")
    call_command("admin", "AWA@example.org", stdout=StringIO())
    promoted = User.objects.get()
    assert promoted.team == Team.ADMIN
    assert promoted.password == user.password


def test_somebody_may_sign_in_by_code_alone():
    call_command("admin", "awa@example.org", "--no-password", stdout=StringIO())
    assert not User.objects.get().has_usable_password()


@pytest.mark.parametrize(
    ("email", "answers", "said"),
    [
        ("pas une adresse", (), "adresse"),
        ("awa@example.org", (GOOD, "autre chose"), "differ"),
        ("awa@example.org", ("court", "court"), "court"),
    ],
)
def test_what_is_wrong_is_said_and_nothing_is_done(typed, email, answers, said):
    typed(*answers)
    with pytest.raises(CommandError, match=said):
        call_command("admin", email, stdout=StringIO())
    assert not User.objects.exists()
