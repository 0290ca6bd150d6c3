"""A spreadsheet as a network keeps one for ten years: 5,000 rows, each with its known fate."""

import random
from io import BytesIO

from openpyxl import Workbook
from stdnum import luhn

from maillage.core.text import fold
from tests.factories.actors import OrganisationFactory
from tests.factories.territories import CommuneFactory, TerritoryFactory

HEADER = ["Nom *", "SIGLE", "Type", "N° SIRET", "Ville", "Date d’adhésion", "Site web", "Remarques"]
ADDED, CHANGED, UNCHANGED, WRONG = "added", "changed", "unchanged", "wrong"
KNOWN = 300  # organisations that are here before the file comes
NEW_SITE = "https://nouveau.example"


def lay_past():
    """The places the rows name, and the organisations some of them are about."""
    calvados = TerritoryFactory(name="Calvados", slug="calvados", code="14", label="Calvados")
    CommuneFactory(name="Caen", code="14118", label="Caen (Calvados)", within=[calvados])
    TerritoryFactory(kind="place", name="Ndem", label="Ndem, Sénégal", country_code="SN")
    for number in range(KNOWN):
        name = known_name(number)
        OrganisationFactory(name=name, name_key=fold(name), siren=siren(number + 30_000_000))


def known_name(number):
    return f"Comité déjà là n° {number}"


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
    rows, known = [], iter(range(KNOWN))
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
        rows.append(_spoilt(chance, good, number, known))
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
    "a fault": (1, 6, "#REF!", "« #REF! » : le tableur n’a pas su calculer"),
    "too long": (1, 0, "Très " * 40, "est trop long"),
}
UNUSUAL = {
    "fine": 74,
    "eaten zero": 4,
    "spaces": 3,
    "kept as text": 2,
    "known": 2,
    "known better": 2,
}


def _spoilt(chance, cells, number, known):
    weights = UNUSUAL | {kind: told[0] for kind, told in SPOILT.items()}
    kind = chance.choices(list(weights), list(weights.values()))[0]
    if kind == "eaten zero":  # a SIRET that began with a zero
        cells[3] = int(siret(number + 1_000_000))
    elif kind == "spaces":
        digits = cells[3]
        cells[3] = f"{digits[:3]} {digits[3:6]}\u00a0{digits[6:9]} {digits[9:]}"
    elif kind == "kept as text":
        cells[3] = f'="{cells[3]}"'
    elif kind.startswith("known") and (which := next(known, None)) is not None:
        name, digits = known_name(which), siren(which + 30_000_000)
        if kind == "known":
            return [name.upper(), "", "", digits, "", None, "", ""], UNCHANGED, ""
        return [name, "", "", "", "", None, NEW_SITE, ""], CHANGED, ""
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
            again[3] = str(again[3]).replace(" ", ".")
            told.append((again, WRONG, "répète la ligne"))
        else:
            told.append((cells, state, sentence))
    return told


def as_file(rows, header=HEADER, titles=()):
    book = Workbook()
    sheet = book.active
    for title in titles:
        sheet.append(title)
    sheet.append(header)
    for cells, _state, _sentence in rows:
        sheet.append(cells)
    for row in sheet.iter_rows():
        for cell in row:
            cell.data_type = "s" if isinstance(cell.value, str) else cell.data_type
    out = BytesIO()
    book.save(out)
    return out.getvalue()
