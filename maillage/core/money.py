"""Money is integer cents; this is how it is written and read, and counts beside it."""

import re
from decimal import Decimal, InvalidOperation

from django.utils import translation

NARROW = "\u202f"


def money(cents: int) -> str:
    """Write cents as French or English readers do: « 15 000 € », "€15,000"; cents only if any.

    Thousands and the sign are held by narrow no-break spaces, so an amount never breaks.
    """
    sign = "−" if cents < 0 else ""
    whole, rest = divmod(abs(cents), 100)
    if (translation.get_language() or "fr").startswith("en"):
        return f"{sign}€{whole:,}" + (f".{rest:02}" if rest else "")
    return sign + f"{whole:,}".replace(",", NARROW) + (f",{rest:02}" if rest else "") + f"{NARROW}€"


def number(count: int) -> str:
    """Write a count as French or English readers do: « 3 000 », "3,000"; it never breaks."""
    grouped = f"{count:,}"
    is_english = (translation.get_language() or "fr").startswith("en")
    return grouped if is_english else grouped.replace(",", NARROW)


def cents(text: str) -> int:
    """Read an amount typed by a person: "15 000", "15 000,50 €", "15,000.50".

    Raises ValueError when it is no amount. A lone comma or point followed by one or two
    digits is the decimal mark; followed by three, it parts thousands.
    """
    bare = re.sub(r"[\s\u00a0\u202f€']", "", text)
    if not re.fullmatch(r"-?\d+([.,]\d+)*", bare):
        raise ValueError(text)
    if match := re.fullmatch(r"(.*)[.,](\d{1,2})", bare):
        whole, rest = match.groups()
    else:
        whole, rest = bare, "0"
    try:
        amount = Decimal(re.sub(r"[.,]", "", whole) + "." + rest)
    except InvalidOperation as error:
        raise ValueError(text) from error
    return int(amount * 100)
