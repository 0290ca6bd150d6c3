"""Who may write and submit an application."""

from maillage.accounts.models import User
from maillage.actors.models import Organisation
from maillage.applications.models import Application, Status


def can_write(user: User, application: Application) -> bool:
    """The people of the lead and of the partners, while it is a draft."""
    if application.status != Status.DRAFT:
        return False
    mine = Application.objects.written_by_organisations_of(user)
    return mine.filter(pk=application.pk).exists()


def can_submit(user: User, application: Application) -> bool:
    """Only the lead's people engage the alliance."""
    return (
        application.status == Status.DRAFT
        and Organisation.objects.of(user).filter(pk=application.lead_id).exists()
    )


def can_apply_for(user: User, organisation: Organisation) -> bool:
    """Whoever holds a position in an organisation today may start an application in its name."""
    return Organisation.objects.of(user).filter(pk=organisation.pk).exists()
