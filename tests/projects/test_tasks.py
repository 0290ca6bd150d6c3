"""What the worker counts for the home page and the maps."""

import pytest

from maillage.projects.models import Project
from maillage.projects.queries import figures, spread, told_first
from maillage.projects.tasks import count_projects
from tests.factories.projects import AllyFactory, ProjectFactory
from tests.factories.territories import TerritoryFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def across():
    """A project that lies here and there."""
    project = AllyFactory().project
    project.territories.add(TerritoryFactory(), TerritoryFactory(country_code="SN"))
    return project


def test_no_visitor_counts_what_the_worker_has_counted(across, django_assert_num_queries):
    count_projects()
    Project.objects.update(status=Project.Status.OPENED, published_at=None)
    with django_assert_num_queries(0):
        assert figures().projects == 1
        assert told_first() == ([across.pk], [across.pk])
        assert set(spread().values()) == {1}


def test_the_last_projects_come_first_and_those_that_tie_are_told_apart(across):
    late = ProjectFactory(phase__number=9, title="Tard")
    ProjectFactory(phase__number=9, is_example=True)
    last, tied = told_first()
    assert last[0] == late.pk
    assert set(last) == {late.pk, across.pk}
    assert tied == [across.pk]


def test_a_project_that_ties_is_told_however_old(across):
    for _ in range(6):
        ProjectFactory(phase__number=9)
    last, tied = told_first()
    assert across.pk not in last
    assert tied == [across.pk]
