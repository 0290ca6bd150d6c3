"""What people mean in the cells of a spreadsheet: days, amounts, numbers of registers, names of columns.

A cell holds what a spreadsheet made of what somebody typed: text, a number, a day, nothing.
"""

import re
import unicodedata
from collections.abc import Mapping, Sequence
from datetime import date, datetime, timedelta
from decimal import Decimal

from stdnum import luhn

Cell = str | int | float | bool | date | datetime | None

EPOCH = date(1899, 12, 30)  # day 0 of spreadsheets, which believe in a 29 February 1900
FIRST_SERIAL, LAST_SERIAL = 3654, 109_574  # 1910 to 2199: a plainer number is no day
MONTHS = [
    "janvier",
    "fevrier",
    "mars",
    "avril",
    "mai",
    "juin",
    "juillet",
    "aout",
    "septembre",
    "octobre",
    "novembre",
    "decembre",
]
ENGLISH = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
]
SIREN, SIRET = 9, 14
SHORTEST_MONTH, SHORT_YEARS, MOST = 3, 100, 10**11  # "ma" may be two months
# One mark parts the thousands, the other the cents: "12,345,6" is nothing sure.
AMOUNT = re.compile(
    r"(?P<sign>-?)(?P<whole>[1-9]\d{0,2}(?P<mark>[.,])\d{3}(?:(?P=mark)\d{3})*|\d+)"
    r"(?:(?!(?P=mark))[.,](?P<rest>\d{1,2}))?"
)
KEPT_AS_TEXT = re.compile(r'="(.*)"')  # how programs keep a spreadsheet from eating zeros
FAULT = re.compile(r"#(N/[AD]|REF!|VALUE!|VALEUR!|DIV/0!|NAME\?|NOM\?|NULL!|NUL!|NUM!|NOMBRE!)")
MOST_EATEN = 2  # zeros at the front of a number: two say nothing else, five may be a slip
CENTURY, TURN = 2000, 70  # "12/03/21" is 2021, "12/03/85" is 1985


class UnreadableError(ValueError):
    """The cell does not say what is asked of it."""


class LostDigitsError(UnreadableError):
    """A spreadsheet rounded a long number: "4,43E+13". Its last digits are gone."""


def text(cell: Cell) -> str:
    """The words of a cell, spaces tidied; a whole number is written without its decimals."""
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return "oui" if cell else "non"
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    if isinstance(cell, datetime):
        return cell.date().isoformat()
    if isinstance(cell, date):
        return cell.isoformat()
    words = " ".join(unicodedata.normalize("NFC", str(cell)).replace("\x00", "").split())
    kept = KEPT_AS_TEXT.fullmatch(words)
    return kept[1].strip() if kept else words


def is_fault(cell: Cell) -> bool:
    """Whether a spreadsheet could not compute this cell, and says so: #REF!"""
    return isinstance(cell, str) and FAULT.fullmatch(cell.strip()) is not None


def plain(words: str) -> str:
    """Letters and digits alone, without accents: how names of columns are compared."""
    folded = unicodedata.normalize("NFKD", words).casefold().replace("œ", "oe")
    bare = unicodedata.normalize("NFKD", folded)  # folding makes some signs composed anew
    return "".join(c for c in bare.casefold() if c.isalnum())


def columns(header: Sequence[Cell], known: Mapping[str, Sequence[str]]) -> dict[str, int]:
    """Where each known column stands: `known` gives its name and the other words it goes by.

    The first column of a name counts. A star, as forms mark what is needed, is forgiven.
    """
    places: dict[str, int] = {}
    for place, cell in enumerate(header):
        places.setdefault(plain(text(cell)), place)
    found = {}
    for name, words in known.items():
        met = [places[plain(word)] for word in words if plain(word) in places]
        if met:
            found[name] = met[0]
    return found


def day(cell: Cell) -> date | None:
    """A day: a date, a spreadsheet's number of one, "12/03/2021", "12 mars 2021", "mars 2021", "2021".

    A month is its first day, and a year its first of January.
    """
    if isinstance(cell, datetime):
        return cell.date()
    if isinstance(cell, date):
        return cell
    words = text(cell)
    if not words:
        return None
    found = _serial(words) or _written(words) or _spelt(words)
    if found is None:
        raise UnreadableError(words)
    return found


def _serial(words: str) -> date | None:
    if not re.fullmatch(r"\d{4,6}([.,]\d+)?", words):
        return None
    number = int(float(words.replace(",", ".")))
    return EPOCH + timedelta(days=number) if FIRST_SERIAL <= number <= LAST_SERIAL else None


def _written(words: str) -> date | None:
    if match := re.fullmatch(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})([T ].*)?", words):
        return _date(*map(int, match.groups()[:3]))
    if match := re.fullmatch(r"(\d{1,2})[-/. ](\d{1,2})[-/. ](\d{4}|\d{2})", words):
        return _date(_full(int(match[3])), int(match[2]), int(match[1]))
    if match := re.fullmatch(r"(\d{1,2})[-/.](\d{4})", words):
        return _date(int(match[2]), int(match[1]), 1)
    if match := re.fullmatch(r"(19|20)\d{2}", words):
        return date(int(match[0]), 1, 1)
    return None


def _spelt(words: str) -> date | None:
    match = re.fullmatch(r"(?:(\d{1,2})(?:er|st|nd|rd|th)? )?([^\W\d]+)\.? (\d{4})", words)
    if not match:
        return None
    name = plain(match[2])
    for months in (MONTHS, ENGLISH):
        near = [n for n, month in enumerate(months, 1) if month.startswith(name)]
        if len(near) == 1 and len(name) >= SHORTEST_MONTH:
            return _date(int(match[3]), near[0], int(match[1] or 1))
    return None


def _full(year: int) -> int:
    if year >= SHORT_YEARS:
        return year
    return CENTURY + year if year < TURN else CENTURY - 100 + year


def _date(year: int, month: int, number: int) -> date:
    try:
        return date(year, month, number)
    except ValueError as error:
        raise UnreadableError(f"{number}/{month}/{year}") from error


def amount(cell: Cell) -> int | None:
    """Cents, of 15000.5, "15 000,50 €", "€15,000.50"."""
    if isinstance(cell, bool | date):
        raise UnreadableError(text(cell))
    if isinstance(cell, int | float):
        if not abs(cell) <= MOST:  # nor is NaN, which is smaller than nothing
            raise UnreadableError(str(cell))
        return int((Decimal(str(cell)) * 100).to_integral_value())
    words = text(cell).replace("\N{MINUS SIGN}", "-")
    bare = re.sub(r"[\s\u00a0\u202f€']|euros?|EUR", "", words, flags=re.IGNORECASE)
    if not bare:
        return None
    match = AMOUNT.fullmatch(bare)
    if not match:
        raise UnreadableError(text(cell))
    sign, whole, rest = match["sign"], match["whole"], match["rest"]
    cents = int(re.sub(r"[.,]", "", whole)) * 100 + int((rest or "0").ljust(2, "0"))
    return -cents if sign else cents


def siren(cell: Cell) -> str:
    """Nine digits, of a SIREN or of a SIRET; the zeros that a spreadsheet ate at the front are back.

    Says nothing of the key, which its owner checks: only a number that has one gets its zeros back.
    No establishment has the number 00000: a SIRET that ends so was rounded.
    """
    words = re.sub(r"[\s\u00a0\u202f.\-]", "", text(cell))
    if re.fullmatch(r"\d+([.,]\d+)?[eE]\+?\d+", words):
        raise LostDigitsError(words)
    if not words:
        return ""
    if not words.isascii() or not words.isdigit():
        raise UnreadableError(words)
    for length in (SIREN, SIRET):
        if length - MOST_EATEN <= len(words) < length and luhn.is_valid(words):
            words = words.zfill(length)
    if len(words) == SIRET and words.endswith("00000"):
        raise LostDigitsError(words)
    return words[:SIREN] if len(words) == SIRET else words


def several(cell: Cell) -> list[str]:
    """The parts of a cell that holds a list: "Caen ; Ndem", or one a line."""
    words = "" if cell is None else str(cell)
    return [tidy for part in re.split(r"[;\n|]", words) if (tidy := text(part))]
