"""The network's texts at the desk: written, looked at first, compared, put back; the mentions."""

import pytest
from django.urls import reverse

from maillage.actors.models import Network, TextVersion
from maillage.actors.queries import shipped, text_in_force
from maillage.core.text import fold
from maillage.journal.models import Entry
from tests.factories.accounts import OfficerFactory
from tests.factories.actors import NetworkFactory, TextVersionFactory

pytestmark = pytest.mark.django_db
LEGAL = TextVersion.Key.LEGAL
FR = (LEGAL, "fr")
COMPLETE = {
    "contact_email": "contact@reseau.example",
    "legal_name": "Réseau des rives",
    "address": "2 quai des Rives, 50000 Saint-Lô",
    "phone": "02 33 00 00 00",
    "director": "Alma Diop",
    "host_name": "Machines du Nord",
    "host_address": "3 rue du Port, 59140 Dunkerque",
    "host_phone": "03 28 00 00 00",
}


def flat(html):
    return " ".join(html.split())


class TestList:
    def test_every_text_stands_in_both_languages(self, desk):
        html = desk.see("texts")
        for key in TextVersion.Key:
            for language in TextVersion.Language:
                assert reverse("desk:text_edit", args=(key, language)) in html
        assert html.count("texte fourni") == 12

    def test_it_says_who_wrote_the_newest(self, desk):
        TextVersionFactory(number=1)
        TextVersionFactory(number=2, by=OfficerFactory(name="Alma"))
        html = flat(desk.see("texts"))
        assert "version 2" in html
        assert ", Alma" in html

    def test_a_version_of_the_platform_names_nobody(self, desk):
        TextVersionFactory(number=1, by=None)
        assert "None" not in desk.see("texts")

    def test_what_the_law_waits_for_is_named(self, desk):
        html = desk.see("texts")
        assert "La page des mentions légales est incomplète" in html
        assert "hébergeur" in html

    def test_nothing_is_said_once_all_is_there(self, desk):
        NetworkFactory(complete=True)
        assert "est incomplète" not in desk.see("texts")

    def test_filling_in_is_offered_to_who_may(self, desk, admin_desk):
        assert "Remplir les mentions" not in desk.see("texts")
        assert "Remplir les mentions" in admin_desk.see("texts")

    def test_it_costs_the_same_for_three_versions_as_for_one(
        self, desk, django_assert_max_num_queries
    ):
        TextVersionFactory(number=1)
        desk.see("texts")
        with django_assert_max_num_queries(20) as one:
            desk.see("texts")
        TextVersionFactory(number=2)
        TextVersionFactory(number=1, language="en")
        with django_assert_max_num_queries(len(one.captured_queries)):
            desk.see("texts")

    def test_the_desk_leads_there(self, desk):
        assert reverse("desk:texts") in desk.see("home")


class TestWriting:
    def test_one_begins_from_what_is_online(self, desk):
        html = desk.see("text_edit", *FR)
        assert "## Qui publie ce site" in html
        assert 'name="seen" value="0"' in html

    def test_what_is_written_is_online(self, desk, client):
        html = desk.told("text_edit", *FR, body="## Nous\n\nTenu par nous.", seen="0", note="enfin")
        assert "Le texte est en ligne." in html
        page = client.get("/mentions-legales/").content.decode()
        assert "<h2>Nous</h2>" in page
        assert "Qui l’héberge" not in page

    def test_it_is_signed_and_told_in_the_journal(self, desk):
        desk.post("text_edit", *FR, body="Tenu par nous.", seen="0")
        assert TextVersion.objects.get().by == desk.user
        assert Entry.objects.filter(verb="text.written", by=desk.user).count() == 1
        assert "a écrit le texte" in desk.see("journal")

    def test_an_empty_text_is_refused_and_keeps_the_note(self, desk):
        response = desk.post("text_edit", *FR, body=" ", seen="0", note="une note")
        assert response.status_code == 422
        assert "une note" in response.content.decode()
        assert not TextVersion.objects.exists()

    def test_too_long_is_refused_and_kept(self, desk):
        response = desk.post("text_edit", *FR, body="x" * 20_001, seen="0")
        assert response.status_code == 422
        assert "x" * 20_001 in response.content.decode()

    def test_the_same_words_are_no_change(self, desk):
        response = desk.post("text_edit", *FR, body=shipped(*FR).body, seen="0")
        assert response.status_code == 422
        assert "il n’y a rien à changer" in response.content.decode()

    @pytest.mark.parametrize("seen", ["", "x", "-1", "9" * 30])
    def test_a_number_that_is_none_writes_nothing(self, desk, seen):
        assert desk.post("text_edit", *FR, body="Tenu par nous.", seen=seen).status_code == 422
        assert not TextVersion.objects.exists()

    @pytest.mark.parametrize("where", [("inconnu", "fr"), (LEGAL, "de"), (LEGAL, "FR")])
    def test_no_other_text_exists(self, desk, where):
        assert desk.client.get(reverse("desk:text_edit", args=where)).status_code == 404
        assert desk.post("text_edit", *where, body="x", seen="0").status_code == 404

    def test_the_signs_and_the_facts_are_explained(self, desk):
        NetworkFactory(complete=True, director="")
        html = flat(desk.see("text_edit", *FR))
        assert "<code>{editeur}</code>" in html
        assert "un intertitre" in html
        assert html.count("à compléter") == 1  # the director


class TestLookingFirst:
    def test_it_is_drawn_and_nothing_is_online(self, desk, client):
        NetworkFactory(complete=True)
        response = desk.post("text_edit", *FR, body="### Par {editeur}", seen="0", preview="1")
        html = response.content.decode()
        assert response.status_code == 200
        assert "<h2>Par Réseau des rives</h2>" in html
        assert "### Par {editeur}</textarea>" in html
        assert not TextVersion.objects.exists()
        assert not Entry.objects.filter(verb="text.written").exists()

    def test_what_is_hostile_is_drawn_as_text(self, desk):
        response = desk.post(
            "text_edit", *FR, body="<script>alert(1)</script>", seen="0", preview="1"
        )
        assert "<script>alert" not in response.content.decode()

    def test_it_speaks_its_language(self, desk):
        response = desk.post("text_edit", LEGAL, "en", body="Why ?", seen="0", preview="1")
        html = response.content.decode()
        assert '<div class="prose written" lang="en"><p>Why ?</p>' in html

    def test_whoever_reads_the_desk_in_english_writes_the_french_text(self, desk):
        TextVersionFactory(number=1, body="Tenu à Caen.")
        TextVersionFactory(number=2, body="Tenu à Brest.")
        desk.client.cookies["langue"] = "en"
        html = desk.see("text_edit", *FR)
        assert reverse("desk:text_version", args=(*FR, 1)) in html
        html = desk.see("text_version", *FR, 1)
        assert f'action="{reverse("desk:text_restore", args=(*FR, 1))}"' in html
        assert 'lang="fr"' in html


class TestTwoPeople:
    def test_the_second_is_told_keeps_their_words_and_sees_the_others(self, desk, client_of):
        desk.post("text_edit", *FR, body="Tenu à Caen.", seen="0")
        other = client_of(OfficerFactory())
        address = reverse("desk:text_edit", args=FR)
        response = other.post(address, {"body": "Tenu à Brest.", "seen": "0", "note": "ville"})
        html = response.content.decode()
        assert response.status_code == 422
        assert "pendant que vous écriviez" in html
        assert "Tenu à Brest.</textarea>" in html
        assert 'value="ville"' in html
        assert "<del>Caen</del>" in html
        assert "<ins>Brest</ins>" in html
        assert text_in_force(*FR).body == "Tenu à Caen."

    def test_having_seen_they_may_save_and_both_stay_in_the_history(self, desk, client_of):
        desk.post("text_edit", *FR, body="Tenu à Caen.", seen="0")
        other, address = client_of(OfficerFactory()), reverse("desk:text_edit", args=FR)
        html = other.post(address, {"body": "Tenu à Brest.", "seen": "0"}).content.decode()
        assert 'name="seen" value="1"' in html
        assert other.post(address, {"body": "Tenu à Brest.", "seen": "1"}).status_code == 302
        bodies = TextVersion.objects.order_by("number").values_list("body", flat=True)
        assert list(bodies) == ["Tenu à Caen.", "Tenu à Brest."]

    def test_looking_first_tells_it_too(self, desk):
        TextVersionFactory(number=1, body="Tenu à Caen.")
        response = desk.post("text_edit", *FR, body="Tenu à Brest.", seen="0", preview="1")
        html = response.content.decode()
        assert "<del>Caen</del>" in html
        assert 'name="seen" value="1"' in html


class TestHistory:
    @pytest.fixture
    def versions(self):
        return [
            TextVersionFactory(number=1, body="Tenu à Caen.", note="pour commencer"),
            TextVersionFactory(number=2, body="Tenu à Brest."),
        ]

    def test_each_version_stands_beside_the_text(self, desk, versions):
        html = desk.see("text_edit", *FR)
        for number in (0, 1, 2):
            assert reverse("desk:text_version", args=(*FR, number)) in html
        assert "pour commencer" in html

    def test_a_version_shows_what_it_changed(self, desk, versions):
        html = desk.see("text_version", *FR, 2)
        assert "<del>Caen</del>" in html
        assert "<ins>Brest</ins>" in html
        assert "C’est la version en ligne." in html
        assert "Revenir à cette version" not in html

    def test_the_first_is_compared_with_what_ships(self, desk, versions):
        html = desk.see("text_version", *FR, 1)
        assert "<del>" in html
        assert "editeur" in html
        assert "Revenir à cette version" in html

    def test_what_ships_is_compared_with_nothing(self, desk, versions):
        html = desk.see("text_version", *FR, 0)
        assert "Ce qu’elle a changé" not in html
        assert "Qui publie ce site" in html

    def test_a_version_that_never_was_is_not_found(self, desk, versions):
        for number in (3, 10**25):
            address = reverse("desk:text_version", args=(*FR, number))
            assert desk.client.get(address).status_code == 404
            assert desk.post("text_restore", *FR, number, seen="2").status_code == 404

    def test_an_older_one_is_put_back_as_a_new_one(self, desk, versions):
        html = desk.told("text_restore", *FR, 1, seen="2")
        assert "Cette version est de nouveau en ligne." in html
        assert text_in_force(*FR).number == 3
        assert text_in_force(*FR).body == "Tenu à Caen."
        assert "retour à la version 1" in html

    def test_what_ships_too(self, desk, versions):
        desk.post("text_restore", *FR, 0, seen="2")
        assert text_in_force(*FR).body == shipped(*FR).body

    @pytest.mark.parametrize("seen", ["1", "", "x", "9" * 30])
    def test_not_over_what_was_not_seen(self, desk, versions, seen):
        assert "pendant que vous écriviez" in desk.told("text_restore", *FR, 1, seen=seen)
        assert text_in_force(*FR).number == 2

    def test_a_long_history_has_pages_and_costs_the_same(self, desk, django_assert_max_num_queries):
        TextVersionFactory(number=1)
        desk.see("text_edit", *FR)
        with django_assert_max_num_queries(20) as one:
            desk.see("text_edit", *FR)
        for number in range(2, 5):
            TextVersionFactory(number=number)
        with django_assert_max_num_queries(len(one.captured_queries)):
            desk.see("text_edit", *FR)
        for number in range(5, 40):
            TextVersionFactory(number=number)
        assert "?page=2" in desk.see("text_edit", *FR)


class TestMentions:
    def test_they_are_filled_in_once_for_all_pages(
        self, admin_desk, client, django_capture_on_commit_callbacks
    ):
        with django_capture_on_commit_callbacks(execute=True):
            html = admin_desk.told("mentions", **COMPLETE)
        assert "Les mentions sont enregistrées." in html
        network = Network.objects.get()
        assert (network.name, network.director) == ("Maillage", "Alma Diop")
        page = client.get("/mentions-legales/").content.decode()
        assert "Machines du Nord" in page
        assert "mailto:contact@reseau.example" in page

    def test_they_leave_the_rest_of_the_network_alone(self, admin_desk):
        NetworkFactory(name="Réseau", accent="#0e5a4c")
        admin_desk.post("mentions", **COMPLETE)
        network = Network.objects.get()
        assert (network.name, network.accent) == ("Réseau", "#0e5a4c")

    def test_a_number_is_read_as_papers_print_it(self, admin_desk):
        admin_desk.post("mentions", **COMPLETE, siren="443 061 841")
        assert Network.objects.get().siren == "443061841"

    @pytest.mark.parametrize(
        ("field", "value"), [("siren", "123456789"), ("contact_email", "pas une adresse")]
    )
    def test_what_is_wrong_is_said_and_kept(self, admin_desk, field, value):
        response = admin_desk.post("mentions", **COMPLETE | {field: value})
        assert response.status_code == 422
        assert value in response.content.decode()
        assert not Network.objects.exists()

    def test_they_are_asked_for_in_words(self, admin_desk):
        html = fold(admin_desk.see("mentions"))
        for words in ("nom légal de l’éditeur", "téléphone de l’hébergeur", "direction"):
            assert fold(words) in html

    def test_the_journal_says_who_changed_them(self, admin_desk):
        admin_desk.post("mentions", **COMPLETE)
        entry = Entry.objects.get(verb="network.changed")
        assert entry.by == admin_desk.user
        assert "director" in entry.facts["changed"]
