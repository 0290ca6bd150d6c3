"""Starting, writing and dropping a draft."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from maillage.accounts.models import User
from maillage.actors.models import Organisation
from maillage.applications.models import Answer, Application
from maillage.applications.queries import may_lead
from maillage.applications.services.holding import locked_draft
from maillage.core.refusal import Refusal
from maillage.journal.services import record
from maillage.programmes.models import Call


@transaction.atomic
def start_application(
    call: Call,
    lead: Organisation,
    *,
    title: str,
    by: User | None,
    at: datetime,
    is_example: bool = False,
) -> Application:
    """Start a draft in the name of the lead."""
    if not call.is_open(at):
        raise Refusal(_("Cet appel à projets n’est pas ouvert."))
    if not may_lead(call, lead, timezone.localdate(at)):
        raise Refusal(
            _(
                "Cet appel est réservé aux membres du réseau, et « %(lead)s » n’en est pas membre. Un membre peut être chef de file et vous inviter comme partenaire."
            )
            % {"lead": lead.name}
        )
    application = Application.objects.create(
        call=call, lead=lead, title=title, started_by=by, is_example=is_example
    )
    record("application.started", application, by=by)
    return application


@transaction.atomic
def write_application(
    application: Application,
    *,
    by: User | None,
    answers: Mapping[int, str],
    seen_revision: int | None = None,
    **fields: Any,
) -> Application:
    """Save what was typed: fields of the application, and answers by question id.

    `seen_revision` is the revision the writer's page was drawn from; if somebody saved in
    between, nothing is written and the refusal says so: the page keeps both texts.
    """
    application = locked_draft(application)
    if seen_revision is not None and seen_revision != application.revision:
        raise Refusal(
            _(
                "Quelqu’un d’autre a enregistré cette candidature pendant que vous écriviez. Rien n’a été écrasé : votre texte est ci-dessous, comparez-le avec la version enregistrée, puis enregistrez de nouveau."
            )
        )
    for name, value in fields.items():
        setattr(application, name, value)
    application.revision += 1
    application.save()
    written = _write_answers(application, answers, by)
    record("application.written", application, by=by, answers=written)
    return application


def _write_answers(application: Application, answers: Mapping[int, str], by: User | None) -> int:
    """Write the answers that changed, and say how many: who did not touch an answer did not write it."""
    before = {answer.question_id: answer for answer in application.answers.all()}
    written = 0
    for question in application.call.questions.all():
        text = answers.get(question.pk)
        known = before.get(question.pk)
        if text is None or text == (known.text if known else ""):
            continue
        Answer.objects.update_or_create(
            application=application, question=question, defaults={"text": text, "written_by": by}
        )
        written += 1
    return written


@transaction.atomic
def drop_draft(application: Application, *, by: User) -> None:
    """Delete a draft for good."""
    application = locked_draft(application)
    record("application.dropped", application, by=by)
    application.delete()
