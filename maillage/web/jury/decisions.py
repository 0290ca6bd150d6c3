"""A file in front of the committee, and what is decided of it."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from maillage.applications.models import Application
from maillage.applications.queries import with_alliance
from maillage.core.answers import carry_out, draw, typed
from maillage.core.http import MemberRequest, require
from maillage.selection.models import Decision
from maillage.selection.permissions import can_decide, can_see_standings, chairs
from maillage.selection.queries import envelope, judged, readable_applications
from maillage.selection.services import decide as take_decision
from maillage.web.jury.forms import DecisionForm


def _find(request: MemberRequest, code: str) -> Application:
    return get_object_or_404(with_alliance(readable_applications(request.user)), code=code)


@require_GET
def application(request: MemberRequest, code: str) -> HttpResponse:
    """Read a file, nothing more."""
    found = _find(request, code)
    context = {
        "application": found,
        "answers": found.answers.select_related("question"),
        "sees_standings": can_see_standings(request.user, found.call),
        "chairs_it": chairs(request.user, found.call),
    }
    return render(request, "jury/application.html", context)


@require_http_methods(["GET", "POST"])
def decide(request: MemberRequest, code: str) -> HttpResponse:
    """Write the committee's decision; the chair's alone, once the call is closed."""
    found = _find(request, code)
    may = can_decide(request.user, found, request.arrived_at)
    require(may or (request.method == "GET" and chairs(request.user, found.call)))
    form = DecisionForm(typed(request), initial=_decided(found))
    if form.is_valid():
        words = {"by": request.user, "at": request.arrived_at, **form.cleaned_data}
        if carry_out(form, lambda: take_decision(found, **words)):
            messages.success(request, _("La décision est enregistrée."))
            return redirect("jury:committee", found.call.slug)
    context = {"application": found, "form": form, "may_decide": may, **_file(request, found)}
    return draw(request, "jury/decide.html", context, form)


def _decided(application: Application) -> dict[str, object]:
    decision = Decision.objects.filter(application=application).first()
    if decision is None:
        return {"granted_cents": application.asked_cents}
    return {
        "outcome": decision.outcome,
        "granted_cents": decision.granted_cents,
        "reason": decision.reason,
    }


def _file(request: MemberRequest, application: Application) -> dict[str, object]:
    return {
        "readings": judged(application, request.user),
        "decision": Decision.objects.filter(application=application).first(),
        "envelope": envelope(application.call),
        "state": application.call.state(request.arrived_at),
    }
