"""Countries, from the CLDR; partner regions and villages, from our own sourced table."""

import csv
import hashlib
import re
from collections.abc import Iterator
from pathlib import Path

import babel
from django.db import transaction
from django.db.models import Q

from maillage.territories.models import Kind, Territory, Vintage
from maillage.territories.services.rows import Edition, Row, write

CLDR = "Unicode CLDR (Babel)"
PARTNERS = "Maillage, partner_regions.csv"
TABLE = Path(__file__).parent.parent / "data" / "partner_regions.csv"
# Of the two-letter codes of the CLDR, those that ISO 3166-1 does not assign: islands counted
# elsewhere, groupings, tests. Kosovo (XK) is in use, though not in the standard: kept.
NOT_A_COUNTRY = frozenset(
    ["AC", "CP", "CQ", "DG", "EA", "EU", "EZ", "IC", "QO", "TA", "UN", "XA", "XB", "ZZ"]
)
# Parts of France have an ISO code of their own; here they are départements and collectivities.
OVERSEAS_FRANCE = frozenset(
    ["BL", "GF", "GP", "MF", "MQ", "NC", "PF", "PM", "RE", "TF", "WF", "YT"]
)


@transaction.atomic
def load_countries(*, force: bool = False) -> Vintage | None:
    """Load the countries with their French and English names; None when nothing is new."""
    edition = Edition(CLDR, babel.__version__, "Unicode License v3")
    if edition.is_loaded() and not force:
        return None
    return write(edition, list(_countries()), retire=Q(source=CLDR))


@transaction.atomic
def load_partner_regions(*, table: Path = TABLE, force: bool = False) -> Vintage | None:
    """Load the regions and villages of partner countries; None when the table has not changed."""
    content = table.read_bytes()
    version = hashlib.sha256(content).hexdigest()[:12]
    edition = Edition(PARTNERS, version, "Licence Ouverte 2.0")
    if edition.is_loaded() and not force:
        return None
    load_countries()
    lines = csv.DictReader(content.decode().splitlines())
    retire = Q(kind__in=(Kind.PARTNER_REGION, Kind.PLACE), source__startswith=PARTNERS)
    return write(edition, list(_partners(lines)), retire=retire)


def _countries() -> Iterator[Row]:
    french, english = (babel.Locale(language).territories for language in ("fr", "en"))
    for code, name in french.items():
        if re.fullmatch("[A-Z]{2}", code) and code not in NOT_A_COUNTRY | OVERSEAS_FRANCE:
            yield Row(
                "iso",
                code,
                name,
                Kind.COUNTRY,
                country_code=code,
                source=CLDR,
                name_en=english[code],
                label_en=english[code],
                slugs=(name, f"pays-{name}"),
            )


def _partners(lines: "csv.DictReader[str]") -> Iterator[Row]:
    countries = {t.code: t for t in Territory.objects.filter(kind=Kind.COUNTRY)}
    for line in lines:
        country = countries[line["country"]]
        name, name_en = line["name"], line["name_en"]
        scheme, _colon, code = (line["within"] or country.public_id).partition(":")
        yield Row(
            line["scheme"],
            line["code"],
            name,
            Kind(line["kind"]),
            country_code=country.code,
            source=f"{PARTNERS} ({line['source']})",
            name_en=name_en,
            label=f"{name}, {country.name}",
            label_en=f"{name_en or name}, {country.name_en}",
            slugs=(f"{country.slug}-{name}",),
            parents=((scheme, code),),
        )
