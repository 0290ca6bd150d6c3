"""The network's texts: a version more each time, none lost, nobody overwritten unread."""

import pytest

from maillage.actors.models import TextVersion
from maillage.actors.queries import shipped, text_in_force
from maillage.actors.services import restore_text, write_text
from maillage.core.refusal import Refusal
from maillage.journal.models import Entry
from tests.factories.accounts import OfficerFactory
from tests.factories.actors import TextVersionFactory

pytestmark = pytest.mark.django_db
LEGAL, COOKIES = TextVersion.Key.LEGAL, TextVersion.Key.COOKIES


@pytest.fixture
def officer():
    return OfficerFactory(name="Alma")


def write(officer, body, *, seen=0, key=LEGAL, language="fr", note=""):
    return write_text(key, language, body=body, by=officer, seen=seen, note=note)


class TestWriting:
    def test_the_first_version_is_number_one(self, officer):
        version = write(officer, "Tenu par nous.", note="pour commencer")
        assert (version.number, version.body, version.by) == (1, "Tenu par nous.", officer)
        assert version.note == "pour commencer"
        assert text_in_force(LEGAL, "fr").body == "Tenu par nous."

    def test_each_change_is_one_more_and_the_former_stays(self, officer):
        write(officer, "Un.")
        write(officer, "Deux.", seen=1)
        bodies = TextVersion.objects.order_by("number").values_list("number", "body")
        assert list(bodies) == [(1, "Un."), (2, "Deux.")]

    def test_languages_and_texts_are_apart(self, officer):
        write(officer, "Un.")
        assert write(officer, "One.", language="en").number == 1
        assert write(officer, "Peu.", key=COOKIES).number == 1
        assert text_in_force(LEGAL, "fr").body == "Un."

    def test_it_leaves_one_line_in_the_journal(self, officer):
        version = write(officer, "Un.")
        entry = Entry.objects.get()
        assert (entry.verb, entry.by, entry.facts) == ("text.written", officer, {"number": 1})
        assert entry.label == str(version) == "Mentions légales, Français, 1"

    def test_the_ends_of_lines_of_a_browser_are_not_kept(self, officer):
        assert write(officer, "  Un.\r\n\r\nDeux.  \r\nTrois.\n\n").body == "Un.\n\nDeux.  \nTrois."

    def test_the_same_words_are_no_change(self, officer):
        write(officer, "Un.")
        with pytest.raises(Refusal, match="rien à changer"):
            write(officer, "Un.\r\n", seen=1)
        assert TextVersion.objects.count() == 1

    def test_the_shipped_words_are_no_change_either(self, officer):
        with pytest.raises(Refusal, match="rien à changer"):
            write(officer, shipped(LEGAL, "fr").body)
        assert not Entry.objects.exists()

    def test_the_platform_itself_may_write(self):
        assert write(None, "Démonstration.").by is None


class TestTwoPeople:
    def test_whoever_did_not_see_the_newest_is_told(self, officer):
        write(officer, "Un.")
        with pytest.raises(Refusal, match="pendant que vous écriviez"):
            write(OfficerFactory(), "Autre.")
        assert text_in_force(LEGAL, "fr").body == "Un."

    def test_having_seen_it_they_may(self, officer):
        write(officer, "Un.")
        assert write(OfficerFactory(), "Autre.", seen=1).number == 2

    @pytest.mark.parametrize("seen", [-1, 2, 99])
    def test_a_number_that_is_not_the_newest_is_refused(self, officer, seen):
        write(officer, "Un.")
        with pytest.raises(Refusal):
            write(officer, "Autre.", seen=seen)

    def test_a_refusal_leaves_no_line(self, officer):
        write(officer, "Un.")
        with pytest.raises(Refusal):
            write(officer, "Autre.")
        assert Entry.objects.count() == 1

    def test_another_language_written_meanwhile_does_not_matter(self, officer):
        write(officer, "One.", language="en")
        assert write(officer, "Un.").number == 1


class TestGoingBack:
    def test_an_older_version_comes_back_as_a_new_one(self, officer):
        write(officer, "Un.")
        write(officer, "Deux.", seen=1)
        version = restore_text(LEGAL, "fr", 1, by=officer, seen=2)
        assert (version.number, version.body) == (3, "Un.")
        assert version.note == "retour à la version 1"
        assert TextVersion.objects.count() == 3

    def test_the_shipped_text_too(self, officer):
        write(officer, "Un.")
        version = restore_text(LEGAL, "fr", 0, by=officer, seen=1)
        assert version.body == shipped(LEGAL, "fr").body
        assert version.note == "retour au texte fourni"

    def test_the_journal_says_which(self, officer):
        write(officer, "Un.")
        write(officer, "Deux.", seen=1)
        restore_text(LEGAL, "fr", 1, by=officer, seen=2)
        entry = Entry.objects.first()
        assert (entry.verb, entry.facts) == ("text.restored", {"number": 3, "restored": 1})

    def test_not_over_what_somebody_wrote_meanwhile(self, officer):
        write(officer, "Un.")
        write(officer, "Deux.", seen=1)
        with pytest.raises(Refusal, match="pendant que vous écriviez"):
            restore_text(LEGAL, "fr", 1, by=officer, seen=1)
        assert text_in_force(LEGAL, "fr").body == "Deux."

    def test_what_is_in_force_is_no_change(self, officer):
        write(officer, "Un.")
        with pytest.raises(Refusal, match="rien à changer"):
            restore_text(LEGAL, "fr", 1, by=officer, seen=1)

    def test_a_version_that_never_was_is_a_mistake_of_ours(self, officer):
        with pytest.raises(TextVersion.DoesNotExist):
            restore_text(LEGAL, "fr", 7, by=officer, seen=0)


class TestNewest:
    def test_one_for_each_text_and_language(self):
        for number in (1, 2, 3):
            TextVersionFactory(number=number)
        TextVersionFactory(language="en", number=1)
        TextVersionFactory(key=COOKIES, number=4)
        newest = TextVersion.objects.newest().values_list("key", "language", "number")
        assert set(newest) == {(LEGAL, "fr", 3), (LEGAL, "en", 1), (COOKIES, "fr", 4)}

    def test_none_when_nobody_wrote(self):
        assert not TextVersion.objects.newest().exists()
