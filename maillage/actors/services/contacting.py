"""Somebody writes to the network from its public pages."""

from django.db import transaction
from django.utils import translation
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from maillage.actors.queries import network_identity
from maillage.core.refusal import Refusal
from maillage.mail.models import Message
from maillage.mail.services import post


@transaction.atomic
def write_to_network(
    *, name: str, email: str, subject: str | Promise, text: str, page: str = ""
) -> Message:
    """Put a visitor's words into the outbox, for the network's own address.

    Nothing else is kept, not even a line of the journal, and nothing goes to the address that was
    typed: whoever types somebody else's must not be able to have them written to.
    """
    network = network_identity()
    if not network.contact_email:
        raise Refusal(_("Le réseau n’a pas encore donné d’adresse où lui écrire."))
    context = {
        "name": " ".join(name.split()),
        "email": email,
        "subject": subject,
        "text": text,
        "page": page,
    }
    with translation.override("fr"):  # the network's own language, whoever writes
        return post(
            to=network.contact_email,
            kind="network.contact",
            template="actors/mail/contact",
            context=context,
            reply_to=email,
        )
