"""What an alliance does with its application."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from maillage.accounts.models import User
from maillage.actors.models import Organisation
from maillage.actors.queries import network_identity, people_of
from maillage.actors.services import add_organisation
from maillage.applications.models import Answer, Application, Partner, Status
from maillage.applications.queries import may_lead, missing_before_submission
from maillage.core.locking import locked
from maillage.core.refusal import Refusal
from maillage.journal.services import record
from maillage.mail.services import post
from maillage.programmes.models import Call
from maillage.territories.models import Territory


def _locked_draft(application: Application) -> Application:
    """Lock the row and refuse whatever is no longer a draft."""
    draft = locked(application)
    if draft.status != Status.DRAFT:
        raise Refusal(_("Cette candidature est déjà déposée."))
    return draft


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
    application = _locked_draft(application)
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
def add_partner(
    application: Application, organisation: Organisation, *, by: User | None, contribution: str = ""
) -> Partner:
    """Ally an organisation; its people see and write the draft from then on."""
    application = _locked_draft(application)
    if organisation.pk == application.lead_id:
        raise Refusal(
            _("Cette organisation est le chef de file : elle fait déjà partie de l’alliance.")
        )
    if application.partners.filter(organisation=organisation).exists():
        raise Refusal(
            _("« %(name)s » fait déjà partie de l’alliance.") % {"name": organisation.name}
        )
    partner = Partner.objects.create(
        application=application, organisation=organisation, contribution=contribution
    )
    record("partner.invited", application, by=by, organisation=organisation.code)
    return partner


@transaction.atomic
def ally_newcomer(application: Application, *, by: User, **fields: Any) -> Partner:
    """Ally an organisation that is not in the directory: it is added and allied, or neither."""
    organisation = add_organisation(by=by, **fields)
    return add_partner(application, organisation, by=by)


@transaction.atomic
def remove_partner(partner: Partner, *, by: User) -> None:
    """Part from a partner; it no longer sees the draft."""
    application, partner = _locked_draft(partner.application), locked(partner)
    record("partner.removed", application, by=by, organisation=partner.organisation.code)
    partner.delete()


@transaction.atomic
def add_territory(application: Application, territory: Territory, *, by: User | None) -> None:
    application = _locked_draft(application)
    if application.territories.filter(pk=territory.pk).exists():
        return  # the button was pressed twice
    application.territories.add(territory)
    record("territory.added", application, by=by, territory=territory.slug)


@transaction.atomic
def remove_territory(application: Application, territory: Territory, *, by: User) -> None:
    application = _locked_draft(application)
    if not application.territories.filter(pk=territory.pk).exists():
        return
    application.territories.remove(territory)
    record("territory.removed", application, by=by, territory=territory.slug)


@transaction.atomic
def submit_application(application: Application, *, by: User | None, at: datetime) -> Application:
    """Hand a draft in to its call.

    The row is locked: two members may press the button in the same second,
    and only one submission must be recorded. `at` is the arrival of the request:
    whoever pressed in time is not refused because others made them queue.
    """
    application = _locked_draft(application)
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


@transaction.atomic
def drop_draft(application: Application, *, by: User) -> None:
    """Delete a draft for good."""
    application = _locked_draft(application)
    record("application.dropped", application, by=by)
    application.delete()
