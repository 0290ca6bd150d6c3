"""How words are compared, and written where some signs cannot go."""

from django.conf import settings
from django.utils import translation
from django.utils.functional import Promise

from maillage.algorithms.french import fold

__all__ = ["UNPRINTABLE", "fold", "in_every_language", "printable"]


def in_every_language(words: str | Promise) -> list[str]:
    """A label as each language of the interface prints it: files cross from one to the other."""
    said = []
    for language, _name in settings.LANGUAGES:
        with translation.override(language):
            said.append(str(words))
    return said


# What neither XML nor a spreadsheet nor a calendar can hold, and no person means to write.
UNPRINTABLE = dict.fromkeys([*range(9), 11, 12, *range(14, 32), 127, 0xFFFE, 0xFFFF])


def printable(text: str) -> str:
    """The text without its control signs; its line breaks and tabs stay."""
    return text.translate(UNPRINTABLE)
