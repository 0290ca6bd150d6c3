"""Two people, one button: the row is held while an act is done, and read afresh."""

from typing import TypeVar

from django.db import connection, models
from django.utils.translation import gettext as _

from maillage.core.refusal import Refusal

Row = TypeVar("Row", bound=models.Model)


def locked(thing: Row) -> Row:
    """The row as it stands now, held until the end of the transaction.

    What a page was drawn from may have changed, or gone, before its button was pressed.
    """
    held = type(thing)._default_manager.select_for_update().filter(pk=thing.pk).first()
    if held is None:
        raise Refusal(
            _(
                "Quelqu’un d’autre vient de le supprimer. Rechargez la page pour voir ce qu’il en est."
            )
        )
    return held


def one_at_a_time(model: type[models.Model]) -> None:
    """Let one transaction at a time look through the rows of a model and then write one.

    A row that is not written yet cannot be held. SQLite has one writer anyhow; PostgreSQL is
    asked for a lock that ends with the transaction.
    """
    if connection.vendor == "postgresql" and connection.in_atomic_block:
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(hashtext(%s))", [model._meta.label])
