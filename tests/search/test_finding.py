"""What is found, in which order: the same on SQLite and on PostgreSQL.

`make unit` walks these questions on SQLite, `make postgres` on PostgreSQL: one list, one answer.
"""

import pytest
from django.utils import translation

from maillage.search.queries import Found, numbers_of, search
from maillage.search.queries.tables import MOST
from tests.factories.search import Shelf, leaf, of_titles

SHEETS = [
    leaf(
        1,
        "Semences paysannes de Ndem",
        "Au Sénégal, une biodiversité gérée à plusieurs.",
        boost=500,
    ),
    leaf(
        2,
        "Des métiers ruraux pour les personnes réfugiées",
        "En Manche et dans le Calvados.",
        boost=500,
    ),
    leaf(
        3,
        "Quatre formations avec des syndicalistes",
        "Travailleurs isolés, sous-traitance.",
        boost=500,
    ),
    leaf(4, "Coopérer à plusieurs en Itasy", "Leviers et freins de la coopération.", boost=500),
    leaf(5, "Diasporas et économie sociale et solidaire", "Des missions d’échange.", boost=500),
    leaf(6, "Semences", "Un thème.", title_en="Seeds", boost=520),
    leaf(7, "Caen (Calvados)", names=("Caen",), is_text=False, boost=50),
    leaf(8, "Calvados", is_text=False, boost=110),
    leaf(9, "Saint-Denis (La Réunion)", names=("Saint-Denis",), is_text=False, boost=51),
    leaf(10, "Forêt et territoires", "Une politique territoriale du bois.", boost=500),
    leaf(11, "Bois-d’Arcy", is_text=False, boost=40),
    leaf(12, "Comité d’exemple (CE14)", names=("Comité d’exemple", "CE14"), boost=450),
]
QUESTIONS = [
    # as they are written, without accents, in capitals, with their ties
    ("Semences paysannes de Ndem", [1]),
    ("semences paysannes", [1, 6]),
    ("SEMENCES PAYSANNES", [1, 6]),
    ("metiers refugiees", [2]),
    ("l’économie sociale", [5]),
    ("des métiers pour les réfugiées", [2]),
    # in another number or gender, as another word of the same stem
    ("réfugié", [2]),
    ("métier rural", [2]),
    ("formation syndicaliste", [3]),
    ("coopération", [4]),
    ("coopérer", [4]),
    # near in meaning
    ("syndicat", [3]),
    ("formateurs", [3]),
    ("exilés", [2]),
    ("ESS", [5]),
    ("économie solidaire", [5]),
    ("territorial", [10]),
    ("migrants", [5]),
    # the name itself first, then the most boosted
    ("semences", [6, 1]),
    ("calvados", [8, 2]),
    ("caen", [7]),
    ("ce14", [12]),
    ("st-denis", [9]),
    ("seeds", [6, 1]),
    # a name that looks like a word near in meaning is no answer to it
    ("forêt", [10]),
    ("bois", [11, 10]),
    # half typed
    ("sem", [6, 1]),
    ("semences pay", [1, 6]),
    ("quatre forma", [3]),
    ("saint-d", [9]),
    # misspelt
    ("semances paysanes", [1]),
    ("sémmences", [6, 1]),
    ("calvadso", [8, 2]),
    ("Cean", [7]),
    ("syndicalsites", [3]),
    ("cooperatoin itassy", [4]),
    ("diasporra", [5]),
    # several words, one of them nowhere: all but one will do
    ("semences paysannes sous-marines", [1]),
    ("quatre formations inexistantes", [3]),
    ("ndem xyzxyz", [1]),
    # nothing
    ("xyzxyzxyz", []),
    ("", []),
    ("« … »", []),
    ("\"'*()&|!:§", []),
]


@pytest.fixture
def sheets(shelf) -> Shelf:
    shelf.put(*SHEETS)
    return shelf


def keys(found: Found) -> list[int]:
    return [int(hit.key) for hit in found.hits]


@pytest.mark.parametrize(("asked", "answers"), QUESTIONS)
def test_both_databases_answer_the_same(sheets, asked, answers):
    assert keys(search(asked)) == answers


@pytest.mark.parametrize(
    "asked", ["a" * 500, "mot " * 60, "\x00", "NEAR(a b)", "x OR", "^", "é" * 130]
)
def test_whatever_is_typed_is_no_error(sheets, asked):
    search(asked)


class TestOrder:
    def test_a_word_of_the_title_before_a_word_of_the_text(self, shelf):
        shelf.put(leaf(1, "Autre", "Des semences."), leaf(2, "Les semences", "Autre."))
        assert keys(search("semences")) == [2, 1]

    def test_then_the_boost_then_the_shortest_title_then_the_alphabet(self, shelf):
        shelf.put(
            leaf(1, "Eau du lac vert"),
            leaf(2, "Eau du lac bleu"),
            leaf(3, "Eau du grand lac"),
            leaf(4, "Eau du très grand lac", boost=10),
        )
        assert keys(search("eau lac")) == [4, 2, 1, 3]

    def test_the_name_itself_comes_first_whatever_its_boost(self, shelf):
        shelf.put(leaf(1, "La Manche et la mer", boost=900), leaf(2, "Manche"))
        assert keys(search("manche")) == [2, 1]

    def test_those_that_have_all_the_words_come_before_those_that_lack_one(self, shelf):
        shelf.put(
            leaf(1, "Semences", boost=900),
            leaf(2, "Autre", "Des semences, à Ndem."),
            leaf(3, "Ndem", boost=900),
        )
        found = search("semences ndem")
        assert keys(found)[0] == 2
        assert (found.exact, found.total, found.is_exact) == (1, 3, True)

    def test_whoever_gave_many_words_has_found_it(self, shelf):
        shelf.put(leaf(1, "Un grand lac bleu calme"), leaf(2, "Un grand lac bleu"))
        found = search("grand lac bleu calme")
        assert (keys(found), found.exact) == ([1], 1)


class TestKindsNamed:
    """« appel Meymac » names a kind of thing: no line needs to have that word."""

    @pytest.fixture
    def named(self, shelf):
        shelf.put(
            leaf(1, "Meymac"),
            leaf(2, "Callas"),
            leaf(3, "Autre chose", summary="Avec Meymac et d’autres."),
        )
        return shelf

    def test_it_is_left_out(self, named):
        for asked in ("call Meymac", "appel Meymac", "projets Meymac", "Meymac call"):
            assert keys(search(asked)) == [1, 3], asked
        assert search("call Meymac").corrected == ""

    def test_a_whole_word_comes_before_one_that_begins_so(self, shelf):
        shelf.put(leaf(1, "Malissard", boost=9), leaf(2, "Jeunes", summary="Avec le Mali."))
        assert keys(search("mali")) == [2, 1]
        assert keys(search("youth Mali"))[0] == 2


class TestCorrection:
    def test_it_says_which_words_were_understood(self, sheets):
        found = search("semances paysanes")
        assert (found.corrected, found.is_exact) == ("semences paysannes", False)

    def test_accents_are_given_back(self, sheets):
        assert search("metierrs").corrected == "métiers"
        assert search("rfugiées").corrected == "réfugiées"

    def test_what_is_well_written_is_left(self, sheets):
        assert search("semances de Ndem").corrected == "semences ndem"
        assert search("semences").corrected == ""
        assert search("semences").is_exact

    def test_a_word_in_another_form_is_no_error(self, sheets):
        found = search("réfugié")
        assert (found.corrected, found.is_exact) == ("", True)

    def test_a_word_of_the_vocabulary_may_be_an_error_too(self, shelf):
        shelf.put(leaf(1, "Rives de Loire"), leaf(2, "Rimes et chansons"))
        found = search("rimes loire")
        assert keys(found)[0] == 1

    def test_a_word_that_the_answer_has_in_no_way_is_not_said_to_be_answered(self, sheets):
        assert search("xyzxyz metierrs").corrected == "métiers"

    def test_in_part_without_correction(self, sheets):
        found = search("ndem xyzxyz")
        assert (keys(found), found.corrected, found.is_exact) == ([1], "", False)

    def test_nothing_at_all(self, sheets):
        found = search("xyzxyzxyz")
        assert (found.total, found.counts, found.corrected, found.is_exact) == (0, {}, "", False)


class TestMany:
    @pytest.fixture
    def many(self, shelf):
        shelf.put(*of_titles(*(f"Projet des haies {n:03}" for n in range(MOST + 30))))
        return shelf

    def test_two_hundred_are_looked_at(self, many):
        found = search("haies", limit=5, offset=10)
        assert (len(found.hits), found.total, found.is_more) == (5, MOST, True)
        assert keys(search("haies", limit=3, offset=10)) == keys(search("haies"))[10:13]

    def test_what_bears_the_words_in_its_title_is_among_them(self, shelf):
        other = Shelf("other")
        other.put(leaf(1, "Les haies", boost=0))
        shelf.put(
            *(leaf(n, f"Autre {n}", "Des haies.", boost=500) for n in range(1000, 1000 + MOST + 5))
        )
        found = search("haies")
        other.forget()
        assert found.hits[0].title == "Les haies"

    def test_each_kind_is_counted_up_to_that(self, many):
        other = Shelf("other")
        other.put(leaf(1, "Des haies"), leaf(2, "Haie"), leaf(3, "Rien"))
        found, alone = search("haies"), search("haies", kinds=["other"])
        other.forget()
        assert found.counts == {"sheet": MOST + 1, "other": 2}
        assert alone.counts == found.counts, "what is left aside is counted all the same"
        assert (keys(alone), alone.total, alone.is_more) == ([2, 1], 2, False)


class TestKinds:
    def test_one_kind_alone_or_several(self, sheets):
        other = Shelf("other")
        other.put(leaf(1, "Semences d’ailleurs"))
        every = [hit.kind for hit in search("semences").hits]
        one = [hit.kind for hit in search("semences", kinds=["other"]).hits]
        two = [hit.kind for hit in search("semences", kinds=["other", "sheet"]).hits]
        other.forget()
        assert sorted(every) == sorted(two) == ["other", "sheet", "sheet"]
        assert one == ["other"]

    def test_an_unknown_kind_has_nothing(self, sheets):
        assert search("semences", kinds=["none"]).hits == []


class TestLanguage:
    def test_titles_are_read_in_the_readers_language(self, shelf):
        shelf.put(
            leaf(1, "Semences", "Un thème.", title_en="Seeds", summary_en="A theme."),
            leaf(2, "Graine"),
        )
        with translation.override("en"):
            first = search("semence").hits[0]
        assert (first.title, first.summary) == ("Seeds", "A theme.")
        assert search("seeds").hits[0].title == "Semences"


class TestCost:
    @pytest.mark.parametrize(
        ("asked", "queries"),
        [
            ("semences", 1),
            ("semences paysannes", 2),
            ("", 0),
            ("semances", 3),
            ("xyzxyz", 3),
            ("xyzxyz abcabc efgefg", 5),
        ],
    )
    def test_a_question_costs_few_queries(
        self, sheets, django_assert_max_num_queries, asked, queries
    ):
        search("semanxes")  # the vocabulary is read once
        with django_assert_max_num_queries(queries):
            search(asked)

    def test_the_cost_does_not_grow(self, shelf, django_assert_num_queries):
        for titles in (["Haie 1"], ["Haie 1", "Haie 2", "Haie 3"]):
            shelf.put(*of_titles(*titles))
            with django_assert_num_queries(1):
                search("haie")


class TestNumbers:
    def test_they_narrow_another_list(self, sheets):
        assert numbers_of("sheet", "") is None
        assert self.read("semences paysannes") == [1]
        assert self.read("semances paysanes") == [1]
        assert self.read("xyzxyz") == []

    def read(self, asked: str) -> list[int]:
        from maillage.search.models import Document

        found = Document.objects.filter(number__in=numbers_of("sheet", asked))
        return sorted(found.values_list("number", flat=True))
