"""What my organisation says of itself."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from maillage.actors.queries import organisations_of
from maillage.actors.services import change_organisation
from maillage.core.answers import carry_out, draw, typed
from maillage.core.http import MemberRequest
from maillage.web.space.forms import OrganisationForm


@require_safe
def organisations(request: MemberRequest) -> HttpResponse:
    """Where I hold a position."""
    context = {"organisations": organisations_of(request.user)}
    return render(request, "space/organisations.html", context)


@require_http_methods(["GET", "POST"])
def edit(request: MemberRequest, slug: str) -> HttpResponse:
    """Change what my organisation says of itself."""
    organisation = get_object_or_404(organisations_of(request.user), slug=slug)
    form = OrganisationForm(typed(request), instance=organisation)
    if form.is_bound and form.is_valid():
        fresh = organisations_of(request.user).get(pk=organisation.pk)
        if carry_out(
            form, lambda: change_organisation(fresh, by=request.user, **form.cleaned_data)
        ):
            messages.success(request, _("C’est enregistré."))
            return redirect("space:organisations")
    context = {"organisation": organisation, "form": form}
    return draw(request, "space/organisation_edit.html", context, form)
