"""A visitor's words to the network: one message of the outbox, and nothing else."""

import pytest
from django.core.mail import EmailMultiAlternatives
from django.utils import translation
from django.utils.translation import gettext_lazy

from maillage.actors.models import Network
from maillage.actors.services import change_network, write_to_network
from maillage.core.refusal import Refusal
from maillage.journal.models import Entry
from maillage.mail.models import Message
from maillage.mail.services.outbox import _envelope
from tests.factories.actors import NetworkFactory

pytestmark = pytest.mark.django_db
TOLD = {
    "name": "Awa Ndiaye",
    "email": "awa@example.org",
    "subject": "Une question",
    "text": "Bonjour,\n\nQui peut répondre à l’appel ?",
}


@pytest.fixture
def network():
    return NetworkFactory(complete=True)


def test_it_goes_to_the_networks_address_and_an_answer_to_the_sender(network):
    message = write_to_network(**TOLD)
    assert message.to == network.contact_email
    assert message.to_user is None
    assert message.reply_to == "awa@example.org"
    assert message.kind == "network.contact"
    assert not message.is_confidential


def test_it_says_who_writes_and_what(network):
    message = write_to_network(**TOLD, page="/projets/haies/")
    assert message.subject == "Message du site : Une question"
    assert "Awa Ndiaye (awa@example.org) vous écrit" in message.body
    assert "Qui peut répondre à l’appel ?" in message.body
    assert "/projets/haies/" in message.body


def test_no_page_no_word_of_it(network):
    assert "À propos de" not in write_to_network(**TOLD).body


def test_signs_of_html_arrive_as_they_are(network):
    message = write_to_network(**TOLD | {"text": "Eau & <terre> {{ x }}"})
    assert "Eau & <terre> {{ x }}" in message.body


def test_the_network_is_written_to_in_french_whoever_writes(network):
    subject = gettext_lazy("Une question")
    with translation.override("en"):
        message = write_to_network(**TOLD | {"subject": subject})
    assert message.subject == "Message du site : Une question"
    assert message.language == "fr"


def test_nothing_else_is_kept_and_nobody_else_is_written_to(network):
    write_to_network(**TOLD)
    assert Message.objects.count() == 1
    assert not Entry.objects.exists()
    assert not Message.objects.filter(to="awa@example.org").exists()


@pytest.mark.parametrize(
    "name", ["Awa\r\nBcc: tous@example.org", "Awa\nX-Evil: 1\n\nCorps", "Awa\u2028Bcc: x"]
)
def test_a_name_with_line_breaks_writes_no_header(network, name):
    sent = _envelope(write_to_network(**TOLD | {"name": name})).message()
    assert sent["Bcc"] is None
    assert sent["X-Evil"] is None
    assert str(sent["Reply-To"]) == "awa@example.org"
    assert "\n" not in str(sent["Subject"])


def test_an_address_with_line_breaks_never_leaves(network):
    message = write_to_network(**TOLD | {"email": "awa@example.org\nBcc: x@example.org"})
    with pytest.raises(ValueError, match="newlines"):
        _envelope(message).message()


def test_a_message_without_an_address_to_answer_has_no_such_header(network):
    message = write_to_network(**TOLD)
    message.reply_to = ""
    envelope = _envelope(message)
    assert isinstance(envelope, EmailMultiAlternatives)
    assert envelope.message()["Reply-To"] is None


@pytest.mark.parametrize("network", [{}, {"contact_email": ""}])
def test_a_network_without_an_address_says_so(network):
    if network:
        NetworkFactory(**network)
    with pytest.raises(Refusal, match="pas encore donné d’adresse"):
        write_to_network(**TOLD)
    assert not Message.objects.exists()


def test_an_address_given_a_moment_ago_counts(network, django_capture_on_commit_callbacks):
    write_to_network(**TOLD)
    with django_capture_on_commit_callbacks(execute=True):
        change_network(by=None, contact_email="autre@reseau.example")
    assert write_to_network(**TOLD).to == "autre@reseau.example"


def test_mentions_filled_in_first_leave_the_network_its_default_name():
    change_network(by=None, legal_name="Réseau des rives")
    assert Network.objects.get().name == "Maillage"
