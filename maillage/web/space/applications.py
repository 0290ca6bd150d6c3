"""My applications, and starting one."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from maillage.applications.queries import applications_of
from maillage.applications.services import start_application
from maillage.core.answers import carry_out, draw, page_of, typed
from maillage.core.http import MemberRequest
from maillage.programmes.models import Call
from maillage.selection.queries import with_announced_outcome
from maillage.web.space.forms import ApplyForm


@require_safe
def applications(request: MemberRequest) -> HttpResponse:
    """What my organisations write or wrote."""
    page = page_of(request, with_announced_outcome(applications_of(request.user)))
    return render(request, "space/applications.html", {"page": page})


@require_http_methods(["GET", "POST"])
def apply(request: MemberRequest, slug: str) -> HttpResponse:
    """Start an application in the name of one of my organisations."""
    call = get_object_or_404(Call.objects.visible_to(request.user), slug=slug)
    form = ApplyForm(typed(request), user=request.user)
    if form.is_bound and form.is_valid():
        data = form.cleaned_data
        draft = carry_out(
            form,
            lambda: start_application(
                call, data["lead"], title=data["title"], by=request.user, at=request.arrived_at
            ),
        )
        if draft:
            return redirect("space:application", draft.code)
    return draw(request, "space/apply.html", {"call": call, "form": form}, form)
