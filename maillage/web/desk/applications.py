"""Applications: the list, one file, who reads it."""

from datetime import datetime
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from maillage.accounts.models import User
from maillage.applications.models import Application, ApplicationQuerySet
from maillage.applications.queries import find_applications, with_alliance
from maillage.core.answers import attempt, chosen, draw_list, named, page_of
from maillage.core.http import MemberRequest, require
from maillage.projects.models import Project
from maillage.projects.permissions import can_open_project
from maillage.projects.queries import accepted_without_project
from maillage.selection.models import Review
from maillage.selection.permissions import can_compose_committee, can_know_outcome, is_concerned
from maillage.selection.queries import (
    judged,
    known_outcome,
    late_readings,
    possible_readers,
    undecided,
    with_readings,
    without_reader,
)
from maillage.selection.services import assign_reader, withdraw_review
from maillage.web.desk.filters import ApplicationFilters


@require_GET
def applications(request: MemberRequest) -> HttpResponse:
    """Submitted applications of every call."""
    require(can_compose_committee(request.user))
    filters = ApplicationFilters(request.GET)
    found = _narrow(chosen(filters), request.user, request.arrived_at)
    listed = with_readings(with_alliance(found), request.user).order_by("-submitted_at", "-pk")
    context = {"page": page_of(request, listed), "filters": filters}
    return draw_list(request, "desk/applications.html", context)


def _narrow(given: dict[str, Any], user: User, at: datetime) -> ApplicationQuerySet:
    found = find_applications(given.get("q", ""), user).submitted()
    late = Application.objects.filter(reviews__in=late_readings(at))
    waiting = {
        "unread": without_reader,
        "late": lambda: late,
        "undecided": lambda: undecided(at),
        "accepted": accepted_without_project,
    }.get(given.get("state", ""))
    if waiting is not None:
        found = found.filter(pk__in=waiting().values("pk"))
    if given.get("state") == "accepted":
        found = found.filter(known_outcome(user))
    if call := given.get("call"):
        found = found.filter(call=call)
    return found


def _find(request: MemberRequest, code: str) -> Application:
    """The file, for the team: its alliance has its own door."""
    seen = with_alliance(Application.objects.visible_to(request.user).submitted())
    found = get_object_or_404(seen, code=code)
    require(can_compose_committee(request.user))
    return found


@require_GET
def application(request: MemberRequest, code: str) -> HttpResponse:
    """One file: what it says, who reads it, what became of it."""
    found = _find(request, code)
    knows = can_know_outcome(request.user, found)
    context = {
        "application": found,
        "answers": found.answers.select_related("question"),
        "readings": judged(found, request.user),
        "readers": possible_readers(found),
        "decision": getattr(found, "decision", None) if knows else None,
        "project": Project.objects.filter(application=found).first() if knows else None,
        "may_open": can_open_project(request.user, found),
        "is_concerned": is_concerned(request.user, found),
        "state": found.call.state(request.arrived_at),
    }
    return render(request, "desk/application.html", context)


@require_POST
def reader_assign(request: MemberRequest, code: str) -> HttpResponse:
    """Entrust a reading."""
    found = _find(request, code)
    reader = User.objects.filter(code=named(request, "reader")).first()
    if reader is None:
        messages.error(request, _("Choisissez un lecteur dans la liste."))
        return redirect("desk:application", code)
    done = _("La lecture est confiée à %(reader)s, qui reçoit un courriel.") % {"reader": reader}
    attempt(request, lambda: assign_reader(found, reader, by=request.user), done)
    return redirect("desk:application", code)


@require_POST
def reader_withdraw(request: MemberRequest, code: str) -> HttpResponse:
    """Take a reading back."""
    seen = Review.objects.visible_to(request.user).select_related("application", "reader")
    review = get_object_or_404(seen, code=code)
    require(can_compose_committee(request.user))
    attempt(request, lambda: withdraw_review(review, by=request.user), _("La lecture est retirée."))
    return redirect("desk:application", review.application.code)
