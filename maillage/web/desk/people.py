"""People and rights: who is where, who may what."""

from datetime import date

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from maillage.accounts.permissions import can_set_team
from maillage.accounts.services import set_team
from maillage.actors.models import Person, Position
from maillage.actors.permissions import can_manage_actors
from maillage.actors.queries import find_people
from maillage.actors.services import end_position, give_position, welcome_person
from maillage.core.answers import attempt, carry_out, chosen, draw, draw_list, page_of, typed
from maillage.core.http import MemberRequest, require
from maillage.web.desk.filters import PeopleFilters
from maillage.web.desk.people_forms import DayForm, PersonForm, PositionForm, TeamForm


@require_GET
def people(request: MemberRequest) -> HttpResponse:
    """Everybody we know, with what they are where."""
    require(can_manage_actors(request.user))
    filters = PeopleFilters(request.GET)
    found = find_people(chosen(filters).get("q", ""), request.user)
    listed = found.select_related("user").prefetch_related("positions__organisation")
    context = {"page": page_of(request, listed), "filters": filters, "today": timezone.localdate()}
    return draw_list(request, "desk/people.html", context)


@require_http_methods(["GET", "POST"])
def person_new(request: MemberRequest) -> HttpResponse:
    """Note somebody, with an account and a position if asked."""
    require(can_manage_actors(request.user))
    form = PersonForm(typed(request), seen_by=request.user)
    if form.is_valid():
        added = carry_out(form, lambda: welcome_person(by=request.user, **form.cleaned_data))
        if added is not None:
            messages.success(request, _("La personne est notée."))
            return redirect("desk:person", added.code)
    return draw(request, "desk/person_new.html", {"form": form}, form)


def _find(request: MemberRequest, code: str) -> Person:
    seen = Person.objects.visible_to(request.user).select_related("user")
    found = get_object_or_404(seen, code=code)
    require(can_manage_actors(request.user))
    return found


@require_GET
def person(request: MemberRequest, code: str) -> HttpResponse:
    """One person: account, positions, seats, rights."""
    return _draw(request, _find(request, code), PositionForm(seen_by=request.user))


def _draw(request: MemberRequest, found: Person, form: PositionForm) -> HttpResponse:
    account = found.user
    context = {
        "person": found,
        "account": account,
        "positions": found.positions.select_related("organisation"),
        "seats": account.seats.select_related("call") if account else [],
        "form": form,
        "today": timezone.localdate(),
        "team_form": TeamForm(initial={"team": account.team}) if account else None,
        "may_set_team": can_set_team(request.user),
    }
    return draw(request, "desk/person.html", context, form)


@require_POST
def position_add(request: MemberRequest, code: str) -> HttpResponse:
    """Say what a person is in an organisation: their rights there follow."""
    found = _find(request, code)
    form = PositionForm(request.POST, seen_by=request.user)
    if (
        form.is_valid()
        and carry_out(form, lambda: give_position(found, by=request.user, **form.cleaned_data))
        is not None
    ):
        messages.success(request, _("La fonction est notée."))
        return redirect("desk:person", code)
    return _draw(request, found, form)


@require_POST
def position_end(request: MemberRequest, code: str) -> HttpResponse:
    """Say that a person left a position: their rights there end."""
    seen = Position.objects.visible_to(request.user).select_related("person")
    position = get_object_or_404(seen, code=code)
    require(can_manage_actors(request.user))
    form = DayForm(request.POST)
    on: date = form.cleaned_data["on"] if form.is_valid() else timezone.localdate()
    done = _("La fonction prend fin.")
    attempt(request, lambda: end_position(position, on=on, by=request.user), done)
    return redirect("desk:person", position.person.code)


@require_POST
def team_set(request: MemberRequest, code: str) -> HttpResponse:
    """Let somebody into the network's team, or out of it."""
    require(can_set_team(request.user))
    account = _find(request, code).user
    form = TeamForm(request.POST)
    if account is None:
        messages.error(
            request, _("Cette personne n’a pas de compte : elle ne peut pas avoir de droits.")
        )
    elif form.is_valid():
        team = form.cleaned_data["team"]
        done = _("Les droits sont changés.")
        attempt(request, lambda: set_team(account, team, by=request.user), done)
    else:
        messages.error(request, _("Choisissez des droits dans la liste."))
    return redirect("desk:person", code)
