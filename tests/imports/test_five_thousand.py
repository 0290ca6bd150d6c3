"""The table a network keeps for ten years: 5,000 messy rows, each with its known fate."""

import pytest

from maillage.actors.models import Organisation
from maillage.algorithms.tabular import text
from maillage.mail.models import Message
from tests.imports.bringing import applied, counts, everything, shown, undone, verbs
from tests.messy import KNOWN, NEW_SITE, as_file, lay_past, messy_rows

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
TITLES = (["Membres du réseau, tableau de suivi"], [], ["À jour de leur adhésion"])


@pytest.fixture(scope="module")
def rows():
    return messy_rows()


@pytest.fixture(scope="module")
def file(rows):
    return as_file(rows, titles=TITLES)


@pytest.fixture(autouse=True)
def past(db):
    lay_past()


def test_each_row_ends_in_one_state_and_says_why_in_its_own_words(rows, file):
    of = shown(file)
    lines = list(of.lines.order_by("number"))
    assert [line.number for line in lines] == list(range(5, 5005))
    for (cells, state, sentence), line in zip(rows, lines, strict=True):
        said = " ".join(line.problems).replace("\N{NO-BREAK SPACE}", " ")
        assert (line.state, sentence in said) == (state, True), (cells, line.problems)
        assert bool(line.problems) == (state == "wrong")
        assert not line.differences or state in {"added", "changed"}
        assert bool(line.deeds) == (state in {"added", "changed"})
    assert {state for _cells, state, _said in rows} == set(counts(of))


def test_nothing_of_the_file_is_lost(rows, file):
    of = shown(file)
    for (cells, _state, _sentence), line in zip(rows, of.lines.all(), strict=True):
        padded = [*line.cells, *[None] * (len(cells) - len(line.cells))]
        assert [text(cell) for cell in padded] == [text(cell) for cell in cells]
    assert [remark.replace("\xa0", " ") for remark in of.remarks] == [
        "Les 2 lignes au-dessus des noms de colonnes sont laissées de côté.",
        "Colonnes que cet import ne reprend pas : Remarques.",
    ]


def test_applied_brought_again_and_undone(rows, file, django_assert_max_num_queries):
    before = everything()
    with django_assert_max_num_queries(320):
        of = applied(file)
    expected = counts(of)
    assert expected["added"] > 3500
    assert Organisation.objects.count() == KNOWN + expected["added"]
    assert Organisation.objects.values("siren").distinct().count() == Organisation.objects.count()
    assert Organisation.objects.filter(website=NEW_SITE).count() == expected["changed"]
    again = counts(shown(file))
    assert (again["added"], again["changed"], again["wrong"]) == (0, 0, expected["wrong"])
    assert sum(again.values()) == len(rows)
    undone(of)
    assert everything() == before
    assert not Message.objects.exists()
    assert verbs() == ["import.prepared", "import.applied", "import.prepared", "import.undone"]
