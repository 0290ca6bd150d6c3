"""What is done to the network's own texts: each change is a version more, and none is lost."""

from django.db import transaction
from django.utils.translation import gettext as _

from maillage.accounts.models import User
from maillage.actors.models import TextVersion
from maillage.actors.queries import shipped, text_in_force
from maillage.core.locking import one_at_a_time
from maillage.core.refusal import Refusal
from maillage.journal.services import record


@transaction.atomic
def write_text(
    key: str, language: str, *, body: str, by: User | None, seen: int, note: str = ""
) -> TextVersion:
    """Write the next version of a text.

    `seen` is the number of the version that the writer had before their eyes: when somebody wrote
    another one meanwhile, nothing is overwritten before it was read.
    """
    version = _next_version(key, language, body=body, by=by, seen=seen, note=note)
    record("text.written", version, by=by, number=version.number)
    return version


@transaction.atomic
def restore_text(key: str, language: str, number: int, *, by: User, seen: int) -> TextVersion:
    """Put an older version back in force, as a new one; number 0 is the shipped text."""
    versions = TextVersion.objects.filter(key=key, language=language, number=number)
    body = versions.get().body if number else shipped(key, language).body
    if number:
        note = _("retour à la version %(number)s") % {"number": number}
    else:
        note = _("retour au texte fourni")
    version = _next_version(key, language, body=body, by=by, seen=seen, note=note)
    record("text.restored", version, by=by, number=version.number, restored=number)
    return version


def _next_version(
    key: str, language: str, *, body: str, by: User | None, seen: int, note: str
) -> TextVersion:
    one_at_a_time(TextVersion)
    now = text_in_force(key, language)
    if now.number != seen:
        raise Refusal(
            _(
                "Quelqu’un d’autre a enregistré une version de ce texte pendant que vous écriviez. Rien n’est perdu : comparez les deux textes, puis enregistrez de nouveau."
            )
        )
    body = body.replace("\r\n", "\n").strip()
    if body == now.body:
        raise Refusal(_("Ce texte est déjà celui qui est en ligne : il n’y a rien à changer."))
    return TextVersion.objects.create(
        key=key, language=language, number=now.number + 1, body=body, note=note, by=by
    )
