"""Loading the French territories of a vintage."""

import json

import pytest

from maillage.core.refusal import Refusal
from maillage.journal.models import Entry
from maillage.territories.models import Kind, Territory, Vintage
from maillage.territories.queries import find_territories
from maillage.territories.services import load_french_territories

pytestmark = pytest.mark.django_db
REGIONS = [("28", "Normandie", "metro"), ("53", "Bretagne", "metro"), ("52", "Pays de la Loire", "metro"), ("01", "Guadeloupe", "drom"), ("975", "Saint-Pierre-et-Miquelon", "com")]  # fmt: skip
DEPARTEMENTS = [("14", "Calvados", "28"), ("50", "Manche", "28"), ("35", "Ille-et-Vilaine", "53"), ("44", "Loire-Atlantique", "52"), ("971", "Guadeloupe", "01")]  # fmt: skip
COMMUNES = [("14118", "Caen", "14", 108_000), ("14047", "Bayeux", "14", 12_000), ("50129", "Cherbourg-en-Cotentin", "50", 77_000), ("35236", "Redon", "35", 9_000), ("44007", "Avessac", "44", 2_000), ("97120", "Pointe-à-Pitre", "971", 14_000)]  # fmt: skip
EPCI = [("200065597", "CU Caen la Mer", ["14118"]), ("243500741", "CA Redon Agglomération", ["35236", "44007"]), ("200000001", "Presqu'île", ["14047", "50129"])]  # fmt: skip


def write_package(
    folder, *, version="6.0.0", communes=COMMUNES, departements=DEPARTEMENTS, epci=EPCI
):
    """A package with the shape of the real one, small enough to be read here."""
    region_of = {code: region for code, _name, region in departements}
    zone = {code: zone for code, _name, zone in REGIONS}
    files = {
        "regions": [{"code": c, "nom": n, "zone": z} for c, n, z in REGIONS],
        "departements": [
            {"code": c, "nom": n, "region": r, "zone": zone[r]} for c, n, r in departements
        ]
        + [{"code": "975", "nom": "Saint-Pierre-et-Miquelon", "region": "975", "zone": "com"}],
        "communes": [
            {"code": c, "nom": n, "departement": d, "region": region_of[d], "type": "commune-actuelle", "population": p, "codesPostaux": [f"{c[:2]}000"]}
            for c, n, d, p in communes
        ]
        + [{"code": "50173", "nom": "Équeurdreville", "type": "commune-deleguee"}],
        "epci": [
            {"code": c, "nom": n, "populationMunicipale": 1000, "membres": [{"code": m} for m in members]}
            for c, n, members in epci
        ],
    }  # fmt: skip
    (folder / "data").mkdir(parents=True, exist_ok=True)
    (folder / "package.json").write_text(json.dumps({"version": version}))
    for name, records in files.items():
        (folder / "data" / f"{name}.json").write_text(json.dumps(records))
    return folder


def get(public_id):
    return Territory.objects.by_public_id(public_id)


def test_the_whole_ladder_stands(tmp_path):
    load_french_territories(folder=write_package(tmp_path))

    above = {t.public_id for t in Territory.objects.containing(get("insee:14118"))}
    assert above == {"insee:14", "siren:200065597", "insee-region:28", "iso:FR"}


def test_names_labels_and_addresses(tmp_path):
    load_french_territories(folder=write_package(tmp_path))

    shown = {t.public_id: (t.slug, t.full_name) for t in Territory.objects.exclude(scheme="iso")}
    assert shown["insee:14118"] == ("caen-calvados", "Caen (Calvados)")
    assert shown["insee:14"] == ("calvados", "Calvados")
    assert shown["insee:971"] == ("guadeloupe", "Guadeloupe (département)")
    assert shown["insee-region:01"] == ("region-guadeloupe", "Guadeloupe (région)")
    assert shown["siren:200000001"] == ("presqu-ile", "Presqu’île")


def test_a_commune_named_like_its_departement_is_called_a_commune(tmp_path):
    departements = [*DEPARTEMENTS[:3], ("75", "Paris", "53")]
    folder = write_package(
        tmp_path, departements=departements, communes=[("75056", "Paris", "75", 9)], epci=[]
    )
    load_french_territories(folder=folder)

    assert (get("insee:75056").slug, get("insee:75056").full_name) == (
        "paris-commune",
        "Paris (commune)",
    )


def test_two_communes_alike_in_one_departement_both_have_an_address(tmp_path):
    twins = [("14001", "Le Mesnil", "14", 10), ("14002", "Le Mesnil", "14", 20)]
    load_french_territories(folder=write_package(tmp_path, communes=twins, epci=[]))

    assert get("insee:14001").slug == "le-mesnil-calvados"
    assert get("insee:14002").slug == "le-mesnil-calvados-14002"


def test_two_epci_alike_are_told_apart_by_where_they_are(tmp_path):
    twins = [
        ("200000001", "CC des Quatre Rivières", ["14118"]),
        ("200000002", "CC des Quatre Rivières", ["50129"]),
    ]
    load_french_territories(folder=write_package(tmp_path, epci=twins))

    assert get("siren:200000001").full_name == "CC des Quatre Rivières (Calvados)"
    assert get("siren:200000002").full_name == "CC des Quatre Rivières (Manche)"
    assert get("siren:200000002").slug == "cc-des-quatre-rivieres-manche"


@pytest.mark.parametrize(
    ("siren", "around"),
    [
        ("200065597", "insee:14"),  # one département
        ("200000001", "insee-region:28"),  # two, of one region
        ("243500741", "iso:FR"),  # two, of two regions
    ],
)
def test_an_epci_lies_in_the_smallest_that_contains_it_whole(tmp_path, siren, around):
    load_french_territories(folder=write_package(tmp_path))

    assert [t.public_id for t in get(f"siren:{siren}").parents.all()] == [around]


def test_a_collectivity_overseas_is_one_row_right_under_france(tmp_path):
    load_french_territories(folder=write_package(tmp_path))

    [found] = find_territories("saint pierre et miquelon")
    assert (found.public_id, found.kind) == ("insee:975", Kind.DEPARTEMENT)
    assert [t.public_id for t in found.parents.all()] == ["iso:FR"]


def test_people_of_a_departement_and_of_a_region_are_those_of_its_communes(tmp_path):
    load_french_territories(folder=write_package(tmp_path))

    assert get("insee:14").population == 120_000
    assert get("insee-region:28").population == 197_000
    assert get("siren:200065597").population == 1_000


def test_communes_that_were_merged_long_ago_are_not_loaded(tmp_path):
    load_french_territories(folder=write_package(tmp_path))

    assert not Territory.objects.filter(code="50173").exists()


def test_loading_is_noted_and_credited(tmp_path):
    vintage = load_french_territories(folder=write_package(tmp_path))

    assert str(vintage) == "@etalab/decoupage-administratif 6.0.0"
    assert vintage.licence == "Licence Ouverte 2.0"
    assert vintage.rows == Territory.objects.filter(source=vintage.source).count()
    line = Entry.objects.about(vintage).get()
    assert (line.verb, line.by, line.facts) == ("territories.loaded", None, {"rows": vintage.rows})


def test_the_same_vintage_again_does_nothing(tmp_path, django_assert_num_queries):
    folder = write_package(tmp_path)
    load_french_territories(folder=folder)

    with django_assert_num_queries(1):
        assert load_french_territories(folder=folder) is None


def test_forced_the_same_vintage_changes_nothing(tmp_path):
    folder = write_package(tmp_path)
    load_french_territories(folder=folder)
    before = list(Territory.objects.order_by("pk").values())
    links = list(Territory.parents.through.objects.order_by("pk").values())

    assert load_french_territories(folder=folder, force=True)
    assert list(Territory.objects.order_by("pk").values()) == before
    assert list(Territory.parents.through.objects.order_by("pk").values()) == links


def test_a_new_vintage_renames_moves_and_retires_but_keeps_addresses(tmp_path):
    load_french_territories(folder=write_package(tmp_path))
    communes = [("14118", "Caen-sur-Mer", "14", 110_000), *COMMUNES[2:]]
    epci = [("200000009", "CC du Bessin", ["14118"]), *EPCI[1:2]]
    load_french_territories(
        folder=write_package(tmp_path, version="7.0.0", communes=communes, epci=epci)
    )

    caen, bayeux = get("insee:14118"), get("insee:14047")
    assert (caen.slug, caen.name, caen.source_version) == (
        "caen-calvados",
        "Caen-sur-Mer",
        "7.0.0",
    )
    assert {t.public_id for t in caen.parents.all()} >= {"insee:14", "siren:200000009"}
    assert (bayeux.is_current, bayeux.name) == (False, "Bayeux")
    assert not get("siren:200065597").is_current
    assert find_territories("bayeux") == []
    assert Vintage.objects.get(source=caen.source).version == "7.0.0"


def test_what_people_drew_stays_when_a_vintage_is_loaded(tmp_path):
    load_french_territories(folder=write_package(tmp_path))
    area = Territory.objects.create(slug="ici", scheme="maillage", code="ici", scale=8)
    area.children.add(get("insee:14"))

    load_french_territories(folder=write_package(tmp_path, version="7.0.0"))
    area.refresh_from_db()
    assert area.is_current
    assert [t.public_id for t in area.children.all()] == ["insee:14"]


def test_a_missing_package_is_a_sentence(tmp_path):
    with pytest.raises(Refusal, match="npm ci"):
        load_french_territories(folder=tmp_path / "nowhere")

    assert not Territory.objects.exists()


def edit(folder, name, change):
    """Change the records of one file of the package, as a producer might."""
    path = folder / "data" / f"{name}.json"
    records = json.loads(path.read_text())
    change(records)
    path.write_text(json.dumps(records))


def test_a_commune_is_found_by_every_postal_code_and_by_its_former_codes(tmp_path):
    folder = write_package(tmp_path)
    edit(
        folder,
        "communes",
        lambda rows: rows[0].update(codesPostaux=["14000", "14061"], anciensCodes=["14666"]),
    )
    load_french_territories(folder=folder)

    for code in ("14118", "14061", "14666"):
        assert find_territories(code) == [get("insee:14118")]


def test_a_commune_without_people_or_postal_code_is_loaded(tmp_path):
    """As the islands of the Terres australes."""
    folder = write_package(tmp_path)

    def nobody(rows):
        del rows[0]["population"], rows[0]["codesPostaux"]

    edit(folder, "communes", nobody)
    load_french_territories(folder=folder)

    assert get("insee:14118").population is None
    assert get("insee:14").population == 12_000


def test_an_epci_whose_member_is_not_a_commune_any_more_is_loaded(tmp_path):
    folder = write_package(tmp_path)
    edit(folder, "epci", lambda rows: rows[0]["membres"].append({"code": "14999"}))
    load_french_territories(folder=folder)

    assert [t.public_id for t in get("siren:200065597").children.all()] == ["insee:14118"]


def test_a_commune_of_no_epci_lies_in_its_departement_only(tmp_path):
    load_french_territories(folder=write_package(tmp_path))

    assert [t.public_id for t in get("insee:97120").parents.all()] == ["insee:971"]


def test_apostrophes_are_those_of_french_typography(tmp_path):
    communes = [("14001", "L'Île-d'Ici", "14", 10)]
    load_french_territories(folder=write_package(tmp_path, communes=communes, epci=[]))

    assert get("insee:14001").name == "L’Île-d’Ici"
    assert get("insee:14001").slug == "l-ile-d-ici-calvados"
    assert find_territories("l'ile d'ici") == find_territories("L’ÎLE D’ICI") != []


def test_countries_are_there_even_when_france_is_loaded_first(tmp_path):
    load_french_territories(folder=write_package(tmp_path))

    assert get("iso:FR").children.count() == 6  # four regions, a collectivity, one EPCI over two
    assert get("iso:SN").kind == Kind.COUNTRY


def test_a_load_that_fails_half_way_leaves_nothing(tmp_path):
    """A département of an unknown region: nothing at all is better than half of France."""
    folder = write_package(tmp_path)
    edit(folder, "departements", lambda rows: rows[0].update(region="99"))

    with pytest.raises(KeyError):
        load_french_territories(folder=folder)

    assert not Territory.objects.exists()
    assert not Vintage.objects.exists()
    assert not Entry.objects.exists()


@pytest.mark.slow
def test_the_real_package_loads_whole():
    """The vintage we ship with: every commune, and the cases that broke others."""
    load_french_territories()

    kinds = {kind: Territory.objects.filter(kind=kind).count() for kind in Kind}
    assert (kinds["commune"], kinds["epci"], kinds["departement"]) == (34_969, 1_255, 109)
    assert get("siren:243500741").parents.get().public_id == "iso:FR"
    assert find_territories("st etienne")[0].public_id == "insee:42218"
    assert find_territories("l ile d yeu")[0].public_id == "insee:85113"
    assert find_territories("manche")[0].public_id == "insee:50"
    # Not `parents=None`: PostgreSQL, which knows nothing yet of tables just filled, then takes minutes.
    placed = Territory.parents.through.objects.values("from_territory")
    orphans = Territory.objects.exclude(kind=Kind.COUNTRY).exclude(pk__in=placed)
    assert not orphans.exists()
