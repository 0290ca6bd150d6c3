"""Messages for tests, waiting to be sent; addresses where nobody is."""

import factory
from django.utils import timezone
from factory.django import DjangoModelFactory

from maillage.mail.models import Message, Undeliverable


class MessageFactory(DjangoModelFactory[Message]):
    class Meta:
        model = Message

    to = factory.Sequence(lambda n: f"destinataire{n}@example.org")
    subject = "Un message"
    body = "Bonjour."
    kind = "test"


class UndeliverableFactory(DjangoModelFactory[Undeliverable]):
    class Meta:
        model = Undeliverable

    address = factory.Sequence(lambda n: f"personne{n}@example.org")
    since_at = factory.LazyFunction(timezone.now)
    return_status = "5.1.1"
    words = "550 5.1.1 no such user"
