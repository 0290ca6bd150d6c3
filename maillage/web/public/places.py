"""Territories: what happens in one place, and which calls its people may join."""

from functools import partial

from django import forms
from django.contrib.auth.decorators import login_not_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from maillage.core.answers import chosen, draw_list, page_of, query_of
from maillage.core.http import VisitorRequest
from maillage.projects.queries import on_cards, place, with_counts, with_projects
from maillage.territories.models import Territory, TerritoryQuerySet
from maillage.territories.queries import territories_found
from maillage.web.public import linked
from maillage.web.public.maps import tied_to, where_is

SHOWN = 12


class PlaceFilters(forms.Form):
    q = forms.CharField(
        label=_("Nom, code postal ou code INSEE"),
        required=False,
        max_length=100,
        widget=forms.TextInput(attrs={"type": "search", "autocomplete": "off"}),
    )


def wanted_territories(request: VisitorRequest) -> tuple[PlaceFilters, TerritoryQuerySet]:
    """Those that the words find, the likeliest first; without words, those that have projects."""
    filters = PlaceFilters(request.GET)
    words = chosen(filters).get("q", "")
    return filters, territories_found(words) if words else with_projects(request.user)


@login_not_required
@require_safe
def territories(request: VisitorRequest) -> HttpResponse:
    """Find any territory as one types; without words, those that have projects."""
    filters, found = wanted_territories(request)
    words = chosen(filters).get("q", "")
    counted = partial(with_counts, visitor=request.user)
    context = {
        "filters": filters,
        "words": words,
        "page": page_of(request, found, None if words else counted),
        "query": query_of(request),
    }
    return draw_list(request, "public/territories.html", context)


@login_not_required
@require_safe
def territory(request: VisitorRequest, slug: str) -> HttpResponse:
    """Tell one place: its projects, its actors, its open calls, its ties with elsewhere."""
    found = place(get_object_or_404(Territory, slug=slug), request.user, request.arrived_at)
    context = {
        "place": found,
        "page": page_of(request, found.projects, on_cards),
        "around": found.around[:SHOWN],
        "organisations": found.organisations[:SHOWN],
        "query": f"?place={slug}",
        "where": where_is(found.territory, found.wider),
        "ties": tied_to(found.territory, found.elsewhere),
        "linked": linked.territory(found.territory, found.wider),
    }
    return render(request, "public/territory.html", context)
