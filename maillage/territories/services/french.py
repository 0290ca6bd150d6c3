"""Regions, départements, EPCI and communes of France, overseas included, from one npm package."""

import json
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from maillage.core.refusal import Refusal
from maillage.core.text import fold
from maillage.territories.models import HOME, Kind, Territory, Vintage
from maillage.territories.services.abroad import load_countries
from maillage.territories.services.rows import Edition, Identifier, Row, write

PACKAGE = "@etalab/decoupage-administratif"
LICENCE = "Licence Ouverte 2.0"
FRANCE: Identifier = ("iso", HOME)
COLLECTIVITY = "com"  # zone of Polynésie, Saint-Martin…: neither region nor département
Record = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Package:
    """What the npm package holds, as it is."""

    version: str
    regions: list[Record]
    departements: list[Record]
    epci: list[Record]
    communes: list[Record]

    @property
    def edition(self) -> Edition:
        return Edition(PACKAGE, self.version, LICENCE)


def load_french_territories(*, folder: Path | None = None, force: bool = False) -> Vintage | None:
    """Load the vintage that the package holds; None when it is the one in the data base already."""
    package_folder = folder or settings.NODE_MODULES / PACKAGE
    edition = Edition(PACKAGE, _version(package_folder), LICENCE)
    if edition.is_loaded() and not force:
        return None
    return _load(_read(package_folder, edition.version))


@transaction.atomic
def _load(package: Package) -> Vintage:
    if not Territory.objects.filter(scheme=FRANCE[0], code=FRANCE[1]).exists():
        load_countries(force=True)
    rows = _told_apart([*_departements(package), *_regions(package), *_epci(package)])
    return write(package.edition, [*rows, *_communes(package)], retire=Q(source=PACKAGE))


def _version(folder: Path) -> str:
    try:
        return str(json.loads((folder / "package.json").read_text())["version"])
    except FileNotFoundError:
        raise Refusal(
            _("Le paquet %(package)s manque : lancez « npm ci », puis recommencez.")
            % {"package": PACKAGE}
        ) from None


def _read(folder: Path, version: str) -> Package:
    def records(name: str) -> list[Record]:
        found: list[Record] = json.loads((folder / "data" / f"{name}.json").read_text())
        return found

    communes = [c for c in records("communes") if c["type"] == "commune-actuelle"]
    return Package(version, records("regions"), records("departements"), records("epci"), communes)


def _regions(package: Package) -> Iterator[Row]:
    """Region codes live in a scheme of their own: 84 is Auvergne-Rhône-Alpes and the Vaucluse."""
    people = _people(package.communes, "region")
    for region in package.regions:
        if region["zone"] != COLLECTIVITY:
            yield _row(
                _region(region["code"]),
                region["nom"],
                Kind.REGION,
                slugs=(region["nom"], f"region-{region['nom']}"),
                label=f"{region['nom']} (région)",
                population=people[region["code"]],
                parents=(FRANCE,),
            )


def _departements(package: Package) -> Iterator[Row]:
    """The collectivities of overseas France come as départements too, directly under France."""
    people = _people(package.communes, "departement")
    for departement in package.departements:
        overseas = departement["zone"] == COLLECTIVITY
        yield _row(
            ("insee", departement["code"]),
            departement["nom"],
            Kind.DEPARTEMENT,
            slugs=(departement["nom"], f"departement-{departement['nom']}"),
            label=f"{departement['nom']} (département)",
            population=people[departement["code"]],
            parents=(FRANCE if overseas else _region(departement["region"]),),
        )


def _epci(package: Package) -> Iterator[Row]:
    where = {c["code"]: c for c in package.communes}
    names = {d["code"]: d["nom"] for d in package.departements}
    for epci in package.epci:
        members = [where[m["code"]] for m in epci["membres"] if m["code"] in where]
        departements = sorted({m["departement"] for m in members})
        hint = ", ".join(names[code] for code in departements)
        yield _row(
            ("siren", epci["code"]),
            epci["nom"],
            Kind.EPCI,
            slugs=(epci["nom"], f"{epci['nom']}-{hint}"),
            label=f"{epci['nom']} ({hint})",
            population=epci["populationMunicipale"],
            parents=(_smallest_around(departements, {m["region"] for m in members}),),
        )


def _communes(package: Package) -> Iterator[Row]:
    names = {d["code"]: d["nom"] for d in package.departements}
    epci = {m["code"]: ("siren", e["code"]) for e in package.epci for m in e["membres"]}
    for commune in package.communes:
        code, name = commune["code"], commune["nom"]
        departement = names[commune["departement"]]
        hint = "commune" if name == departement else departement
        yield _row(
            ("insee", code),
            name,
            Kind.COMMUNE,
            slugs=(f"{name}-{hint}",),
            label=f"{name} ({hint})",
            population=commune.get("population"),
            also_found_by=(*commune.get("codesPostaux", ()), *commune.get("anciensCodes", ())),
            parents=(("insee", commune["departement"]), *filter(None, (epci.get(code),))),
        )


def _row(identifier: Identifier, name: str, kind: Kind, *, label: str, **facts: Any) -> Row:
    scheme, code = identifier
    name, label = name.replace("'", "’"), label.replace("'", "’")
    return Row(scheme, code, name, kind, country_code=HOME, source=PACKAGE, label=label, **facts)


def _region(code: str) -> Identifier:
    return ("insee-region", code)


def _smallest_around(departements: Sequence[str], regions: Iterable[str]) -> Identifier:
    """What contains an EPCI whole: its département if it has one only, else its region, else France.

    Were each of its départements its container, a commune of Ille-et-Vilaine would be
    "in" Loire-Atlantique through Redon Agglomération.
    """
    if len(departements) == 1:
        return ("insee", departements[0])
    region, *others = regions
    return FRANCE if others else _region(region)


def _people(communes: Iterable[Record], level: str) -> dict[str, int]:
    people: dict[str, int] = defaultdict(int)
    for commune in communes:
        people[commune[level]] += commune.get("population", 0)
    return people


def _told_apart(rows: Sequence[Row]) -> list[Row]:
    """Keep the longer label only where two share a name: « Guadeloupe (région) », but « Calvados »."""
    shared = Counter(fold(row.name) for row in rows)
    return [row if shared[fold(row.name)] > 1 else replace(row, label=row.name) for row in rows]
