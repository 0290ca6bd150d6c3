"""The committees, and their ranking."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_GET

from maillage.core.http import MemberRequest, require
from maillage.programmes.models import Call
from maillage.selection.permissions import can_see_standings, chairs
from maillage.selection.queries import committees_of, envelope, hidden_from, scale_of, standings


@require_GET
def committees(request: MemberRequest) -> HttpResponse:
    """Where I sit; the team sees them all."""
    return render(request, "jury/committees.html", {"committees": committees_of(request.user)})


@require_GET
def committee(request: MemberRequest, slug: str) -> HttpResponse:
    """Applications from the best mean down, with how far apart their readers are."""
    call = get_object_or_404(Call.objects.visible_to(request.user), slug=slug)
    require(can_see_standings(request.user, call))
    rows = standings(call, request.user)
    context = {
        "call": call,
        "state": call.state(request.arrived_at),
        "rows": rows,
        "scale": scale_of(rows),
        "hidden": hidden_from(request.user, call),
        "envelope": envelope(call),
        "assigned": sum(row.assigned for row in rows),
        "done": sum(row.done for row in rows),
        "decided": sum(row.decision is not None for row in rows),
        "chairs": chairs(request.user, call),
    }
    return render(request, "jury/committee.html", context)
