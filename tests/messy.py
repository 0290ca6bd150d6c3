"""A spreadsheet as a network keeps one for ten years: 5,000 rows, each with its known fate."""

import random
from io import BytesIO

from openpyxl import Workbook
from stdnum import luhn

HEADER = ["Nom *", "SIGLE", "Type", "N° SIRET", "Ville", "Date d’adhésion", "Site web", "Remarques"]
ADDED, WRONG = "added", "wrong"


def siren(number):
    """The nine digits of which the first eight are `number`."""
    digits = f"{number:08d}"
    return digits + luhn.calc_check_digit(digits)


def siret(number):
    digits = siren(number) + "0001"
    return digits + luhn.calc_check_digit(digits)


def messy_rows(count=5000, seed=7):
    """Rows with what each should become: (cells, state, a part of the sentence if it is wrong)."""
    chance = random.Random(seed)
    rows = []
    for number in range(count):
        good = [
            f"Association Élan n° {number} de l’Œuvre",
            "",
            chance.choice(["association", "Associations", "ASSOCIATION", "collectivité", "", "Économie sociale et solidaire"]),
            siret(number + 10_000_000),
            chance.choice(["Caen", "CAEN (Calvados)", "caen (calvados)", "Ndem, Sénégal", "", "14118"]),
            chance.choice([44266, "12/03/2021", "mars 2021", "2021-03-12", None, "12.03.21"]),
            chance.choice(["exemple.org", "https://exemple.org/é", ""]),
            "Ne rien perdre : « ; \" ' , tabulation\t",
        ]  # fmt: skip
        rows.append(_spoilt(chance, good, number))
    return _with_doubles(chance, rows)


# How a row is spoilt: how often, the cell, what it then holds, and what its sentence says.
SPOILT = {
    "rounded": (3, 3, "4,43062E+13", "le tableur a arrondi ce numéro"),
    "no name": (2, 0, "  ", "Le nom manque"),
    "unknown town": (2, 4, "Trifouilly", "« Trifouilly » n’est pas un territoire connu"),
    "no such day": (1, 5, "31/02/2021", "n’est pas une date"),
    "no day": (1, 5, "bientôt", "« bientôt » n’est pas une date"),
    "bad kind": (1, 2, "truc", "« truc » n’est pas une sorte d’acteur"),
    "bad key": (2, 3, "732829321", "n’est pas un numéro SIREN"),
}
UNUSUAL = {"fine": 80, "eaten zero": 4, "spaces": 3}


def _spoilt(chance, cells, number):
    weights = UNUSUAL | {kind: told[0] for kind, told in SPOILT.items()}
    kind = chance.choices(list(weights), list(weights.values()))[0]
    if kind == "eaten zero":  # a SIRET that began with a zero
        cells[3] = int(siret(number + 1_000_000))
    elif kind == "spaces":
        digits = cells[3]
        cells[3] = f"{digits[:3]} {digits[3:6]}\u00a0{digits[6:9]} {digits[9:]}"
    elif kind in SPOILT:
        _often, at, cell, sentence = SPOILT[kind]
        cells[at] = cell
        return cells, WRONG, sentence
    return cells, ADDED, ""


def _with_doubles(chance, rows):
    """Two in a hundred repeat a right row before them, with its number written otherwise."""
    told = []
    for cells, state, sentence in rows:
        right = [at for at, (_c, s, _w) in enumerate(told) if s == ADDED]
        if right and chance.random() < 0.02:
            again = list(told[chance.choice(right)][0])
            told.append((again, WRONG, "répète la ligne"))
        else:
            told.append((cells, state, sentence))
    return told


def as_file(rows, header=HEADER):
    book = Workbook()
    sheet = book.active
    sheet.append(header)
    for cells, _state, _sentence in rows:
        sheet.append(cells)
    out = BytesIO()
    book.save(out)
    return out.getvalue()
