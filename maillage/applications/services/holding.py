"""What holds a draft while it is changed."""

from django.utils.translation import gettext as _

from maillage.applications.models import Application, Status
from maillage.core.locking import locked
from maillage.core.refusal import Refusal


def locked_draft(application: Application) -> Application:
    """Lock the row and refuse whatever is no longer a draft."""
    draft = locked(application)
    if draft.status != Status.DRAFT:
        raise Refusal(_("Cette candidature est déjà déposée."))
    return draft
