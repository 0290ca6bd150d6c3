"""Which text is read, what stands for its facts, and what the law still waits for."""

import importlib

import pytest
from django.apps import apps
from django.utils import timezone, translation

from maillage.actors.models import Network, TextVersion
from maillage.actors.permissions import can_change_network, can_write_texts
from maillage.actors.queries import (
    MANDATORY,
    MENTIONS,
    SHIPPED,
    legal_notice_is_incomplete,
    mention_label,
    missing_mentions,
    network_identity,
    nobody_can_write,
    shipped,
    text_facts,
    text_in_force,
    text_to_read,
)
from maillage.algorithms.markup import facts_named, markup
from tests.factories.accounts import AdminFactory, OfficerFactory, UserFactory
from tests.factories.actors import NetworkFactory, TextVersionFactory

pytestmark = pytest.mark.django_db
KEYS = list(TextVersion.Key)
LANGUAGES = list(TextVersion.Language)
LEGAL = TextVersion.Key.LEGAL
NOW = timezone.now()


class TestShipped:
    @pytest.mark.parametrize("language", LANGUAGES)
    @pytest.mark.parametrize("key", KEYS)
    def test_every_text_ships_in_both_languages(self, key, language):
        text = shipped(key, language)
        assert text.number == 0
        assert len(text.body) > 50
        assert text.body == text.body.strip()

    @pytest.mark.parametrize("key", KEYS)
    def test_both_name_the_same_facts_and_only_known_ones(self, key):
        french, english = (set(facts_named(shipped(key, each).body)) for each in ("fr", "en"))
        assert french == english
        assert french <= MENTIONS.keys()

    @pytest.mark.parametrize("key", KEYS)
    def test_both_have_the_same_headings(self, key):
        french, english = (markup(shipped(key, each).body).count("<h2>") for each in ("fr", "en"))
        assert french == english

    def test_the_legal_notice_asks_for_all_that_the_law_wants(self):
        assert set(facts_named(shipped(LEGAL, "fr").body)) >= MANDATORY

    def test_there_is_no_other_file(self):
        known = {f"{key}.{language}.md" for key in KEYS for language in LANGUAGES}
        assert {path.name for path in SHIPPED.iterdir()} == known

    def test_the_french_ones_use_french_quotes_and_apostrophes(self):
        for path in SHIPPED.glob("*.fr.md"):
            words = path.read_text(encoding="utf-8")
            assert "'" not in words, path
            assert '"' not in words, path


class TestInForce:
    def test_the_shipped_one_until_somebody_writes(self):
        assert text_in_force(LEGAL, "fr") == shipped(LEGAL, "fr")

    def test_then_the_newest(self):
        TextVersionFactory(number=1, body="Un.")
        TextVersionFactory(number=2, body="Deux.")
        found = text_in_force(LEGAL, "fr")
        assert (found.number, found.body) == (2, "Deux.")

    def test_in_this_very_language(self):
        TextVersionFactory(number=1, body="Un.")
        assert text_in_force(LEGAL, "en").number == 0


class TestToRead:
    @pytest.mark.parametrize("language", ["fr", "en"])
    def test_what_ships_is_read_in_ones_language(self, language):
        with translation.override(language):
            assert text_to_read(LEGAL) == shipped(LEGAL, language)

    def test_what_the_network_wrote_in_french_alone_is_read_by_all(self):
        TextVersionFactory(number=1, body="Un.")
        with translation.override("en"):
            found = text_to_read(LEGAL)
        assert (found.language, found.body) == ("fr", "Un.")

    def test_once_it_is_written_in_english_each_reads_theirs(self):
        TextVersionFactory(number=1, body="Un.")
        TextVersionFactory(number=1, body="One.", language="en")
        assert text_to_read(LEGAL).body == "Un."
        with translation.override("en"):
            assert text_to_read(LEGAL).body == "One."

    def test_english_alone_leaves_the_french_as_it_ships(self):
        TextVersionFactory(number=1, body="One.", language="en")
        assert text_to_read(LEGAL) == shipped(LEGAL, "fr")

    def test_an_english_of_elsewhere_is_english(self):
        with translation.override("en-gb"):
            assert text_to_read(LEGAL).language == "en"

    def test_it_costs_one_question(self, django_assert_num_queries):
        TextVersionFactory(number=1)
        with django_assert_num_queries(1):
            text_to_read(LEGAL)


class TestFacts:
    def test_they_are_the_networks(self):
        NetworkFactory(complete=True)
        facts = text_facts()
        assert facts["editeur"].value == "Réseau des rives"
        assert facts["telephone-hebergeur"].value == "03 28 00 00 00"
        assert facts["reseau"].value == "Réseau"

    def test_all_are_there_without_a_network_and_ask_for_themselves(self):
        facts = text_facts()
        assert facts.keys() == MENTIONS.keys()
        assert facts["reseau"].value == "Maillage"
        assert facts["directeur"].asked.endswith("direction de la publication]")
        assert not facts["directeur"].value

    def test_in_the_readers_language(self):
        with translation.override("en"):
            assert text_facts()["hebergeur"].asked == "[to be completed: host]"

    def test_data_are_written_about_to_the_contact_unless_somebody_is_in_charge(self):
        network = NetworkFactory(complete=True)
        assert text_facts()["contact-donnees"].value == "contact@reseau.example"
        network.privacy_email = "donnees@reseau.example"
        network.save()
        from django.core.cache import caches

        caches["process"].clear()
        assert text_facts()["contact-donnees"].value == "donnees@reseau.example"

    def test_each_is_a_field_of_the_network(self):
        for name, column in MENTIONS.items():
            assert Network._meta.get_field(column)
            assert mention_label(name)

    def test_pages_take_them_from_the_identity_that_is_kept(self, django_assert_num_queries):
        NetworkFactory(complete=True)
        network_identity()
        with django_assert_num_queries(0):
            text_facts()


class TestWhatTheLawWaitsFor:
    def test_everything_of_a_fresh_installation(self):
        assert set(missing_mentions()) == MANDATORY

    def test_nothing_once_all_is_said(self):
        NetworkFactory(complete=True)
        assert missing_mentions() == []
        assert legal_notice_is_incomplete(NOW) is None

    def test_no_siren_no_trouble(self):
        """An association may have none."""
        NetworkFactory(complete=True, siren="", legal_form="")
        assert missing_mentions() == []

    @pytest.mark.parametrize("name", sorted(MANDATORY))
    def test_each_alone_is_missed(self, name):
        NetworkFactory(complete=True, **{MENTIONS[name]: ""})
        assert missing_mentions() == [name]

    def test_who_writes_in_their_own_words_answers_for_them(self):
        TextVersionFactory(number=1, body="Tenu par nous, hébergé par {hebergeur}.")
        assert missing_mentions() == ["hebergeur"]

    def test_diagnose_names_them_in_english_and_says_where(self):
        NetworkFactory(complete=True, director="")
        found = legal_notice_is_incomplete(NOW)
        assert found == (
            "The law wants more: publication director. Fill in /pilotage/textes/mentions/."
        )

    def test_the_demonstration_has_no_publisher(self, settings):
        settings.DEMO = True
        assert legal_notice_is_incomplete(NOW) is None

    def test_diagnose_sees_what_was_typed_a_moment_ago(self):
        assert nobody_can_write(NOW)
        NetworkFactory(complete=True)  # the identity kept a minute does not know it
        assert nobody_can_write(NOW) is None

    def test_a_contact_form_that_is_closed_is_told(self):
        NetworkFactory(complete=True, contact_email="")
        assert "contact form is closed" in nobody_can_write(NOW)


class TestWhoMay:
    @pytest.mark.parametrize(
        ("factory", "writes", "fills_in"),
        [(UserFactory, False, False), (OfficerFactory, True, False), (AdminFactory, True, True)],
    )
    def test_the_team_writes_the_administrators_fill_in(self, factory, writes, fills_in):
        user = factory()
        assert can_write_texts(user) is writes
        assert can_change_network(user) is fills_in

    def test_who_left_does_not(self):
        assert not can_write_texts(OfficerFactory(is_active=False))


class TestTheMoveOfOldMentions:
    """What a network had typed as plain text before there were versions."""

    def move(self, *mentions):
        migration = importlib.import_module(
            "maillage.actors.migrations.0003_legal_mentions_become_a_text"
        )
        rows = [type("Row", (), {"legal_mentions": text})() for text in mentions]
        migration.move(_Before(rows), None)

    def test_paragraphs_and_lines_stay(self):
        self.move("Tenu par R.\r\n2 quai des Rives\r\n\r\nHébergé par M.")
        version = TextVersion.objects.get()
        assert (version.key, version.language, version.number) == (LEGAL, "fr", 1)
        assert version.body == "Tenu par R.  \n2 quai des Rives\n\nHébergé par M."
        assert "<br" in markup(version.body)

    def test_no_network_no_version(self):
        self.move()
        assert not TextVersion.objects.exists()


class _Before:
    """The rooms as they stood then: a network that still held its mentions."""

    def __init__(self, rows):
        self.rows = rows

    def get_model(self, room, name):
        return self if name == "Network" else apps.get_model(room, name)

    @property
    def objects(self):
        return self

    def exclude(self, **_empty):
        return self.rows
