import pytest
from allauth.account.models import EmailAddress
from django.test import Client

from maillage.accounts.models import Team, User
from maillage.accounts.permissions import can_set_team
from maillage.accounts.services import change_profile, erase_account, open_account, set_team
from maillage.core.refusal import Refusal
from maillage.journal.models import Entry
from tests.factories.accounts import PASSWORD, AdminFactory, OfficerFactory, UserFactory

pytestmark = pytest.mark.django_db


def verbs():
    return list(Entry.objects.order_by("pk").values_list("verb", flat=True))


def test_an_account_is_opened_ready_to_sign_in_by_code():
    officer = OfficerFactory()
    user = open_account(email="Awa@Example.org", name="Awa", by=officer)
    assert user.email == "awa@example.org"
    assert not user.has_usable_password()
    assert EmailAddress.objects.get(user=user).verified
    assert (Entry.objects.get().verb, Entry.objects.get().by) == ("account.opened", officer)


def test_one_account_an_address_whatever_the_case():
    UserFactory(email="awa@example.org")
    with pytest.raises(Refusal, match="existe déjà"):
        open_account(email="AWA@example.org", name="x", by=None)
    assert verbs() == []


def test_one_changes_ones_own_name_and_language():
    user = change_profile(UserFactory(), name="Awa D.", language="en", by=UserFactory())
    user.refresh_from_db()
    assert (user.name, user.language) == ("Awa D.", "en")
    assert verbs() == ["account.changed"]


def test_the_team_is_joined_and_left():
    admin, user = AdminFactory(), UserFactory()
    assert set_team(user, Team.OFFICER, by=admin).is_team
    assert not set_team(user, Team.NONE, by=admin).is_team
    assert verbs() == ["account.team_changed"] * 2


@pytest.mark.parametrize(
    "act", [lambda a: set_team(a, Team.OFFICER, by=a), lambda a: erase_account(a, by=a)]
)
def test_the_last_who_answers_for_the_platform_stays(act):
    admin = AdminFactory()
    AdminFactory(is_active=False)
    with pytest.raises(Refusal, match="dernier compte"):
        act(admin)
    admin.refresh_from_db()
    assert admin.is_admin


def test_of_two_one_may_go():
    AdminFactory()
    assert set_team(AdminFactory(), Team.NONE, by=None).team == Team.NONE


def test_erasing_forgets_the_person_and_keeps_what_was_done():
    user = UserFactory(email="awa@example.org", name="Awa")
    browser = Client()
    assert browser.login(email="awa@example.org", password=PASSWORD)
    erase_account(user, by=AdminFactory())
    user.refresh_from_db()
    assert "awa" not in user.email
    assert (user.name, user.is_active, user.has_usable_password()) == ("", False, False)
    assert not EmailAddress.objects.filter(user=user).exists()
    assert browser.get("/espace/").status_code == 302
    assert "account.erased" in verbs()
    assert "awa@example.org" not in " ".join(Entry.objects.values_list("label", flat=True))


def test_only_those_who_answer_for_the_platform_open_its_desk():
    assert can_set_team(AdminFactory())
    assert not can_set_team(OfficerFactory())
    assert not can_set_team(UserFactory())
    assert not can_set_team(AdminFactory(is_active=False))


def test_two_accounts_never_differ_by_case_only():
    from django.db import IntegrityError

    UserFactory(email="a@example.org")
    with pytest.raises(IntegrityError):
        User.objects.create(email="A@example.org")


def test_a_user_is_called_by_name_or_by_address():
    assert str(User(name="Awa", email="a@example.org")) == "Awa"
    assert str(User(email="a@example.org")) == "a@example.org"
