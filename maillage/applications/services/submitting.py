"""Handing in."""

from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from maillage.accounts.models import User
from maillage.actors.queries import network_identity, people_of
from maillage.applications.models import Application, Status
from maillage.applications.queries import missing_before_submission
from maillage.applications.services.holding import locked_draft
from maillage.applications.services.writing import write_application
from maillage.core.refusal import Refusal
from maillage.journal.services import record
from maillage.mail.services import post


@transaction.atomic
def submit_application(application: Application, *, by: User | None, at: datetime) -> Application:
    """Hand a draft in to its call.

    The row is locked: two members may press the button in the same second,
    and only one submission must be recorded. `at` is the arrival of the request:
    whoever pressed in time is not refused because others made them queue.
    """
    application = locked_draft(application)
    if not application.call.is_open(at):
        raise Refusal(_("Cet appel à projets est clos."))
    if missing := missing_before_submission(application):
        raise Refusal(
            _("Votre candidature n’est pas complète. Elle reste enregistrée."),
            more=[line.sentence for line in missing],
        )
    application.status = Status.SUBMITTED
    application.submitted_at = at
    application.save(update_fields=["status", "submitted_at"])
    record("application.submitted", application, by=by)
    _post_receipts(application)
    return application


@transaction.atomic
def write_and_submit(
    application: Application, *, by: User, at: datetime, **written: Any
) -> Refusal | None:
    """Save what is on the page and hand it in, as one gesture: no other press comes between the two.

    A refusal to save is raised, and nothing is written. A refusal to hand in is given back: what
    was typed stays saved.
    """
    application = write_application(application, by=by, **written)
    try:
        submit_application(application, by=by, at=at)
    except Refusal as refusal:
        return refusal
    return None


def _post_receipts(application: Application) -> None:
    """Tell the people of the lead and of the partners that it arrived, and when."""
    organisations = [
        application.lead_id,
        *application.partners.values_list("organisation", flat=True),
    ]
    for user in people_of(organisations):
        post(
            to=user,
            kind="application.receipt",
            template="applications/mail/receipt",
            context={"application": application, "network": network_identity().name},
        )
