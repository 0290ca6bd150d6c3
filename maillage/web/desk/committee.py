"""Who sits in the committee of a call."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from maillage.accounts.models import User
from maillage.actors.queries import find_accounts
from maillage.core.answers import attempt, named
from maillage.core.http import MemberRequest, require
from maillage.selection.models import Seat
from maillage.selection.permissions import can_compose_committee
from maillage.selection.services import give_seat, withdraw_seat
from maillage.web.desk.calls import find_call

SHOWN = 10
LONGEST = 100  # signs of a search


@require_GET
def seats(request: MemberRequest, slug: str) -> HttpResponse:
    """The committee, and a search for whom to invite."""
    call = find_call(request, slug)
    words = request.GET.get("q", "").strip()[:LONGEST]
    sitting = list(call.seats.select_related("user"))
    found = find_accounts(words) if words else User.objects.none()
    found = found.exclude(pk__in=[seat.user_id for seat in sitting]).distinct()
    context = {
        "call": call,
        "seats": sitting,
        "words": words,
        "found": found[:SHOWN],
        "roles": Seat.Role.choices,
    }
    return render(request, "desk/seats.html", context)


@require_POST
def seat_add(request: MemberRequest, slug: str) -> HttpResponse:
    """Give somebody a seat."""
    call = find_call(request, slug)
    require(can_compose_committee(request.user))
    user = User.objects.filter(code=named(request, "account"), is_active=True).first()
    if user is None:
        messages.error(request, _("Cherchez d’abord une personne, puis donnez-lui un siège."))
        return redirect("desk:seats", slug)
    role = request.POST.get("role", "")
    role = role if role in Seat.Role.values else Seat.Role.READER
    done = _("%(name)s siège au comité.") % {"name": user}
    attempt(request, lambda: give_seat(call, user, role=role, by=request.user), done)
    return redirect("desk:seats", slug)


@require_POST
def seat_remove(request: MemberRequest, code: str) -> HttpResponse:
    """Free a seat."""
    seen = Seat.objects.visible_to(request.user).select_related("call", "user")
    seat = get_object_or_404(seen, code=code)
    require(can_compose_committee(request.user))
    attempt(request, lambda: withdraw_seat(seat, by=request.user), _("Le siège est retiré."))
    return redirect("desk:seats", seat.call.slug)
