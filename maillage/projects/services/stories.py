"""Opening, telling and publishing projects."""

from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from maillage.accounts.models import User
from maillage.applications.models import Application
from maillage.core.codes import free_slug
from maillage.core.locking import locked, one_at_a_time
from maillage.core.refusal import Refusal
from maillage.core.text import fold
from maillage.journal.services import record
from maillage.projects.models import TITLE_KEY, Ally, Project
from maillage.projects.queries.indexing import PROJECTS
from maillage.search.services import refresh
from maillage.selection.models import Decision


def _key(title: str) -> str:
    return fold(title)[:TITLE_KEY].strip()


@transaction.atomic
def open_project(application: Application, *, by: User | None) -> Project:
    """Open the project of an accepted application; alliance, territories and themes come along."""
    application = locked(application)
    decision = Decision.objects.filter(application=application).first()
    if decision is None or decision.outcome != Decision.Outcome.ACCEPTED:
        raise Refusal(_("Seule une candidature retenue devient un projet."))
    if Project.objects.filter(application=application).exists():
        raise Refusal(_("Le projet de cette candidature est déjà ouvert."))
    project = Project.objects.create(
        slug=free_slug(Project.objects.all(), application.title, fallback="projet"),
        phase=application.call.phase,
        call=application.call,
        application=application,
        title=application.title,
        title_key=_key(application.title),
        summary=application.summary,
        granted_cents=decision.granted_cents,
        is_example=application.is_example,
    )
    project.territories.set(application.territories.all())
    project.themes.set(application.call.themes.all())
    _carry_alliance(application, project)
    record("project.opened", project, by=by, application=application.code)
    return project


def _carry_alliance(application: Application, project: Project) -> None:
    Ally.objects.create(project=project, organisation=application.lead, role=Ally.Role.LEAD)
    Ally.objects.bulk_create(
        Ally(project=project, organisation=partner.organisation, contribution=partner.contribution)
        for partner in application.partners.select_related("organisation")
    )


@transaction.atomic
def tell_project(*, by: User | None, slug: str = "", **fields: Any) -> Project:
    """Write a project that did not come through a call here: the programme's past."""
    territories, themes = fields.pop("territories", ()), fields.pop("themes", ())
    allies = fields.pop("allies", ())
    fields["title_key"] = _key(fields["title"])
    project = Project.objects.create(
        slug=slug or free_slug(Project.objects.all(), fields["title"], fallback="projet"), **fields
    )
    project.territories.set(territories)
    project.themes.set(themes)
    for organisation, role in allies:
        Ally.objects.create(project=project, organisation=organisation, role=role)
    record("project.opened", project, by=by)
    refresh(PROJECTS, [project.pk])
    return project


@transaction.atomic
def change_project(project: Project, *, by: User, **fields: Any) -> Project:
    """Change what a project's page tells; its address stays."""
    _refuse_circle(project, fields.get("follows"))
    relations = {name: fields.pop(name) for name in ("themes", "territories") if name in fields}
    project = locked(project)
    changed = sorted(name for name, value in fields.items() if getattr(project, name) != value)
    if "title" in fields:
        fields["title_key"] = _key(fields["title"])
    for name, value in fields.items():
        setattr(project, name, value)
    project.save(update_fields=list(fields))
    for name, things in relations.items():
        getattr(project, name).set(things)
    record("project.changed", project, by=by, changed=changed)
    refresh(PROJECTS, [project.pk])
    return project


def _refuse_circle(project: Project, before: Project | None) -> None:
    """A project cannot be its own past, however long the way round."""
    if before is not None:
        one_at_a_time(Project)  # two people may be closing the circle from both ends
    step = before.pk if before else None
    while step is not None:
        if step == project.pk:
            raise Refusal(
                _("Ce projet ne peut pas faire suite à lui-même, ni à l’une de ses suites.")
            )
        step = Project.objects.values_list("follows", flat=True).get(pk=step)


@transaction.atomic
def publish_project(project: Project, *, by: User | None, at: datetime) -> Project:
    """Show a project to everybody; only once the results of its call are announced."""
    project = locked(project)
    if project.status == Project.Status.PUBLISHED:
        raise Refusal(_("Ce projet est déjà public."))
    if (
        project.application is not None
        and project.call is not None
        and project.call.decided_at is None
    ):
        raise Refusal(
            _(
                "Annoncez d’abord les résultats de l’appel : les alliances doivent les apprendre par vous."
            )
        )
    project.status, project.published_at = Project.Status.PUBLISHED, at
    project.save(update_fields=["status", "published_at"])
    record("project.published", project, by=by)
    refresh(PROJECTS, [project.pk])
    return project
