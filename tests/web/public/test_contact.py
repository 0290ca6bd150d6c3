"""The contact form: open to people, closed to machines, and nothing that was typed is lost."""

import re
from datetime import timedelta

import pytest
from django.core.cache import cache, caches
from django.core.signing import TimestampSigner
from django.utils import timezone

from maillage.accounts.models import User
from maillage.journal.models import Entry
from maillage.mail.models import Message
from maillage.web.public import contact
from tests.factories.actors import NetworkFactory, TextVersionFactory

pytestmark = pytest.mark.django_db
URL = "/contact/"
TYPED = {
    "name": "Awa Ndiaye",
    "email": "awa@example.org",
    "subject": "question",
    "page": "",
    "text": "Qui peut répondre à l’appel ?",
    "website": "",
}


@pytest.fixture(autouse=True)
def _network():
    NetworkFactory(complete=True)


def drawn(seconds):
    """The stamp of a form drawn that long ago."""
    signer = TimestampSigner(salt="contact")
    signer.timestamp = lambda: _base62(timezone.now() - timedelta(seconds=seconds))
    return signer.sign("abcdefgh")


def _base62(instant):
    from django.core.signing import b62_encode

    return b62_encode(int(instant.timestamp()))


def typed(**changes):
    return TYPED | {"since": drawn(60)} | changes


def hidden(html, name="since"):
    return re.search(rf'name="{name}" value="([^"]*)"', html)[1]


class TestPage:
    def test_it_asks_for_little_and_says_why(self, client):
        html = client.get(URL).content.decode()
        for label in ("Votre nom", "Votre adresse électronique", "À propos de", "Votre message"):
            assert label in html
        assert "Ils sont gardés un an" in html

    def test_it_begins_from_where_one_comes(self, client):
        html = client.get(f"{URL}?sujet=donnees&page=/projets/haies/").content.decode()
        assert '<option value="donnees" selected>' in html
        assert 'value="/projets/haies/"' in html

    def test_what_an_address_brings_is_text(self, client):
        html = client.get(f'{URL}?sujet=x&page="><script>alert(1)</script>').content.decode()
        assert "<script>alert" not in html

    def test_the_trap_is_hidden_from_everybody(self, client):
        html = client.get(URL).content.decode()
        trap = re.search(r"<div hidden>.*?</div>", html)[0]
        assert 'name="website"' in trap
        assert 'autocomplete="off"' in trap
        assert 'tabindex="-1"' in trap

    def test_the_introduction_is_the_networks(self, client):
        TextVersionFactory(key="contact", number=1, body="Venez au **café** des rives.")
        assert "<strong>café</strong>" in client.get(URL).content.decode()

    def test_every_page_leads_there(self, client):
        assert f'href="{URL}"' in client.get("/projets/").content.decode()

    def test_it_speaks_english(self, client):
        client.cookies["langue"] = "en"
        html = client.get(URL).content.decode()
        assert "Your message" in html
        assert "A question" in html


class TestSending:
    def test_it_is_in_the_outbox_and_the_sender_is_thanked(self, client):
        response = client.post(URL, typed(page="/projets/haies/"))
        assert response["Location"] == "/contact/envoye/"
        message = Message.objects.get()
        assert message.to == "contact@reseau.example"
        assert message.reply_to == "awa@example.org"
        assert "Qui peut répondre" in message.body
        assert "/projets/haies/" in message.body
        assert "Merci" in client.get("/contact/envoye/").content.decode()

    def test_nothing_is_sent_to_the_address_that_was_typed(self, client):
        client.post(URL, typed(email="victime@example.org"))
        assert not Message.objects.filter(to="victime@example.org").exists()

    def test_nothing_else_is_kept(self, client):
        client.post(URL, typed())
        assert not Entry.objects.exists()
        assert not User.objects.exists()
        assert not client.session.keys()

    def test_the_network_reads_the_subject_in_french(self, client):
        client.cookies["langue"] = "en"
        client.post(URL, typed())
        assert Message.objects.get().subject == "Message du site : Une question"

    def test_pressed_twice_it_leaves_once(self, client):
        data = typed()
        assert client.post(URL, data).status_code == 302
        assert client.post(URL, data).status_code == 302
        assert Message.objects.count() == 1

    def test_other_words_from_the_same_page_leave_too(self, client):
        since = drawn(60)
        client.post(URL, typed(since=since))
        client.post(URL, typed(since=since, text="Et pour les villes ?"))
        assert Message.objects.count() == 2

    def test_it_works_for_who_signed_in_too(self, client_of):
        from tests.factories.accounts import UserFactory

        assert client_of(UserFactory()).post(URL, typed()).status_code == 302


class TestWhatIsWrong:
    @pytest.mark.parametrize("field", ["name", "email", "subject", "text"])
    def test_what_is_missing_is_said_and_the_rest_is_kept(self, client, field):
        response = client.post(URL, typed(**{field: ""}))
        html = response.content.decode()
        assert response.status_code == 422
        assert f'id="id_{field}_error"' in html
        for name in {"name", "email", "text"} - {field}:
            assert TYPED[name] in html
        assert not Message.objects.exists()

    @pytest.mark.parametrize(
        ("field", "value"),
        [
            ("email", "pas une adresse"),
            ("email", "awa@example.org\nBcc: tous@example.org"),
            ("subject", "inconnu"),
            ("page", "https://ailleurs.example/"),
            ("page", "projets"),
            ("page", "/\\ailleurs"),
            ("page", "/a b"),
            ("page", "/a\nBcc: x"),
            ("page", "/" + "x" * 300),
            ("name", "x" * 121),
            ("text", "x" * 5001),
            ("name", "a\x00b"),
        ],
    )
    def test_what_is_not_that_is_refused(self, client, field, value):
        assert client.post(URL, typed(**{field: value})).status_code == 422
        assert not Message.objects.exists()

    @pytest.mark.parametrize("name", ["Awa\r\nBcc: tous@example.org", "Awa\n\nCorps"])
    def test_a_name_with_line_breaks_is_one_line(self, client, name):
        client.post(URL, typed(name=name))
        (message,) = Message.objects.all()
        assert message.subject == "Message du site : Une question"
        assert "\nBcc:" not in message.body

    def test_an_address_of_a_page_that_ends_with_a_line_break_is_cut(self, client):
        client.post(URL, typed(page="/projets/\n"))
        assert "/projets/" in Message.objects.get().body


class TestMachines:
    def test_who_fills_the_trap_is_told_and_may_send_again(self, client):
        response = client.post(URL, typed(website="https://spam.example"))
        html = response.content.decode()
        assert response.status_code == 422
        assert "Un champ caché a été rempli" in html
        assert "spam.example" not in html
        assert TYPED["text"] in html
        assert not Message.objects.exists()
        again = typed(since=hidden(html))
        assert client.post(URL, again).status_code == 302

    def test_who_is_too_fast_is_told_keeps_their_words_and_waits_no_longer(self, client):
        response = client.post(URL, typed(since=drawn(1)))
        html = response.content.decode()
        assert response.status_code == 422
        assert "parti trop vite" in html
        assert TYPED["text"] in html
        assert not Message.objects.exists()

    def test_the_page_drawn_again_has_the_same_age(self, client):
        since = drawn(1)
        html = client.post(URL, typed(since=since)).content.decode()
        assert hidden(html) == since

    @pytest.mark.parametrize(
        "since",
        ["", "x", "abcdefgh:1abcde:forged", drawn(25 * 3600), drawn(60) + "x"],
        ids=["none", "no stamp", "forged", "of yesterday", "touched"],
    )
    def test_a_stamp_that_is_not_ours_or_too_old_gets_a_fresh_one(self, client, since):
        html = client.post(URL, typed(since=since)).content.decode()
        assert "parti trop vite" in html
        assert hidden(html) != since
        assert contact.SIGNER.unsign(hidden(html), max_age=5)
        assert not Message.objects.exists()

    def test_a_stamp_of_another_form_is_not_ours(self, client):
        other = TimestampSigner(salt="autre").sign("abcdefgh")
        assert client.post(URL, typed(since=other)).status_code == 422

    def test_the_form_still_serves_a_moment_before_a_day(self, client):
        assert client.post(URL, typed(since=drawn(23 * 3600))).status_code == 302

    def test_the_same_sender_is_stopped_after_five_and_keeps_their_words(self, client):
        for number in range(5):
            assert client.post(URL, typed(text=f"Message {number}")).status_code == 302
        response = client.post(URL, typed(text="Le sixième"))
        html = response.content.decode()
        assert response.status_code == 429
        assert "Le sixième" in html
        assert "contact@reseau.example" in html
        assert Message.objects.count() == 5

    def test_another_sender_is_not(self, client):
        for number in range(5):
            client.post(URL, typed(text=f"Message {number}"))
        response = client.post(URL, typed(text="D’ailleurs"), REMOTE_ADDR="192.0.2.7")
        assert response.status_code == 302

    def test_all_together_are_stopped_after_sixty(self, client):
        for number in range(60):
            data = typed(text=f"Message {number}")
            client.post(URL, data, REMOTE_ADDR=f"192.0.2.{number}")
        response = client.post(URL, typed(text="De trop"), REMOTE_ADDR="198.51.100.1")
        assert response.status_code == 429
        assert Message.objects.count() == 60

    def test_what_was_refused_for_its_words_does_not_count(self, client):
        for _ in range(8):
            client.post(URL, typed(email="pas une adresse"))
        assert client.post(URL, typed()).status_code == 302

    def test_an_hour_later_all_is_forgotten(self, client):
        for number in range(6):
            client.post(URL, typed(text=f"Message {number}"))
        cache.clear()
        assert client.post(URL, typed()).status_code == 302


class TestClosed:
    @pytest.fixture(autouse=True)
    def _closed(self, _network):
        from maillage.actors.models import Network

        Network.objects.update(contact_email="")
        caches["process"].clear()

    def test_the_page_says_so_and_how_to_reach_the_network(self, client):
        html = client.get(URL).content.decode()
        assert "n’est pas encore ouvert" in html
        assert "2 quai des Rives" in html
        assert "02 33 00 00 00" in html
        assert 'name="text"' not in html

    def test_nothing_can_be_sent(self, client):
        client.post(URL, typed())
        assert not Message.objects.exists()

    def test_a_fresh_installation_has_a_page_too(self, client):
        from maillage.actors.models import Network

        Network.objects.all().delete()
        caches["process"].clear()
        assert "n’est pas encore ouvert" in client.get(URL).content.decode()
