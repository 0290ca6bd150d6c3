"""What the desk shows of mails that came back, and what it does about them."""

import pytest
from django.utils import timezone

from maillage.mail.models import Message, Status, Undeliverable
from tests.factories.accounts import UserFactory
from tests.factories.mail import MessageFactory, UndeliverableFactory

pytestmark = pytest.mark.django_db
NOW = timezone.now()


def returned(**fields) -> Message:
    facts = {"status": Status.BOUNCED, "sent_at": NOW, "returned_at": NOW, "return_status": "5.1.1"}
    return MessageFactory(**facts | {"last_error": "550 no such user"} | fields)


class TestMessage:
    def test_one_that_came_back_says_why_and_offers_to_try_again(self, desk):
        html = desk.see("message", returned().code)
        assert "Ce message est revenu" in html
        assert "Cette adresse n’existe pas." in html
        assert "5.1.1 550 no such user" in html
        assert "Revenu le" in html
        assert "Relancer" in html
        assert "Ne pas envoyer" not in html

    def test_trying_again_writes_to_the_address_corrected_since(self, desk):
        user = UserFactory(email="juste@example.org")
        message = returned(to="fausse@example.org", to_user=user)
        assert "Le message repart." in desk.told("message_retry", message.code)
        message.refresh_from_db()
        assert (message.status, message.to) == (Status.WAITING, "juste@example.org")

    def test_trying_an_address_again_where_nobody_is_says_what_to_do(self, desk):
        UndeliverableFactory(address="awa@example.org")
        html = desk.told("message_retry", returned(to="awa@example.org").code)
        assert "Rien n’arrive plus à cette adresse. Corrigez-la" in html

    def test_one_that_is_late_is_told_and_stays_sent(self, desk):
        late = MessageFactory(
            status=Status.SENT, sent_at=NOW, return_status="4.4.1", last_error="timed out"
        )
        html = desk.see("message", late.code)
        assert "Ce message tarde à arriver" in html
        assert "n’a pas pu être joint" in html
        assert "Relancer" not in html

    def test_one_kept_back_leads_to_the_addresses(self, desk):
        html = desk.see("message", MessageFactory(status=Status.BLOCKED).code)
        assert "Le message est retenu ici." in html
        assert "/pilotage/envois/adresses/" in html
        assert "Relancer" in html
        assert "Ne pas envoyer" in html

    def test_the_outbox_narrows_to_those(self, desk):
        returned(subject="Revenu")
        MessageFactory(subject="Parti")
        part = desk.narrow("outbox", state="bounced")
        assert "Revenu" in part
        assert "Parti" not in part
        assert "Adresses en échec" in desk.see("outbox")


class TestAddresses:
    def test_none_has_its_own_sentence(self, desk):
        assert "Toutes les adresses reçoivent." in desk.see("addresses")

    def test_each_says_why_and_what_waits_for_it(self, desk):
        UndeliverableFactory(address="awa@example.org", words="550 <b>no</b>")
        MessageFactory.create_batch(2, to="awa@example.org", status=Status.BLOCKED)
        html = desk.see("addresses")
        assert "awa@example.org" in html
        assert "Cette adresse n’existe pas." in html
        assert "&lt;b&gt;no" in html
        assert 'class="n">2<' in html

    def test_it_is_tried_again(self, desk):
        address = UndeliverableFactory(address="awa@example.org")
        kept = MessageFactory(to="awa@example.org", status=Status.BLOCKED)
        html = desk.told("address_trust", address.code)
        assert "La plateforme écrit de nouveau à cette adresse." in html
        kept.refresh_from_db()
        assert kept.status == Status.WAITING
        assert not Undeliverable.objects.exists()
        assert desk.post("address_trust", address.code).status_code == 404

    def test_the_list_costs_the_same_for_three_as_for_one(
        self, desk, django_assert_max_num_queries
    ):
        UndeliverableFactory()
        with django_assert_max_num_queries(20) as one:
            desk.see("addresses")
        UndeliverableFactory.create_batch(2)
        with django_assert_max_num_queries(len(one.captured_queries)):
            desk.see("addresses")


def test_the_morning_says_what_came_back(desk):
    html = desk.see("home")
    assert "Aucun courriel n’est revenu." in html
    assert "Toutes les adresses reçoivent." in html
    returned()
    UndeliverableFactory.create_batch(2)
    html = desk.see("home")
    assert "1 courriel est revenu." in html
    assert "Rien n’arrive plus à 2 adresses." in html
    assert "?state=bounced" in html
