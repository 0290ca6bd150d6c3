"""Programmes and their phases: what every call belongs to."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from maillage.core.answers import carry_out, draw, typed
from maillage.core.http import MemberRequest, require
from maillage.programmes.models import Programme
from maillage.programmes.permissions import can_run_programmes
from maillage.programmes.services import create_phase, create_programme
from maillage.web.desk.forms import PhaseForm, ProgrammeForm


@require_GET
def programmes(request: MemberRequest) -> HttpResponse:
    require(can_run_programmes(request.user))
    found = Programme.objects.prefetch_related("phases__calls")
    return render(request, "desk/programmes.html", {"programmes": found})


@require_http_methods(["GET", "POST"])
def programme_new(request: MemberRequest) -> HttpResponse:
    require(can_run_programmes(request.user))
    form = ProgrammeForm(typed(request))
    if (
        form.is_valid()
        and carry_out(form, lambda: create_programme(by=request.user, **form.cleaned_data))
        is not None
    ):
        messages.success(request, _("Le programme est créé. Ajoutez-lui une phase."))
        return redirect("desk:programmes")
    return draw(request, "desk/programme_new.html", {"form": form}, form)


@require_http_methods(["GET", "POST"])
def phase_new(request: MemberRequest, slug: str) -> HttpResponse:
    require(can_run_programmes(request.user))
    programme = get_object_or_404(Programme, slug=slug)
    form = PhaseForm(typed(request), initial={"number": programme.phases.count() + 1})
    if (
        form.is_valid()
        and carry_out(form, lambda: create_phase(programme, by=request.user, **form.cleaned_data))
        is not None
    ):
        messages.success(request, _("La phase est créée. Vous pouvez y préparer un appel."))
        return redirect("desk:programmes")
    return draw(request, "desk/phase_new.html", {"form": form, "programme": programme}, form)
