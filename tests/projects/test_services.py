import pytest
from django.contrib.auth.models import AnonymousUser
from django.utils import timezone

from maillage.core.refusal import Refusal
from maillage.journal.models import Entry
from maillage.programmes.models import Call
from maillage.projects.models import Ally, Project
from maillage.projects.permissions import can_change_project, can_open_project, can_publish_project
from maillage.projects.queries import find_projects
from maillage.projects.services import change_project, open_project, publish_project, tell_project
from tests.factories.accounts import OfficerFactory, UserFactory
from tests.factories.actors import OrganisationFactory, PositionFactory
from tests.factories.applications import ApplicationFactory, PartnerFactory
from tests.factories.programmes import PhaseFactory
from tests.factories.projects import AllyFactory, ProjectFactory
from tests.factories.selection import DecisionFactory
from tests.factories.territories import TerritoryFactory
from tests.factories.themes import ThemeFactory

pytestmark = pytest.mark.django_db


def verbs():
    return list(Entry.objects.order_by("pk").values_list("verb", flat=True))


def an_accepted_application(**fields):
    application = DecisionFactory(granted_cents=800_000, **fields).application
    PartnerFactory(application=application, contribution="un verger")
    application.territories.add(TerritoryFactory())
    application.call.themes.add(ThemeFactory())
    return application


def test_a_project_carries_everything_over_from_its_application():
    application = an_accepted_application()
    project = open_project(application, by=OfficerFactory())
    assert (project.title, project.summary) == (application.title, application.summary)
    assert project.granted_cents == 800_000
    assert list(project.territories.all()) == list(application.territories.all())
    assert list(project.themes.all()) == list(application.call.themes.all())
    lead, partner = project.allies.all()
    assert (lead.organisation, lead.role) == (application.lead, Ally.Role.LEAD)
    assert partner.contribution == "un verger"
    assert verbs() == ["project.opened"]


def test_an_example_stays_an_example():
    application = an_accepted_application(application__is_example=True)
    assert open_project(application, by=None).is_example


def test_one_project_for_one_application():
    application = an_accepted_application()
    open_project(application, by=OfficerFactory())
    with pytest.raises(Refusal, match="déjà ouvert"):
        open_project(application, by=OfficerFactory())


@pytest.mark.parametrize(
    "application",
    [
        lambda: ApplicationFactory(submitted=True),
        lambda: DecisionFactory(outcome="declined", granted_cents=None).application,
    ],
)
def test_only_what_is_accepted_becomes_a_project(application):
    with pytest.raises(Refusal, match="retenue"):
        open_project(application(), by=OfficerFactory())
    assert not Project.objects.exists()


def test_the_alliance_learns_the_result_before_the_public():
    project = open_project(an_accepted_application(), by=OfficerFactory())
    with pytest.raises(Refusal, match="Annoncez d’abord"):
        publish_project(project, by=OfficerFactory(), at=timezone.now())
    project.call.decided_at = timezone.now()
    project.call.save()
    published = publish_project(project, by=OfficerFactory(), at=timezone.now())
    assert published.status == Project.Status.PUBLISHED


def test_a_project_is_published_once():
    with pytest.raises(Refusal, match="déjà public"):
        publish_project(ProjectFactory(), by=OfficerFactory(), at=timezone.now())


def test_the_past_is_told_without_a_call():
    lead = OrganisationFactory()
    project = tell_project(
        by=None,
        title="Semences",
        summary="…",
        phase=PhaseFactory(),
        allies=[(lead, Ally.Role.LEAD)],
        territories=[TerritoryFactory()],
        themes=[ThemeFactory()],
    )
    assert project.slug == "semences"
    assert project.allies.get().organisation == lead


def test_a_change_keeps_the_address_and_is_noted():
    project = ProjectFactory(slug="ancien")
    change_project(project, by=OfficerFactory(), title="Neuf", themes=[ThemeFactory()])
    project.refresh_from_db()
    assert (project.title, project.slug, project.themes.count()) == ("Neuf", "ancien", 1)
    assert Entry.objects.get().facts == {"changed": ["title"]}


def test_who_may_what():
    officer, position = OfficerFactory(), PositionFactory()
    application = an_accepted_application()
    assert can_open_project(officer, application)
    assert not can_open_project(position.person.user, application)
    assert not can_open_project(officer, ApplicationFactory(submitted=True))
    project = open_project(application, by=officer)
    assert not can_open_project(officer, application)
    assert can_publish_project(officer, project)
    assert not can_publish_project(officer, ProjectFactory())
    AllyFactory(project=project, organisation=position.organisation, role=Ally.Role.PARTNER)
    assert not can_change_project(position.person.user, project), "not announced yet"
    Call.objects.update(decided_at=timezone.now())
    assert can_change_project(position.person.user, project)
    assert not can_change_project(UserFactory(), project)


def test_a_project_is_found_by_its_new_title_whatever_the_accents():
    project = tell_project(
        by=None, phase=PhaseFactory(), title="Métiers de l’été", summary="Une alliance."
    )
    assert find_projects("metiers ete", AnonymousUser()).count() == 0  # not published yet
    publish_project(project, by=None, at=timezone.now())
    assert find_projects("metiers ete", AnonymousUser()).get() == project
    change_project(project, title="Œuvres communes", by=OfficerFactory())
    assert find_projects("oeuvres", AnonymousUser()).get() == project
    assert not find_projects("metiers", AnonymousUser()).exists()
