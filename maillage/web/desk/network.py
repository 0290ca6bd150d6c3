"""The network's own identity, and the components it is drawn with."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from maillage.actors.models import Network
from maillage.actors.permissions import can_change_network
from maillage.actors.services import change_network
from maillage.core.answers import carry_out, draw
from maillage.core.http import MemberRequest, require
from maillage.web.desk.people_forms import NetworkForm


@require_http_methods(["GET", "POST"])
def network(request: MemberRequest) -> HttpResponse:
    """Name, colours, logo, legal mentions: what makes this instance somebody's."""
    require(can_change_network(request.user))
    kept = Network.objects.first()
    data, files = (request.POST, request.FILES) if request.method == "POST" else (None, None)
    form = NetworkForm(data, files, instance=Network.objects.first())
    if (
        form.is_valid()
        and carry_out(form, lambda: change_network(by=request.user, **form.told())) is not None
    ):
        messages.success(request, _("L’identité du réseau est enregistrée."))
        return redirect("desk:network")
    return draw(request, "desk/network.html", {"form": form, "kept": kept}, form)


@require_GET
def components(request: MemberRequest) -> HttpResponse:
    """Every component, for whoever draws a page or chooses colours."""
    require(can_change_network(request.user))
    return render(request, "desk/components.html")
