"""How words are compared."""

import unicodedata

from django.conf import settings
from django.utils import translation
from django.utils.functional import Promise


def fold(text: str) -> str:
    """Forget case, accents, apostrophes and hyphens: « L’Île-d’Yeu » becomes "l ile d yeu"."""
    plain = unicodedata.normalize("NFKD", text.replace("œ", "oe").replace("Œ", "oe"))
    kept = (c if c.isalnum() else " " for c in plain if not unicodedata.combining(c))
    return " ".join("".join(kept).lower().split())


def in_every_language(words: str | Promise) -> list[str]:
    """A label as each language of the interface prints it: files cross from one to the other."""
    said = []
    for language, _name in settings.LANGUAGES:
        with translation.override(language):
            said.append(str(words))
    return said
