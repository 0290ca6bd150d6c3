"""How French words are compared, and written where some signs cannot go."""

import unicodedata


# What neither XML nor a spreadsheet nor a calendar can hold, and no person means to write.
UNPRINTABLE = dict.fromkeys([*range(9), 11, 12, *range(14, 32), 127, 0xFFFE, 0xFFFF])


def printable(text: str) -> str:
    """The text without its control signs; its line breaks and tabs stay."""
    return text.translate(UNPRINTABLE)


def fold(text: str) -> str:
    """Forget case, accents, apostrophes and hyphens: « L’Île-d’Yeu » becomes "l ile d yeu"."""
    plain = unicodedata.normalize("NFKD", text.replace("œ", "oe").replace("Œ", "oe"))
    kept = (c if c.isalnum() else " " for c in plain if not unicodedata.combining(c))
    return " ".join("".join(kept).lower().split())
