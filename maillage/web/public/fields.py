"""Fields of the public filters: a place is named, never chosen among 36,000."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from maillage.core.text import fold
from maillage.search.queries import search
from maillage.territories.models import Territory
from maillage.territories.queries import find_territories, named_exactly

SUGGESTED = 5
MOST_WORDS = 12  # that are read in search of a place
LONGEST_NAME = 6  # words: « Saint-Germain en Laye », « Côtes d’Armor »
NEAR = {"a", "au", "autour", "de", "du", "en", "pres", "vers", "around", "in", "near"}  # ties to it


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


def namesakes(words: str, taken: Territory) -> list[Territory]:
    """The other places that bear the very name that was typed, where one of them was taken."""
    if words == taken.slug:
        return []
    return [place for place in named_exactly([words])[words] if place != taken]


def resembling(words: str) -> list[tuple[str, str]]:
    """Territories whose names are near words that nobody knows: the address and the name of each."""
    return [
        (hit.key, hit.title) for hit in search(words, kinds=["territory"], limit=SUGGESTED).hits
    ]


def apart(words: str) -> tuple[str, Territory] | None:
    """« réfugiés près de Caen » asks for réfugiés, and for what is around Caen; None names no place."""
    told = words.split()[:MOST_WORDS]
    runs = [
        (start, start + size)
        for size in range(min(LONGEST_NAME, len(told)), 0, -1)
        for start in range(len(told) - size, -1, -1)
    ]
    named = named_exactly(" ".join(told[start:end]) for start, end in runs)
    for start, end in runs:
        if places := named[" ".join(told[start:end])]:
            best = max(places, key=lambda place: (place.scale, place.population or 0))
            rest = [*told[:start], *told[end:]]
            return " ".join(word for word in rest if fold(word) not in NEAR), best
    return None
