"""What the worker does with imports: the long ones, and forgetting the old ones."""

from datetime import timedelta

from django.utils import timezone, translation
from django_tasks import task

from maillage.accounts.models import User
from maillage.core.schedule import every
from maillage.imports.models import Import, Line
from maillage.imports.services import do_asked

KEPT = timedelta(days=92)


@task()
def carry_out(code: str, by: int, language: str) -> None:
    """Do what somebody asked of an import, in their language: its sentences are for them."""
    with translation.override(language):
        of, asker = Import.objects.get(code=code), User.objects.get(pk=by)
        do_asked(of, by=asker)


@every(timedelta(days=1))
def forget_old_lines() -> int:
    """Erase what strangers' files said; that an import was made stays, with its counts in the journal."""
    old = Import.objects.filter(created_at__lt=timezone.now() - KEPT)
    old.exclude(said="").update(said="")
    gone, _details = Line.objects.filter(of__in=old).delete()
    return gone
