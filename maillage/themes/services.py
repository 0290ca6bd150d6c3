"""The one act on themes."""

from django.db import transaction

from maillage.accounts.models import User
from maillage.journal.services import record
from maillage.search.services import refresh
from maillage.themes.models import Theme
from maillage.themes.queries import THEMES


@transaction.atomic
def define_theme(
    slug: str,
    name: str,
    *,
    name_en: str = "",
    summary: str = "",
    summary_en: str = "",
    parent: Theme | None = None,
    position: int = 0,
    by: User | None,
) -> Theme:
    """Define a theme; the same slug again changes it, and the same words again write nothing."""
    words = {
        "name": name,
        "name_en": name_en,
        "summary": summary,
        "summary_en": summary_en,
        "parent": parent,
        "position": position,
    }
    theme, created = Theme.objects.select_for_update().get_or_create(slug=slug, defaults=words)
    if created:
        record("theme.defined", theme, by=by)
        refresh(THEMES, [theme.pk])
    elif any(getattr(theme, field) != value for field, value in words.items()):
        for field, value in words.items():
            setattr(theme, field, value)
        theme.save(update_fields=list(words))
        record("theme.changed", theme, by=by)
        refresh(THEMES, [theme.pk])
    return theme
