"""What pages ask about themes."""

from maillage.core.memo import kept_a_minute
from maillage.themes.models import Theme


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
