"""Finding a territory as one types."""

from collections.abc import Iterable
from datetime import datetime

from django.db.models import Case, F, IntegerField, Q, Value, When

from maillage.core.health import watch
from maillage.core.text import fold
from maillage.territories.models import Kind, Territory, TerritoryQuerySet

AT_ONCE = 400  # names in one query
LONGEST = 120  # letters; nobody types more, and the data base need not read it
SHORT_FORMS = {"st": "saint", "ste": "sainte"}
EXACT, BEGINS, NAMED, AROUND = range(4)  # AROUND: the words are those of what it lies in


def find_territories(
    words: str, *, kinds: Iterable[Kind] | None = None, limit: int = 10
) -> list[Territory]:
    """Every word must begin a word of the full name (« Caen (Calvados) ») or a code; one query.

    The exact name comes first, then names that begin so, names that have the words, and what
    lies there; then the larger scale and the more people. Accents, hyphens, apostrophes and
    « St » for « Saint » are forgiven.
    """
    found = territories_found(words)
    if kinds is not None:
        found = found.filter(kind__in=list(kinds))
    return list(found[:limit])


def territories_found(words: str) -> TerritoryQuerySet:
    """All that `find_territories` would give, to be cut into pages."""
    folded = fold(words[:LONGEST])
    if not folded:
        return Territory.objects.none()
    return (
        _matching(folded)
        .annotate(nearness=_nearness(folded))
        .order_by("nearness", "-scale", F("population").desc(nulls_last=True), "name_key", "pk")
    )


def _matching(folded: str) -> TerritoryQuerySet:
    found = Territory.objects.current()
    for word in folded.split():
        begins = Q(search_key__contains=f" {word}")
        if word in SHORT_FORMS:
            begins |= Q(search_key__contains=f" {SHORT_FORMS[word]}")
        found = found.filter(begins)
    return found


def _nearness(folded: str) -> Case:
    spelt_out = " ".join(SHORT_FORMS.get(word, word) for word in folded.split())
    named = Q()
    for word in spelt_out.split():
        named &= Q(name_key__startswith=word) | Q(name_key__contains=f" {word}")
    return Case(
        When(Q(name_key__in=(folded, spelt_out)) | Q(code__iexact=folded), then=Value(EXACT)),
        When(Q(name_key__startswith=spelt_out), then=Value(BEGINS)),
        When(named, then=Value(NAMED)),
        default=Value(AROUND),
        output_field=IntegerField(),
    )


@watch("territories")
def none_is_loaded(_at: datetime) -> str | None:
    """Without them nobody finds where they live."""
    if not Territory.objects.exists():
        return "No territory is loaded: run maillage territories."
    return None


def named_exactly(words: Iterable[str]) -> dict[str, list[Territory]]:
    """For each of these texts, the territories it names to the letter, accents forgiven.

    « Caen (Calvados) » is a full name, « Caen » a name, "14118" a code; a full name comes before.
    A query for each few hundred names, however many texts.
    """
    asked = {text: fold(text) for text in words}
    names = {fold(text.partition("(")[0].partition(",")[0]) for text in asked} | {*asked.values()}
    found: dict[str, list[Territory]] = {}
    wanted = sorted(names - {""})
    for start in range(0, len(wanted), AT_ONCE):
        some = wanted[start : start + AT_ONCE]
        for place in Territory.objects.current().filter(Q(name_key__in=some) | Q(code__in=some)):
            for key in {fold(place.label), fold(place.label_en), place.name_key, place.code}:
                found.setdefault(key, []).append(place)
    return {text: _best(found.get(key, []), key) for text, key in asked.items()}


def _best(found: list[Territory], key: str) -> list[Territory]:
    full = [place for place in found if key in {fold(place.label), fold(place.label_en)}]
    return sorted(full or found, key=lambda place: (place.scale, place.label, place.pk))
