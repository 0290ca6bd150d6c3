"""Actors: the directory, and each one's page. Never people."""

from django import forms
from django.contrib.auth.decorators import login_not_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from maillage.actors.models import Kind, Organisation
from maillage.actors.models.organisation import OrganisationQuerySet
from maillage.actors.queries import find_organisations
from maillage.core.answers import chosen, draw_list, page_of, query_of
from maillage.core.http import VisitorRequest
from maillage.projects.queries import projects_with
from maillage.web.public import linked


class OrganisationFilters(forms.Form):
    """How the directory is narrowed."""

    q = forms.CharField(
        label=_("Chercher"),
        required=False,
        max_length=100,
        widget=forms.TextInput(attrs={"type": "search", "placeholder": _("nom, sigle, SIREN")}),
    )
    kind = forms.ChoiceField(
        label=_("Sorte d’acteur"), choices=[("", _("Toutes")), *Kind.choices], required=False
    )


def wanted_organisations(
    request: VisitorRequest,
) -> tuple[OrganisationFilters, OrganisationQuerySet]:
    """What the address asks for: the page and the file show the same."""
    filters = OrganisationFilters(request.GET)
    wanted = chosen(filters)
    found = find_organisations(wanted.get("q", ""), request.user).select_related("seat")
    if wanted.get("kind"):
        found = found.filter(kind=wanted["kind"])
    return filters, found if filters.is_valid() else found.none()


@login_not_required
@require_safe
def organisations(request: VisitorRequest) -> HttpResponse:
    """List the organisations of the directory."""
    filters, found = wanted_organisations(request)
    page = page_of(request, found.prefetch_related("memberships"))
    context = {"filters": filters, "page": page, "query": query_of(request)}
    return draw_list(request, "public/organisations.html", context)


@login_not_required
@require_safe
def organisation(request: VisitorRequest, slug: str) -> HttpResponse:
    """Tell one organisation, and the alliances it is in."""
    seen = Organisation.objects.visible_to(request.user).select_related("seat")
    organisation = get_object_or_404(seen, slug=slug)
    today = timezone.localdate()
    memberships = organisation.memberships.all()
    context = {
        "organisation": organisation,
        "is_member": any(
            m.starts_on <= today and (m.ends_on is None or m.ends_on >= today) for m in memberships
        ),
        "territories": organisation.territories.all(),
        "projects": projects_with(organisation, request.user),
        "linked": linked.organisation(organisation),
    }
    return render(request, "public/organisation.html", context)
