"""Loading countries, partner regions and villages."""

import csv

import pytest
from django.utils import translation

from maillage.journal.models import Entry
from maillage.territories.models import Kind, Territory, Vintage
from maillage.territories.queries import find_territories
from maillage.territories.services import load_countries, load_partner_regions
from maillage.territories.services.abroad import NOT_A_COUNTRY, OVERSEAS_FRANCE, TABLE

pytestmark = pytest.mark.django_db
HEADER = "scheme,code,name,name_en,kind,country,within,source\n"
ISO_3166_1 = 249


def table(folder, *lines):
    path = folder / "partners.csv"
    path.write_text(HEADER + "\n".join(lines) + "\n")
    return path


def test_every_country_of_the_standard_is_there_and_kosovo():
    load_countries()

    assert Territory.objects.filter(kind=Kind.COUNTRY).count() == (
        ISO_3166_1 - len(OVERSEAS_FRANCE) + 1
    )
    assert not Territory.objects.filter(code__in=NOT_A_COUNTRY | OVERSEAS_FRANCE).exists()


def test_a_country_has_its_name_in_both_languages():
    load_countries()
    senegal = Territory.objects.by_public_id("iso:SN")

    assert (senegal.slug, senegal.full_name, senegal.is_abroad) == ("senegal", "Sénégal", True)
    with translation.override("en"):
        assert senegal.full_name == senegal.display_name == "Senegal"


def test_a_country_is_found_by_its_english_name_and_its_code():
    load_countries()

    germany = Territory.objects.by_public_id("iso:DE")
    assert find_territories("Germany") == find_territories("allemagne") == [germany]
    assert find_territories("de")[0] == germany


def test_itasy_is_itasy():
    """Natural Earth calls it Antananarivo in French and gives it the code of four regions."""
    load_partner_regions()
    itasy = Territory.objects.by_public_id("gn:7670855")

    assert (itasy.slug, itasy.full_name) == ("madagascar-itasy", "Itasy, Madagascar")
    assert find_territories("Itasy") == [itasy]
    assert [t.public_id for t in itasy.parents.all()] == ["iso:MG"]


def test_villages_lie_in_their_region_and_country():
    load_partner_regions()

    ndem, sangha = (Territory.objects.get(kind=Kind.PLACE, name=n) for n in ("Ndem", "Sangha"))
    assert [t.name for t in Territory.objects.containing(ndem)] == ["Diourbel", "Sénégal"]
    assert [t.name for t in Territory.objects.containing(sangha)] == ["Bandiagara", "Mali"]
    assert ndem.full_name == "Ndem, Sénégal"
    with translation.override("en"):
        assert ndem.full_name == "Ndem, Senegal"


def test_a_country_finds_its_regions_too():
    load_partner_regions()

    found = find_territories("senegal", limit=99)
    assert found[0].public_id == "iso:SN"
    assert len([t for t in found if t.kind == Kind.PARTNER_REGION]) == 14
    assert find_territories("dakar senegal")[0].name == "Dakar"


@pytest.mark.parametrize(
    ("country", "regions"),
    [("SN", 14), ("MG", 23), ("GN", 8), ("MR", 15), ("BJ", 12), ("TG", 5), ("ML", 20), ("MA", 9)],
)
def test_the_regions_of_a_partner_country(country, regions):
    load_partner_regions()

    rows = Territory.objects.filter(kind=Kind.PARTNER_REGION, country_code=country)
    assert rows.count() == regions


def test_each_line_of_our_table_says_where_it_comes_from():
    lines = list(csv.DictReader(TABLE.read_text().splitlines()))

    assert all(line["source"] for line in lines)
    assert len({(line["scheme"], line["code"]) for line in lines}) == len(lines)


def test_loading_again_does_nothing_until_the_table_changes(tmp_path):
    first = table(tmp_path, "maillage,sn-a,Aïda,,place,SN,,essai")
    assert load_partner_regions(table=first)
    assert load_partner_regions(table=first) is None
    assert load_countries() is None

    second = table(tmp_path, "maillage,sn-b,Bambey,,place,SN,,essai")
    assert load_partner_regions(table=second)
    current = Territory.objects.current().filter(kind=Kind.PLACE)
    assert [t.name for t in current] == ["Bambey"]
    assert not Territory.objects.get(name="Aïda").is_current


def test_forced_it_loads_again_without_a_second_row():
    load_partner_regions()
    rows = Territory.objects.count()

    assert load_countries(force=True)
    assert load_partner_regions(force=True)
    assert Territory.objects.count() == rows


def test_each_load_is_one_line_of_the_journal():
    load_partner_regions()

    lines = Entry.objects.filter(verb="territories.loaded", by=None)
    assert lines.count() == Vintage.objects.count() == 2
