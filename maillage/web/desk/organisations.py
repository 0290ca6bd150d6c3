"""Organisations: the directory as the team keeps it."""

from copy import copy

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from maillage.actors.models import Organisation
from maillage.actors.permissions import can_manage_actors
from maillage.actors.queries import find_organisations, possible_doubles
from maillage.actors.services import (
    add_organisation,
    change_organisation,
    join_network,
    leave_network,
    list_organisation,
)
from maillage.core.answers import attempt, carry_out, chosen, draw, draw_list, page_of, typed
from maillage.core.http import MemberRequest, require
from maillage.web.desk.filters import OrganisationFilters
from maillage.web.desk.forms import OrganisationForm
from maillage.web.desk.people_forms import DayForm


@require_GET
def organisations(request: MemberRequest) -> HttpResponse:
    """Every organisation, those to check too."""
    require(can_manage_actors(request.user))
    filters = OrganisationFilters(request.GET)
    given = chosen(filters)
    found = find_organisations(given.get("q", ""), request.user)
    if state := given.get("state"):
        found = found.filter(status=state)
    listed = found.select_related("seat").prefetch_related("memberships")
    context = {"page": page_of(request, listed), "filters": filters}
    return draw_list(request, "desk/organisations.html", context)


@require_http_methods(["GET", "POST"])
def organisation_new(request: MemberRequest) -> HttpResponse:
    """Add one; names that look alike are shown first, and asked about once."""
    require(can_manage_actors(request.user))
    form = OrganisationForm(typed(request))
    doubles: list[Organisation] = []
    if form.is_valid():
        name = form.cleaned_data["name"]
        doubles = [] if "sure" in request.POST else list(possible_doubles(name, request.user)[:5])
        if not doubles:
            added = carry_out(
                form,
                lambda: add_organisation(by=request.user, listed=True, **form.cleaned_data),
            )
            if added is not None:
                messages.success(request, _("L’organisation est dans l’annuaire."))
                return redirect("desk:organisation_edit", added.slug)
    return draw(request, "desk/organisation_new.html", {"form": form, "doubles": doubles}, form)


def _find(request: MemberRequest, slug: str) -> Organisation:
    seen = Organisation.objects.visible_to(request.user).select_related("seat")
    found = get_object_or_404(seen, slug=slug)
    require(can_manage_actors(request.user))
    return found


@require_http_methods(["GET", "POST"])
def organisation_edit(request: MemberRequest, slug: str) -> HttpResponse:
    """One organisation: what is said of it, its people, its memberships."""
    found = _find(request, slug)
    form = OrganisationForm(typed(request), instance=copy(found))
    if (
        form.is_valid()
        and carry_out(
            form, lambda: change_organisation(found, by=request.user, **form.cleaned_data)
        )
        is not None
    ):
        messages.success(request, _("L’organisation est modifiée."))
        return redirect("desk:organisation_edit", slug)
    return draw(request, "desk/organisation.html", {"form": form, **_around(found)}, form)


def _around(found: Organisation) -> dict[str, object]:
    """What stands beside the form."""
    return {
        "organisation": found,
        "memberships": found.memberships.all(),
        "is_member": found.memberships.filter(ends_on=None).exists(),
        "positions": found.positions.select_related("person"),
        "day_form": DayForm(initial={"on": timezone.localdate()}),
    }


@require_POST
def organisation_list(request: MemberRequest, slug: str) -> HttpResponse:
    """Say that the organisation is checked."""
    found = _find(request, slug)
    done = _("L’organisation est vérifiée : elle est dans l’annuaire public.")
    attempt(request, lambda: list_organisation(found, by=request.user), done)
    return redirect("desk:organisation_edit", slug)


@require_POST
def membership_join(request: MemberRequest, slug: str) -> HttpResponse:
    """Note the day an organisation became a member."""
    found = _find(request, slug)
    form = DayForm(request.POST)
    if not form.is_valid():
        messages.error(request, _("Indiquez le jour de l’adhésion."))
        return redirect("desk:organisation_edit", slug)
    on = form.cleaned_data["on"]
    attempt(
        request, lambda: join_network(found, on=on, by=request.user), _("L’adhésion est notée.")
    )
    return redirect("desk:organisation_edit", slug)


@require_POST
def membership_leave(request: MemberRequest, slug: str) -> HttpResponse:
    """Note the day a member left."""
    found = _find(request, slug)
    form = DayForm(request.POST)
    if not form.is_valid():
        messages.error(request, _("Indiquez le jour du départ."))
        return redirect("desk:organisation_edit", slug)
    on = form.cleaned_data["on"]
    attempt(request, lambda: leave_network(found, on=on, by=request.user), _("Le départ est noté."))
    return redirect("desk:organisation_edit", slug)
