"""The territories of a draft, here and there."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from maillage.applications.permissions import can_write
from maillage.applications.services import add_territory, remove_territory
from maillage.core.answers import attempt, named
from maillage.core.http import MemberRequest, require
from maillage.territories.models import Territory
from maillage.territories.queries import find_territories
from maillage.web.space.writing import mine


@require_safe
def territories(request: MemberRequest, code: str) -> HttpResponse:
    """Look for a territory, as one types."""
    application = mine(request, code)
    require(can_write(request.user, application))
    q = request.GET.get("q", "")[:100]
    context = {
        "application": application,
        "q": q,
        "found": find_territories(q) if q.strip() else [],
    }
    template = "space/territories.html"
    return render(request, f"{template}#results" if request.htmx else template, context)


@require_POST
def add(request: MemberRequest, code: str) -> HttpResponse:
    """Note that the project happens there too."""
    application = mine(request, code)
    require(can_write(request.user, application))
    slug = named(request, "territory")
    territory = get_object_or_404(Territory.objects.current(), slug=slug)
    attempt(
        request,
        lambda: add_territory(application, territory, by=request.user),
        _("%(name)s est ajouté.") % {"name": territory.full_name},
    )
    return redirect("space:territories", code)


@require_POST
def remove(request: MemberRequest, code: str, slug: str) -> HttpResponse:
    """Note that the project does not happen there."""
    application = mine(request, code)
    require(can_write(request.user, application))
    territory = get_object_or_404(application.territories.all(), slug=slug)
    attempt(
        request,
        lambda: remove_territory(application, territory, by=request.user),
        _("%(name)s est retiré.") % {"name": territory.full_name},
    )
    return redirect("space:territories", code)
