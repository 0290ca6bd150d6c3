"""Who answers, and where."""

from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from maillage.accounts.models import User
from maillage.actors.models import Organisation
from maillage.actors.services import add_organisation
from maillage.applications.models import Application, Partner
from maillage.applications.services.holding import locked_draft
from maillage.core.locking import locked
from maillage.core.refusal import Refusal
from maillage.journal.services import record
from maillage.territories.models import Territory


@transaction.atomic
def add_partner(
    application: Application, organisation: Organisation, *, by: User | None, contribution: str = ""
) -> Partner:
    """Ally an organisation; its people see and write the draft from then on."""
    application = locked_draft(application)
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
    application, partner = locked_draft(partner.application), locked(partner)
    record("partner.removed", application, by=by, organisation=partner.organisation.code)
    partner.delete()


@transaction.atomic
def add_territory(application: Application, territory: Territory, *, by: User | None) -> None:
    application = locked_draft(application)
    if application.territories.filter(pk=territory.pk).exists():
        return  # the button was pressed twice
    application.territories.add(territory)
    record("territory.added", application, by=by, territory=territory.slug)


@transaction.atomic
def remove_territory(application: Application, territory: Territory, *, by: User) -> None:
    application = locked_draft(application)
    if not application.territories.filter(pk=territory.pk).exists():
        return
    application.territories.remove(territory)
    record("territory.removed", application, by=by, territory=territory.slug)
