"""Outbox, journal, network and components."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction
from django.urls import reverse

from maillage.actors.models import Network
from maillage.journal.models import Entry
from maillage.journal.services import record
from maillage.mail.models import Message
from tests.algorithms.test_images import png
from tests.factories.accounts import UserFactory
from tests.factories.mail import MessageFactory

pytestmark = pytest.mark.django_db


def test_the_outbox_narrows_by_state_and_words(desk):
    assert "Aucun message pour l’instant." in desk.see("outbox")
    MessageFactory(subject="Décision", to="awa@example.org")
    MessageFactory(subject="Accusé", status=Message.Status.FAILED)
    part = desk.narrow("outbox", state="failed")
    assert "Accusé" in part
    assert "Décision" not in part
    assert "Décision" in desk.narrow("outbox", q="awa@ décision")
    assert "Rien ne correspond." in desk.see("outbox", q="zzz")


def test_the_outbox_costs_the_same_for_three_as_for_one(desk, django_assert_max_num_queries):
    MessageFactory()
    with django_assert_max_num_queries(20) as one:
        desk.see("outbox")
    MessageFactory.create_batch(2)
    with django_assert_max_num_queries(len(one.captured_queries)):
        desk.see("outbox")


def test_a_message_is_read_and_a_code_is_not(desk, settings):
    plain = MessageFactory(body="Bonjour.\n<b>Merci</b>")
    html = desk.see("message", plain.code)
    assert "Bonjour." in html
    assert "<b>Merci</b>" not in html
    secret = MessageFactory(body="Code 123456", is_confidential=True)
    assert "123456" not in desk.see("message", secret.code)
    settings.DEMO = True
    assert "123456" in desk.see("message", secret.code)


def test_a_message_is_held_back_then_sent_again(desk):
    message = MessageFactory()
    assert "Le message ne partira pas." in desk.told("message_cancel", message.code)
    assert "Ne pas envoyer" not in desk.see("message", message.code)
    assert "Le message repart." in desk.told("message_retry", message.code)
    assert "Seul un message échoué, revenu, retenu ou annulé" in desk.told(
        "message_retry", message.code
    )


def test_a_failure_says_why(desk):
    message = MessageFactory(status=Message.Status.FAILED, last_error="550 inconnu", attempts=8)
    html = desk.see("message", message.code)
    assert "550 inconnu" in html
    assert "Relancer" in html


def write(verb, by, name):
    thing = UserFactory(name=name)
    with transaction.atomic():
        return record(verb, thing, by=by)


def test_the_journal_speaks_and_narrows(desk):
    awa = UserFactory(name="Awa")
    write("account.opened", awa, "Compte A")
    write("call.published", None, "Appel B")
    html = " ".join(desk.see("journal").split())
    assert "<strong>Awa</strong> a ouvert le compte « Compte A »" in html
    assert "<strong>La plateforme</strong> a publié l’appel « Appel B »" in html
    for query in ({"verb": "account.opened"}, {"person": "awa"}, {"q": "compte a"}):
        part = desk.narrow("journal", **query)
        assert "« Compte A »" in part
        assert "« Appel B »" not in part
    assert "Rien ne correspond." in desk.see("journal", q="zzz")


def test_the_journal_costs_the_same_for_three_as_for_one(desk, django_assert_max_num_queries):
    write("account.opened", UserFactory(), "A")
    with django_assert_max_num_queries(20) as one:
        desk.see("journal")
    for name in "BC":
        write("account.opened", UserFactory(), name)
    with django_assert_max_num_queries(len(one.captured_queries)):
        desk.see("journal")


def identity(**more):
    return {"name": "Réseau du Sud", "accent": "#0e5a4c", **more}


def upload(data, name="logo.png", kind="image/png"):
    return SimpleUploadedFile(name, data, content_type=kind)


def test_the_network_is_named_and_coloured(admin_desk):
    assert "s’appelle encore Maillage" in admin_desk.see("network")
    html = admin_desk.told("network", **identity(baseline="Ensemble"))
    assert "L’identité du réseau est enregistrée." in html
    assert 'fill="#0e5a4c"' in html
    assert "Réseau du Sud" in html
    assert Entry.objects.filter(verb="network.changed").count() == 1


def test_a_logo_is_looked_at_kept_and_taken_away(admin_desk):
    admin_desk.post("network", **identity(logo_file=upload(png())))
    kept = Network.objects.get()
    assert (bytes(kept.logo), kept.logo_type) == (png(), "image/png")
    admin_desk.post("network", **identity())
    assert Network.objects.get().logo_type == "image/png"
    admin_desk.post("network", **identity(without_logo="on"))
    assert (Network.objects.get().logo, Network.objects.get().logo_type) == (None, "")


@pytest.mark.parametrize(
    ("given", "sentence"),
    [
        (upload(b"<svg xmlns='http://www.w3.org/2000/svg'/>"), "n’est pas une image"),
        (upload(png(tail=b"<script>")), "n’est pas une image"),
        (upload(b"\x89PNG" + b"\x00" * 200_001), "trop lourd"),
    ],
)
def test_what_is_not_a_picture_is_refused_and_the_rest_kept(admin_desk, given, sentence):
    given.seek(0)
    response = admin_desk.post("network", **identity(logo_file=given))
    html = response.content.decode()
    assert response.status_code == 422
    assert sentence in html
    assert "Réseau du Sud" in html
    assert not Network.objects.exists()


def test_a_colour_that_is_none_is_told(admin_desk):
    response = admin_desk.post("network", **identity(accent="vert"))
    assert response.status_code == 422
    assert "n’est pas une couleur" in response.content.decode()


def test_components_are_the_admins(desk, admin_desk):
    assert "Composants" in admin_desk.see("components")
    assert desk.client.get(reverse("desk:components")).status_code == 403
