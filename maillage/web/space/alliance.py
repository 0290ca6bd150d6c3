"""Composing the alliance of a draft."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from maillage.actors.models import Organisation
from maillage.actors.queries import find_organisations, possible_doubles
from maillage.applications.permissions import can_write
from maillage.applications.services import add_partner, ally_newcomer, remove_partner
from maillage.core.answers import attempt, carry_out, draw, typed
from maillage.core.http import MemberRequest, require
from maillage.web.space.forms import NewPartnerForm, PartnerForm
from maillage.web.space.writing import mine

FOUND = 8


@require_safe
def partners(request: MemberRequest, code: str) -> HttpResponse:
    """Look for an ally in the directory, as one types."""
    application = mine(request, code)
    require(can_write(request.user, application))
    q = request.GET.get("q", "")[:100]
    found = find_organisations(q, request.user).select_related("seat")[:FOUND] if q.strip() else []
    context = {"application": application, "q": q, "found": found}
    template = "space/partners.html"
    return render(request, f"{template}#results" if request.htmx else template, context)


@require_POST
def add(request: MemberRequest, code: str) -> HttpResponse:
    """Ally an organisation of the directory."""
    application = mine(request, code)
    require(can_write(request.user, application))
    form = PartnerForm(request.POST)
    slug = form.cleaned_data["organisation"] if form.is_valid() else ""
    organisation = get_object_or_404(Organisation.objects.visible_to(request.user), slug=slug)
    brings = form.cleaned_data["contribution"]
    attempt(
        request,
        lambda: add_partner(application, organisation, by=request.user, contribution=brings),
        _("« %(name)s » rejoint l’alliance.") % {"name": organisation.name},
    )
    return redirect("space:partners", code)


@require_http_methods(["GET", "POST"])
def create(request: MemberRequest, code: str) -> HttpResponse:
    """Ally an organisation that is not in the directory; the team checks it later."""
    application = mine(request, code)
    require(can_write(request.user, application))
    form = NewPartnerForm(typed(request), initial={"name": request.GET.get("q", "")[:160]})
    if form.is_bound and form.is_valid():
        partner = carry_out(
            form, lambda: ally_newcomer(application, by=request.user, **form.cleaned_data)
        )
        if partner:
            words = {"name": partner.organisation.name}
            messages.success(request, _("« %(name)s » rejoint l’alliance.") % words)
            return redirect("space:partners", code)
    doubles = possible_doubles(form["name"].value() or "", request.user)[:FOUND]
    context = {"application": application, "form": form, "doubles": doubles}
    return draw(request, "space/partner_create.html", context, form)


@require_POST
def remove(request: MemberRequest, code: str, partner: str) -> HttpResponse:
    """Part from a partner."""
    application = mine(request, code)
    require(can_write(request.user, application))
    gone = get_object_or_404(application.partners.select_related("organisation"), code=partner)
    attempt(
        request,
        lambda: remove_partner(gone, by=request.user),
        _("« %(name)s » quitte l’alliance.") % {"name": gone.organisation.name},
    )
    return redirect("space:partners", code)
