"""What is done to programmes and phases."""

from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from maillage.accounts.models import User
from maillage.core.codes import free_slug
from maillage.core.locking import locked
from maillage.core.refusal import Refusal
from maillage.journal.services import record
from maillage.programmes.models import Phase, Programme


@transaction.atomic
def create_programme(*, by: User | None, **fields: Any) -> Programme:
    slugs = Programme.objects.all()
    fields.setdefault("slug", free_slug(slugs, fields["name"], fallback="programme"))
    programme = Programme.objects.create(**fields)
    record("programme.created", programme, by=by)
    return programme


@transaction.atomic
def create_phase(programme: Programme, *, by: User | None, **fields: Any) -> Phase:
    """Add a phase; two phases of one programme never share a number."""
    programme = locked(programme)
    if programme.phases.filter(number=fields["number"]).exists():
        raise Refusal(
            _("La phase %(number)s existe déjà. Choisissez un autre numéro.")
            % {"number": fields["number"]}
        )
    phase = Phase.objects.create(programme=programme, **fields)
    record("phase.created", phase, by=by)
    return phase
