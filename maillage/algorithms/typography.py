"""The spaces that hold a French sign to its word.

Source: Lexique des règles typographiques en usage à l'Imprimerie nationale: a no-break space before
the colon and inside guillemets, a narrow one before ; ! ? and in front of units.
"""

import re

NO_BREAK = "\u00a0"
NARROW = "\u202f"

_RULES = (
    (re.compile(r"« ?(?=\S)"), f"«{NO_BREAK}"),
    (re.compile(r"(?<=\S) ?»"), f"{NO_BREAK}»"),
    (re.compile(r"(?<=\S) :(?=\s|$|<)"), f"{NO_BREAK}:"),
    (re.compile(r"(?<=\S) (?=[;!?]+(?:\s|$|[<\u00a0]))"), NARROW),
    (re.compile(r"(?<=\d) (?=\d{3}\b)"), NARROW),
    (re.compile(r"(?<=\d) (?=[€%]|(?:h|mn|min|km|ko|Mo)\b)"), NARROW),
)


def typeset(text: str) -> str:
    """Put no-break spaces where a line must not be cut; only spaces change, and twice is once."""
    for pattern, spaced in _RULES:
        text = pattern.sub(spaced, text)
    return text
