"""Fields of the public filters: a place is named, never chosen among 36,000."""

from collections.abc import Callable, Container
from typing import Any

from django import forms
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from maillage.territories.models import Territory
from maillage.territories.queries import find_territories


class PlaceField(forms.CharField):
    """A territory by its name, its postal code or its address; the likeliest, which the page says."""

    def __init__(self, **kwargs: Any) -> None:
        widget = forms.TextInput(
            attrs={"type": "search", "placeholder": gettext_lazy("commune, département, pays")}
        )
        super().__init__(max_length=120, widget=widget, **kwargs)

    def clean(self, value: Any) -> Any:
        words = super().clean(value)
        if not words:
            return None
        named = Territory.objects.current().filter(slug=words).first()
        found = [named] if named else find_territories(words, limit=1)
        if not found:
            raise forms.ValidationError(
                _("« %(words)s » n’est pas un territoire connu. Vérifiez l’orthographe."),
                params={"words": words},
            )
        return found[0]


class ToldSelect(forms.Select):
    """A list of things that people named: those named in French alone say so on an English page."""

    def __init__(self, in_english: Callable[[], Container[str]] = frozenset) -> None:
        super().__init__()
        self.in_english = in_english

    def create_option(self, *args: Any, **kwargs: Any) -> dict[str, Any]:
        option = super().create_option(*args, **kwargs)
        is_french = (get_language() or "fr").startswith("fr")
        value = str(option["value"])
        if value and not is_french and value not in self.in_english():
            option["attrs"]["lang"] = "fr"
        return option
