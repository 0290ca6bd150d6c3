"""How French words are compared."""

import unicodedata


def fold(text: str) -> str:
    """Forget case, accents, apostrophes and hyphens: « L’Île-d’Yeu » becomes "l ile d yeu"."""
    plain = unicodedata.normalize("NFKD", text.replace("œ", "oe").replace("Œ", "oe"))
    kept = (c if c.isalnum() else " " for c in plain if not unicodedata.combining(c))
    return " ".join("".join(kept).lower().split())
