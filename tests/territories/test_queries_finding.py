"""Finding a territory as one types."""

import unicodedata

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from maillage.core.text import fold
from maillage.territories.models import Kind
from maillage.territories.queries.finding import SHORT_FORMS, find_territories
from maillage.territories.services.rows import search_key
from tests.factories.territories import CommuneFactory, CountryFactory, TerritoryFactory

pytestmark = pytest.mark.django_db
NAMES = [
    "Saint-Étienne",
    "Sainte-Mère-Église",
    "L’Île-d’Yeu",
    "Œuilly",
    "Caen",
    "Castelnau-d’Estrétefonds",
    "Côte d’Ivoire",
    "Itasy",
    "Y",
    "Hauts-de-France",
    "Bâgé-le-Châtel",
    "Plœuc-L’Hermitage",
    "Le Haÿ-lès-Roses",
]
BY_HYPOTHESIS = settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)


@pytest.fixture
def mesh():
    return {name: CommuneFactory(name=name, label=f"{name} (Loire)") for name in NAMES}


def without_accents(text):
    return "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c))


@BY_HYPOTHESIS
@given(
    name=st.sampled_from(NAMES),
    case=st.sampled_from([str.upper, str.lower, str.title, str]),
    accents=st.sampled_from([without_accents, str]),
    between=st.sampled_from([" ", "-", "’", "'", "  "]),
)
def test_a_name_is_found_however_it_is_typed(mesh, name, case, accents, between):
    typed = case(accents(name)).replace("-", between).replace("’", between)

    assert find_territories(typed)[0] == mesh[name]


@BY_HYPOTHESIS
@given(name=st.sampled_from(NAMES), data=st.data())
def test_a_name_is_found_before_it_is_finished(mesh, name, data):
    kept = data.draw(st.integers(1, len(name)))

    assert mesh[name] in find_territories(name[:kept], limit=len(NAMES))


@BY_HYPOTHESIS
@given(typed=st.text(alphabet="aceilnost -'’éÉ14_%\\", max_size=12))
def test_whatever_is_found_has_every_word_that_was_typed(mesh, typed):
    words = [SHORT_FORMS.get(word, word) for word in fold(typed).split()]

    for found in find_territories(typed, limit=99):
        assert all(
            f" {w}" in found.search_key for w in words if w not in {"saint", "sainte", "st", "ste"}
        )


@BY_HYPOTHESIS
@given(typed=st.text(), limit=st.integers(0, 5))
def test_nothing_that_can_be_typed_breaks_it(mesh, typed, limit):
    assert len(find_territories(typed, limit=limit)) <= limit


def test_a_very_long_text_is_cut_and_does_not_break_it(mesh):
    assert find_territories("a " * 20_000) == []


def test_typing_nothing_finds_nothing(mesh):
    assert find_territories("") == find_territories(" -’ ") == []


def test_signs_of_the_data_base_are_only_letters_here(mesh):
    assert find_territories("%") == find_territories("_") == []


def test_the_full_name_that_the_page_shows_is_found(mesh):
    assert find_territories("Caen (Loire)") == [mesh["Caen"]]


def test_a_word_is_not_looked_for_inside_another(mesh):
    assert find_territories("tienne") == []


@pytest.mark.parametrize("typed", ["st etienne", "St-Étienne", "saint etienne"])
def test_st_is_saint(mesh, typed):
    assert find_territories(typed) == [mesh["Saint-Étienne"]]


def test_ste_is_sainte(mesh):
    assert find_territories("ste mere") == [mesh["Sainte-Mère-Église"]]


def test_a_commune_is_found_by_its_codes():
    caen = CommuneFactory(name="Caen", code="14118", search_key=search_key("Caen", "14118 14000"))

    assert find_territories("14118") == find_territories("14000") == [caen]


def test_an_exact_code_comes_before_what_begins_so():
    calvados = TerritoryFactory(code="14", name="Calvados")
    caen = CommuneFactory(code="14118", name="Caen")

    assert find_territories("14") == [calvados, caen]


def test_a_code_with_a_letter_is_found_in_any_case():
    corse = TerritoryFactory(code="2A", name="Corse-du-Sud")
    CommuneFactory(code="2A004", name="Ajaccio")

    assert find_territories("2a")[0] == find_territories("2A")[0] == corse


def test_the_exact_name_comes_before_larger_ones_that_have_the_word():
    grand = TerritoryFactory(name="Grand Redon", kind=Kind.REGION, population=10**6)
    begins = TerritoryFactory(name="Redonnais", kind=Kind.EPCI)
    redon = CommuneFactory(name="Redon")

    assert find_territories("redon") == [redon, begins, grand]


def test_among_names_alike_the_larger_scale_then_the_more_people_comes_first():
    village = CommuneFactory(name="Paris-l’Hôpital", population=300)
    town = CommuneFactory(name="Paris-Plage", population=5_000)
    nobody = CommuneFactory(name="Paris-Désert", population=None)
    metropole = TerritoryFactory(name="Paris et alentour", kind=Kind.EPCI, population=7)

    assert find_territories("paris") == [metropole, town, village, nobody]


def test_what_lies_there_comes_last():
    ndem = TerritoryFactory(name="Ndem", label="Ndem, Sénégal", kind=Kind.PARTNER_REGION)
    named = CommuneFactory(name="Petit Sénégal")
    senegal = CountryFactory(name="Sénégal", country_code="SN")

    assert find_territories("senegal") == [senegal, named, ndem]


def test_kinds_narrow():
    TerritoryFactory(name="Paris")
    commune = CommuneFactory(name="Paris")

    assert find_territories("paris", kinds=[Kind.COMMUNE]) == [commune]
    assert find_territories("paris", kinds=[]) == []


def test_what_is_no_longer_in_force_is_not_offered():
    CommuneFactory(name="Octeville", is_current=False)

    assert find_territories("octeville") == []


def test_ten_are_shown_unless_told():
    CommuneFactory.create_batch(12)

    assert len(find_territories("pays")) == 10
    assert len(find_territories("pays", limit=3)) == 3


@pytest.mark.parametrize("rows", [1, 3])
def test_one_query_however_many_are_found(rows, django_assert_num_queries):
    CommuneFactory.create_batch(rows)

    with django_assert_num_queries(1):
        assert [t.full_name for t in find_territories("pays des haies")]


def test_st_is_saint_in_the_order_too():
    """« St Denis » is the name itself, not something that only contains it."""
    larger = TerritoryFactory(name="Plaine de Saint-Denis", kind=Kind.EPCI, population=10**6)
    exact = CommuneFactory(name="Saint-Denis", population=5)
    begins = CommuneFactory(name="Saint-Denis-en-Bugey", population=4)

    assert find_territories("st denis") == [exact, begins, larger]


def test_st_may_begin_another_word_and_is_found_as_it_is():
    """« St » is also how Stains begins."""
    stains = CommuneFactory(name="Stains")

    assert find_territories("st") == [stains]


def test_words_may_come_in_any_order():
    area = TerritoryFactory(name="Manche et Calvados", kind=Kind.PROJECT_AREA)

    assert find_territories("calvados manche") == [area]


def test_all_words_are_needed():
    CommuneFactory(name="Caen")

    assert find_territories("caen bayeux") == []


def test_homonyms_come_in_a_steady_order():
    twins = [CommuneFactory(name="Saint-Ouen", population=7) for _ in range(3)]

    assert find_territories("saint ouen") == twins
