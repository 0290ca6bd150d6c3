"""The pages of a long list."""

import pytest
from django.test import RequestFactory

from maillage.core import answers
from maillage.core.answers import page_of
from maillage.projects.models import Project
from maillage.projects.queries import on_cards
from tests.factories.projects import AllyFactory, ProjectFactory

pytestmark = pytest.mark.django_db
TITLES = ["Ateliers", "Bocages", "Chemins", "Digues", "Étangs"]


@pytest.fixture(autouse=True)
def two_a_page(monkeypatch):
    monkeypatch.setattr(answers, "A_PAGE", 2)


@pytest.fixture
def five():
    phase = ProjectFactory(title=TITLES[0]).phase
    for title in reversed(TITLES[1:]):
        ProjectFactory(title=title, phase=phase)


def titles(asked, things, **how):
    request = RequestFactory().get("/", {"page": asked})
    return [project.title for project in page_of(request, things, **how)]


@pytest.mark.parametrize("how", [{}, {"dressed": on_cards}])
@pytest.mark.parametrize(
    ("asked", "shown"),
    [
        ("1", TITLES[:2]),
        ("2", TITLES[2:4]),
        ("3", TITLES[4:]),
        ("9", TITLES[4:]),
        ("zut", TITLES[:2]),
        ("-1", TITLES[4:]),
    ],
)
def test_each_page_holds_its_part_in_order(five, how, asked, shown):
    assert titles(asked, Project.objects.all(), **how) == shown


def test_another_order_is_kept(five):
    backwards = Project.objects.order_by("-title")
    assert titles("1", backwards, dressed=on_cards) == ["Étangs", "Digues"]


def test_a_narrowed_list_is_cut_as_it_is(five):
    digues = Project.objects.filter(title__in=["Digues", "Étangs"])
    assert titles("1", digues, dressed=on_cards) == ["Digues", "Étangs"]


def test_nothing_has_one_empty_page():
    page = page_of(RequestFactory().get("/"), Project.objects.all(), on_cards)
    assert (list(page), page.paginator.num_pages) == ([], 1)


def test_what_is_no_query_is_cut_too():
    page = page_of(RequestFactory().get("/", {"page": "2"}), TITLES)
    assert list(page) == TITLES[2:4]


@pytest.mark.parametrize("count", [1, 5])
def test_the_rows_of_the_page_alone_are_dressed(count, django_assert_num_queries):
    """One query counts, one finds and reads the rows, two fetch what cards show."""
    for _ in range(count):
        AllyFactory()
    with django_assert_num_queries(4):
        for project in page_of(RequestFactory().get("/"), Project.objects.all(), on_cards):
            assert [ally.organisation.name for ally in project.allies.all()]
