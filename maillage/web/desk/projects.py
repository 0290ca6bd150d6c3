"""Projects: opened from a decision, told, published."""

from copy import copy

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from maillage.applications.models import Application
from maillage.core.answers import attempt, carry_out, chosen, draw, draw_list, page_of, typed
from maillage.core.http import MemberRequest, require
from maillage.core.refusal import Refusal
from maillage.programmes.permissions import can_run_programmes
from maillage.projects.models import Project
from maillage.projects.permissions import can_publish_project
from maillage.projects.queries import find_projects, with_alliance
from maillage.projects.services import change_project, open_project, publish_project
from maillage.selection.permissions import can_know_outcome
from maillage.web.desk.filters import ProjectFilters
from maillage.web.desk.forms import ProjectForm


@require_GET
def projects(request: MemberRequest) -> HttpResponse:
    """Every project, those in preparation too."""
    require(can_run_programmes(request.user))
    filters = ProjectFilters(request.GET)
    given = chosen(filters)
    found = find_projects(given.get("q", ""), request.user)
    if state := given.get("state"):
        found = found.filter(status=state)
    context = {"page": page_of(request, found, with_alliance), "filters": filters}
    return draw_list(request, "desk/projects.html", context)


def _find(request: MemberRequest, slug: str) -> Project:
    seen = with_alliance(Project.objects.visible_to(request.user))
    found = get_object_or_404(seen, slug=slug)
    require(can_run_programmes(request.user))
    return found


@require_http_methods(["GET", "POST"])
def project_edit(request: MemberRequest, slug: str) -> HttpResponse:
    """Write what the project's page tells."""
    project = _find(request, slug)
    form = ProjectForm(typed(request), instance=copy(project))
    if (
        form.is_valid()
        and carry_out(form, lambda: change_project(project, by=request.user, **form.cleaned_data))
        is not None
    ):
        messages.success(request, _("Le projet est modifié."))
        return redirect("desk:project_edit", slug)
    may = can_publish_project(request.user, project)
    context = {"project": project, "form": form, "may_publish": may}
    context |= {"photos": project.photos.select_related("picture")}
    context |= {"papers": project.papers.select_related("document")}
    context |= {"payments": project.past_payments.all()}
    return draw(request, "desk/project.html", context, form)


@require_POST
def project_publish(request: MemberRequest, slug: str) -> HttpResponse:
    """Show a project to everybody."""
    project = _find(request, slug)
    done = _("Le projet est public.")
    attempt(request, lambda: publish_project(project, by=request.user, at=request.arrived_at), done)
    return redirect("desk:project_edit", slug)


@require_POST
def project_open(request: MemberRequest, code: str) -> HttpResponse:
    """Open the project of an accepted application."""
    seen = Application.objects.visible_to(request.user).submitted()
    application = get_object_or_404(seen, code=code)
    require(can_run_programmes(request.user) and can_know_outcome(request.user, application))
    try:
        project = open_project(application, by=request.user)
    except Refusal as refusal:
        messages.error(request, str(refusal))
        return redirect("desk:application", code)
    messages.success(request, _("Le projet est ouvert. Racontez-le, puis publiez sa page."))
    return redirect("desk:project_edit", project.slug)
