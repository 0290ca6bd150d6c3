"""Who may open, write and publish a project."""

from maillage.accounts.models import User
from maillage.applications.models import Application
from maillage.projects.models import Project
from maillage.selection.models import Decision
from maillage.selection.permissions import can_know_outcome


def can_open_project(user: User, application: Application) -> bool:
    """The team, from an accepted application that has no project yet."""
    decision = Decision.objects.filter(application=application).first()
    return (
        user.is_team
        and decision is not None
        and can_know_outcome(user, application)
        and decision.outcome == Decision.Outcome.ACCEPTED
        and not Project.objects.filter(application=application).exists()
    )


def can_change_project(user: User, project: Project) -> bool:
    """The team and the people of its alliance tell the project's story."""
    return user.is_team or Project.objects.carried_by(user).filter(pk=project.pk).exists()


def can_publish_project(user: User, project: Project) -> bool:
    return user.is_team and project.status == Project.Status.OPENED
