"""What pages ask about themes, and how the search finds them."""

from collections.abc import Iterator
from typing import Any

from django.db.models import QuerySet

from maillage.core.memo import kept_a_minute
from maillage.search.queries import Leaf, Source
from maillage.themes.models import Theme

BOOST = 520


def theme_choices() -> list[tuple[str, str]]:
    """Every theme by its address and its name, for the filters of a list."""
    return kept_a_minute(
        "themes.choices", lambda: [(t.slug, t.display_name) for t in Theme.objects.all()]
    )


def themes_in_english() -> frozenset[str]:
    """The addresses of the themes whose name somebody wrote in English."""
    return kept_a_minute(
        "themes.in_english",
        lambda: frozenset(Theme.objects.exclude(name_en="").values_list("slug", flat=True)),
    )


def _leaves(themes: QuerySet[Any]) -> Iterator[Leaf]:
    for theme in themes.iterator():
        yield Leaf(
            number=theme.pk,
            key=theme.slug,
            title=theme.name,
            title_en=theme.name_en,
            summary=theme.summary,
            summary_en=theme.summary_en,
            boost=BOOST,
        )


THEMES = Source("theme", Theme.objects.all, _leaves, ("thème", "theme"))
