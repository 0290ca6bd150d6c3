import pytest
from django.contrib.auth.models import AnonymousUser
from django.db import IntegrityError

from maillage.projects.models import Project
from maillage.projects.queries import (
    accepted_without_project,
    akin,
    projects_of,
    projects_with,
    with_alliance,
)
from maillage.projects.queries.lists import figures_now
from tests.factories.accounts import OfficerFactory, UserFactory
from tests.factories.actors import PositionFactory
from tests.factories.projects import AllyFactory, ProjectFactory
from tests.factories.selection import DecisionFactory
from tests.factories.territories import TerritoryFactory
from tests.factories.themes import ThemeFactory

pytestmark = pytest.mark.django_db


def an_opened_project():
    return ProjectFactory(status=Project.Status.OPENED, published_at=None)


def test_visitors_see_published_projects_only():
    published = ProjectFactory()
    an_opened_project()
    assert list(Project.objects.visible_to(AnonymousUser())) == [published]
    assert list(Project.objects.published()) == [published]


def test_the_alliance_and_the_team_see_a_project_in_preparation():
    position, project = PositionFactory(), an_opened_project()
    AllyFactory(project=project, organisation=position.organisation)
    assert Project.objects.visible_to(position.person.user).get() == project
    assert Project.objects.visible_to(OfficerFactory()).get() == project
    assert not Project.objects.visible_to(UserFactory()).exists()
    assert projects_of(position.person.user).get() == project


def test_a_published_project_has_its_date():
    with pytest.raises(IntegrityError):
        ProjectFactory(published_at=None)


def test_projects_of_an_organisation():
    ally = AllyFactory()
    ProjectFactory()
    assert list(projects_with(ally.organisation, AnonymousUser())) == [ally.project]


def test_the_nearest_projects_share_most_themes():
    seeds, youth, work = ThemeFactory(), ThemeFactory(), ThemeFactory()
    project, near, far, none = (ProjectFactory(title=title) for title in "PNFX")
    project.themes.set([seeds, youth])
    near.themes.set([seeds, youth])
    far.themes.set([youth, work])
    none.themes.set([work])
    assert akin(project, AnonymousUser()) == [near, far]
    assert [len(other.shared) for other in akin(project, AnonymousUser())] == [2, 1]
    assert akin(project, AnonymousUser(), limit=1) == [near]
    assert akin(ProjectFactory(), AnonymousUser()) == []


def test_the_three_figures_leave_examples_and_preparations_out():
    real = AllyFactory().project
    real.territories.add(TerritoryFactory(), TerritoryFactory())
    AllyFactory(project__is_example=True)
    AllyFactory(project=an_opened_project())
    shown = figures_now()
    assert (shown.projects, shown.territories, shown.actors) == (1, 2, 1)


@pytest.mark.parametrize("count", [1, 3])
def test_a_list_costs_the_same_whatever_its_length(count, django_assert_num_queries):
    for _ in range(count):
        project = AllyFactory().project
        project.territories.add(TerritoryFactory())
        project.themes.add(ThemeFactory())
    with django_assert_num_queries(4):
        for project in with_alliance(Project.objects.all()):
            [(str(ally.organisation), ally.organisation.seat) for ally in project.allies.all()]
            [str(t) for t in project.territories.all()]
            [str(t) for t in project.themes.all()]
            str(project.phase)


def test_accepted_applications_wait_for_their_project():
    waiting = DecisionFactory().application
    DecisionFactory(outcome="declined", granted_cents=None)
    ProjectFactory(application=DecisionFactory().application)
    assert list(accepted_without_project()) == [waiting]
