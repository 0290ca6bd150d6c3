"""The lines of an import are kept three months: the time to correct it, or to undo it."""

from datetime import timedelta

from django.utils import timezone

from maillage.core.schedule import every
from maillage.imports.models import Line

KEPT = timedelta(days=92)


@every(timedelta(days=1))
def forget_old_lines() -> int:
    """Erase what strangers' files said; that an import was made stays, with its counts in the journal."""
    gone, _details = Line.objects.filter(of__created_at__lt=timezone.now() - KEPT).delete()
    return gone
