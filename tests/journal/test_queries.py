import pytest
from django.db import transaction

from maillage.journal.queries import find_entries, verbs
from maillage.journal.services import record
from tests.factories.accounts import OfficerFactory, UserFactory

pytestmark = pytest.mark.django_db


def write(verb, by, name):
    thing = UserFactory(name=name)
    with transaction.atomic():
        return record(verb, thing, by=by)


def test_lines_are_narrowed_by_words_person_and_verb():
    awa, officer = UserFactory(name="Awa Diop"), OfficerFactory()
    wanted = write("account.opened", awa, "Compte A")
    write("call.published", None, "Appel B")
    for query in (
        {"words": "compte"},
        {"words": wanted.thing_code.lower()},
        {"person": "awa diop"},
        {"person": awa.email},
        {"verb": "account.opened"},
    ):
        assert list(find_entries(officer, **query)) == [wanted]
    assert find_entries(officer).count() == 2


def test_whoever_is_not_of_the_team_reads_their_own_lines():
    awa = UserFactory()
    mine = write("account.opened", awa, "A")
    write("account.opened", UserFactory(), "B")
    assert list(find_entries(awa)) == [mine]


def test_every_room_gives_its_words():
    words = verbs()
    assert words["decision.taken"]
    assert all(str(sentence) for sentence in words.values())
