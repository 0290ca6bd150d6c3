"""The outbox: what was written to whom, and what became of it."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from maillage.core.answers import attempt, chosen, draw_list, page_of
from maillage.core.http import MemberRequest, require
from maillage.mail.models import Message, Undeliverable
from maillage.mail.permissions import can_run_outbox
from maillage.mail.queries import find_messages, undeliverable_addresses
from maillage.mail.services import cancel, retry, trust_again
from maillage.web.desk.filters import OutboxFilters


@require_GET
def outbox(request: MemberRequest) -> HttpResponse:
    require(can_run_outbox(request.user))
    filters = OutboxFilters(request.GET)
    given = chosen(filters)
    found = find_messages(given.get("q", ""), request.user, status=given.get("state", ""))
    return draw_list(
        request, "desk/outbox.html", {"page": page_of(request, found), "filters": filters}
    )


def _find(request: MemberRequest, code: str) -> Message:
    return get_object_or_404(Message.objects.visible_to(request.user), code=code)


@require_GET
def message(request: MemberRequest, code: str) -> HttpResponse:
    """Read one message; a personal code stays hidden outside the demonstration."""
    found = _find(request, code)
    context = {
        "message": found,
        "may_retry": found.status in Message.RETRIABLE,
        "may_cancel": found.status in Message.CANCELLABLE,
    }
    return render(request, "desk/message.html", context)


@require_POST
def message_retry(request: MemberRequest, code: str) -> HttpResponse:
    found = _find(request, code)
    done = _("Le message repart.")
    attempt(request, lambda: retry(found, by=request.user, at=request.arrived_at), done)
    return redirect("desk:message", code)


@require_POST
def message_cancel(request: MemberRequest, code: str) -> HttpResponse:
    found = _find(request, code)
    attempt(request, lambda: cancel(found, by=request.user), _("Le message ne partira pas."))
    return redirect("desk:message", code)


@require_GET
def addresses(request: MemberRequest) -> HttpResponse:
    """Addresses where nothing arrives any more."""
    require(can_run_outbox(request.user))
    found = undeliverable_addresses(request.user)
    return render(request, "desk/addresses.html", {"page": page_of(request, found)})


@require_POST
def address_trust(request: MemberRequest, code: str) -> HttpResponse:
    found = get_object_or_404(Undeliverable.objects.visible_to(request.user), code=code)
    done = _("La plateforme écrit de nouveau à cette adresse.")
    attempt(request, lambda: trust_again(found, by=request.user, at=request.arrived_at), done)
    return redirect("desk:addresses")
