"""Calls: for whom, for what, how much, until when."""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from maillage.core.answers import page_of
from maillage.core.http import VisitorRequest
from maillage.programmes.models import Call
from maillage.projects.models import Project
from maillage.projects.queries import on_cards
from maillage.web.public import linked


@login_not_required
@require_safe
def calls(request: VisitorRequest) -> HttpResponse:
    """List calls, the ones that close last first."""
    page = page_of(request, Call.objects.published().select_related("phase__programme"))
    rows = [(call, call.state(request.arrived_at)) for call in page]
    return render(request, "public/calls.html", {"page": page, "rows": rows, "query": ""})


@login_not_required
@require_safe
def call(request: VisitorRequest, slug: str) -> HttpResponse:
    """Tell one call in one screen, and what it led to."""
    seen = Call.objects.visible_to(request.user).select_related("phase__programme")
    call = get_object_or_404(seen, slug=slug)
    projects = on_cards(Project.objects.visible_to(request.user).filter(call=call))
    state = call.state(request.arrived_at)
    days = (call.closes_at - request.arrived_at).days if call.closes_at else None
    context = {
        "call": call,
        "state": state,
        "days_left": days if state == Call.State.OPEN else None,
        "projects": projects,
        "questions": call.questions.all(),
        "criteria": call.criteria.all(),
        "linked": linked.call(call),
    }
    return render(request, "public/call.html", context)
