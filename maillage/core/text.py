"""How words are compared."""

from django.conf import settings
from django.utils import translation
from django.utils.functional import Promise

from maillage.algorithms.french import fold

__all__ = ["fold", "in_every_language"]


def in_every_language(words: str | Promise) -> list[str]:
    """A label as each language of the interface prints it: files cross from one to the other."""
    said = []
    for language, _name in settings.LANGUAGES:
        with translation.override(language):
            said.append(str(words))
    return said
