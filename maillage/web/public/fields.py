"""Fields of the public filters: a place is named, never chosen among 36,000."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

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
