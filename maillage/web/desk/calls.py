"""Calls: the list, one call's cockpit, publishing, announcing."""

from copy import copy
from datetime import datetime
from typing import Any

from django.contrib import messages
from django.db.models import Count, F, Q, QuerySet
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from maillage.applications.models import Application
from maillage.applications.queries import with_alliance
from maillage.core.answers import attempt, carry_out, chosen, draw, draw_list, page_of, typed
from maillage.core.http import MemberRequest, require
from maillage.programmes.models import Call, Phase
from maillage.programmes.permissions import can_announce, can_change_grid, can_run_programmes
from maillage.programmes.services import change_call, create_call, publish_call
from maillage.selection.queries import (
    calls_to_announce,
    envelope,
    known_outcome,
    letters_to_send,
    with_readings,
)
from maillage.selection.services import announce_results
from maillage.web.desk.filters import CallFilters, CockpitFilters
from maillage.web.desk.forms import CallForm, CriterionForm, QuestionForm


def find_call(request: MemberRequest, slug: str) -> Call:
    """The call, for the team."""
    seen = Call.objects.visible_to(request.user).select_related("phase__programme")
    call = get_object_or_404(seen, slug=slug)
    require(can_run_programmes(request.user))
    return call


@require_GET
def calls(request: MemberRequest) -> HttpResponse:
    """Every call, those in preparation too."""
    require(can_run_programmes(request.user))
    filters = CallFilters(request.GET)
    found = _narrow(chosen(filters), request.arrived_at).select_related("phase__programme")
    submitted = Q(applications__status=Application.Status.SUBMITTED)
    counted = found.annotate(submitted=Count("applications", filter=submitted))
    page = page_of(request, counted.order_by(F("closes_at").desc(nulls_first=True), "-pk"))
    rows = [(call, call.state(request.arrived_at)) for call in page]
    context = {"page": page, "rows": rows, "filters": filters}
    return draw_list(request, "desk/calls.html", context)


def _narrow(given: dict[str, Any], at: datetime) -> QuerySet[Call]:
    found = {
        "draft": Call.objects.filter(published_at=None),
        "open": Call.objects.open(at),
        "closed": Call.objects.published().filter(closes_at__lte=at, decided_at=None),
        "ready": calls_to_announce(at),
        "decided": Call.objects.exclude(decided_at=None),
    }.get(given.get("state", ""), Call.objects.all())
    for word in given.get("q", "").split():
        found = found.filter(title__icontains=word)
    return found


@require_http_methods(["GET", "POST"])
def call_new(request: MemberRequest) -> HttpResponse:
    """Prepare a call."""
    require(can_run_programmes(request.user))
    form = CallForm(typed(request))
    if form.is_valid():
        fields = dict(form.cleaned_data)
        phase = fields.pop("phase")
        call = carry_out(form, lambda: create_call(phase, by=request.user, **fields))
        if call is not None:
            messages.success(request, _("L’appel est préparé. Posez maintenant ses questions."))
            return redirect("desk:call", call.slug)
    context = {"form": form, "phases": Phase.objects.exists()}
    return draw(request, "desk/call_new.html", context, form)


@require_http_methods(["GET", "POST"])
def call_edit(request: MemberRequest, slug: str) -> HttpResponse:
    """Change a call; what people already work with is kept by the service."""
    call = find_call(request, slug)
    form = CallForm(typed(request), instance=copy(call))
    if (
        form.is_valid()
        and carry_out(form, lambda: change_call(call, by=request.user, **form.cleaned_data))
        is not None
    ):
        messages.success(request, _("L’appel est modifié."))
        return redirect("desk:call", slug)
    return draw(request, "desk/call_edit.html", {"call": call, "form": form}, form)


@require_GET
def call(request: MemberRequest, slug: str) -> HttpResponse:
    """A call's cockpit."""
    return draw_cockpit(request, find_call(request, slug))


def draw_cockpit(
    request: MemberRequest,
    call: Call,
    *,
    question: QuestionForm | None = None,
    criterion: CriterionForm | None = None,
) -> HttpResponse:
    """Draw the cockpit, with the question or criterion that was refused, if any."""
    filters = CockpitFilters(request.GET)
    context = {
        "call": call,
        "state": call.state(request.arrived_at),
        "may_change_grid": can_change_grid(request.user, call),
        "may_announce": can_announce(request.user, call, request.arrived_at),
        "question_form": question or QuestionForm(),
        "criterion_form": criterion or CriterionForm(),
        "seats": call.seats.select_related("user"),
        "envelope": envelope(call),
        "filters": filters,
        "page": page_of(request, _applications(call, request, chosen(filters))),
        "drafts": call.applications.filter(status=Application.Status.DRAFT).count(),
    }
    refused = question or criterion
    if refused is not None:
        return draw(request, "desk/call.html", context, refused)
    return draw_list(request, "desk/call.html", context)


def _applications(
    call: Call, request: MemberRequest, given: dict[str, Any]
) -> QuerySet[Application]:
    seen = Application.objects.visible_to(request.user).submitted().filter(call=call)
    if words := given.get("q"):
        seen = seen.filter(Q(title__icontains=words) | Q(lead__name__icontains=words))
    known = known_outcome(request.user)
    state = given.get("state")
    if state == "unread":
        seen = seen.filter(reviews=None)
    elif state == "undecided":
        seen = seen.filter(~known | Q(decision=None))
    elif state in {"accepted", "declined"}:
        seen = seen.filter(known, decision__outcome=state)
    return with_readings(with_alliance(seen), request.user).order_by("title", "pk")


@require_POST
def call_publish(request: MemberRequest, slug: str) -> HttpResponse:
    """Make a call public, or say what is missing."""
    call = find_call(request, slug)
    done = _("L’appel est public. Il s’ouvrira tout seul à sa date d’ouverture.")
    attempt(request, lambda: publish_call(call, by=request.user, at=request.arrived_at), done)
    return redirect("desk:call", slug)


@require_http_methods(["GET", "POST"])
def call_announce(request: MemberRequest, slug: str) -> HttpResponse:
    """Say what announcing will do, then do it: it cannot be undone."""
    call = find_call(request, slug)
    if request.method == "POST":
        done = _("Les résultats sont annoncés : chaque alliance reçoit sa décision.")
        attempt(
            request, lambda: announce_results(call, by=request.user, at=request.arrived_at), done
        )
        return redirect("desk:call", slug)
    submitted = call.applications.submitted()
    context = {
        "call": call,
        "may_announce": can_announce(request.user, call, request.arrived_at),
        "letters": letters_to_send(call),
        "accepted": submitted.filter(decision__outcome="accepted").count(),
        "declined": submitted.filter(decision__outcome="declined").count(),
        "undecided": submitted.filter(decision=None),
    }
    return render(request, "desk/announce.html", context)
