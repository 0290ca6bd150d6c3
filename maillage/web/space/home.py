"""What a member finds on arriving."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from maillage.actors.queries import organisations_of
from maillage.applications.models import Status
from maillage.applications.queries import applications_of, missing_before_submission
from maillage.core.answers import page_of
from maillage.core.http import MemberRequest
from maillage.programmes.models import Call
from maillage.projects.queries import projects_of

SHOWN = 5


@require_safe
def home(request: MemberRequest) -> HttpResponse:
    """My organisations, my drafts and what they lack, my projects, the calls I can answer."""
    drafts = applications_of(request.user).filter(status=Status.DRAFT)[:SHOWN]
    context = {
        "organisations": organisations_of(request.user),
        "drafts": [(draft, len(missing_before_submission(draft))) for draft in drafts],
        "projects": projects_of(request.user)[:SHOWN],
        "calls": Call.objects.open(request.arrived_at).order_by("closes_at")[:SHOWN],
    }
    return render(request, "space/home.html", context)


@require_safe
def projects(request: MemberRequest) -> HttpResponse:
    """The projects of my organisations."""
    page = page_of(request, projects_of(request.user))
    return render(request, "space/projects.html", {"page": page})
