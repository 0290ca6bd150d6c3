"""Messages for tests: waiting to be sent."""

import factory
from factory.django import DjangoModelFactory

from maillage.mail.models import Message


class MessageFactory(DjangoModelFactory[Message]):
    class Meta:
        model = Message

    to = factory.Sequence(lambda n: f"destinataire{n}@example.org")
    subject = "Un message"
    body = "Bonjour."
    kind = "test"
