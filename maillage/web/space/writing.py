"""Writing a draft together, and handing it in."""

from dataclasses import dataclass
from functools import partial
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from maillage.applications.models import Application
from maillage.applications.permissions import can_submit, can_write
from maillage.applications.queries import (
    Missing,
    applications_of,
    missing_before_submission,
)
from maillage.applications.services import (
    drop_draft,
    write_and_submit,
    write_application,
)
from maillage.core.answers import attempt, carry_out, draw, tell
from maillage.core.http import MemberRequest, require
from maillage.core.refusal import Refusal
from maillage.journal.models import Entry
from maillage.selection.queries import announced_decision
from maillage.web.space.forms import WritingForm, initial_of


@dataclass(frozen=True, slots=True)
class Difference:
    """A field that holds another text than the one saved."""

    label: str
    saved: str
    typed: str


def mine(request: MemberRequest, code: str) -> Application:
    """The application of one of my organisations, or nothing at all."""
    return get_object_or_404(applications_of(request.user), code=code)


@require_safe
def application(request: MemberRequest, code: str) -> HttpResponse:
    """Show the draft to write, or what was submitted."""
    application = mine(request, code)
    form = WritingForm(application=application, initial=initial_of(application))
    return _draw(request, application, form)


@require_POST
def write(request: MemberRequest, code: str) -> HttpResponse:
    """Save what was typed; whatever is refused stays on the page."""
    application = mine(request, code)
    form = WritingForm(request.POST, application=application)
    if not _keep(request, application, form):
        return _draw(request, application, form)
    messages.success(request, _("C’est enregistré."))
    return redirect("space:application", code)


def _keep(
    request: MemberRequest, application: Application, form: WritingForm
) -> Application | None:
    if not form.is_valid():
        return None
    return carry_out(form, lambda: write_application(application, by=request.user, **_typed(form)))


def _typed(form: WritingForm) -> dict[str, Any]:
    names = ("title", "summary", "asked_cents", "seen_revision")
    return {name: form.cleaned_data[name] for name in names} | {"answers": form.answers()}


def _draw(request: MemberRequest, application: Application, form: WritingForm) -> HttpResponse:
    application = mine(request, application.code)  # as it stands now, or gone
    is_open = can_write(request.user, application)
    if form.is_bound and not is_open:
        # The form, and the refusal above it, are no longer on the page: somebody pressed before.
        messages.error(request, _("Cette candidature est déjà déposée."))
    missing = missing_before_submission(application)
    context = {
        "application": application,
        "form": form,
        "missing": missing,
        "steps": _steps(application, missing),
        "saved": _saved_differently(application, form) if form.is_bound and is_open else [],
        "lost": _differences(application, form) if form.is_bound and not is_open else [],
        "last": _last_gesture(application),
        "can_write": is_open,
        "can_submit": can_submit(request.user, application),
        "decision": announced_decision(application),
        "days_left": (application.call.closes_at - request.arrived_at).days
        if application.call.closes_at
        else None,
    }
    return draw(request, "space/application.html", context, form)


def _last_gesture(application: Application) -> Entry | None:
    """Who of the alliance touched the draft last; who reads and decides is no business of theirs."""
    if application.status != Application.Status.DRAFT:
        return None
    return Entry.objects.about(application).select_related("by").first()


def _steps(application: Application, missing: list[Missing]) -> dict[str, int]:
    total = 4 + application.call.questions.filter(is_required=True).count()
    return {"total": total, "done": max(total - len(missing), 0)}


def _saved_differently(application: Application, form: WritingForm) -> list[Difference]:
    """What somebody else saved meanwhile, field by field, to compare with what was typed.

    The page takes the new revision on: pressing again is then a choice made in full view.
    """
    revision = str(application.revision)
    if form.data.get("seen_revision") == revision:
        return []
    form.data = {**form.data.dict(), "seen_revision": revision}  # type: ignore[attr-defined]
    return _differences(application, form)


def _differences(application: Application, form: WritingForm) -> list[Difference]:
    """The fields whose typed text is not the saved one."""
    saved = initial_of(application)
    texts = (name for name in form.fields if name not in {"seen_revision", "asked_cents"})
    pairs = (
        Difference(
            label=str(form.fields[name].label),
            saved=str(saved.get(name, "")),
            typed=str(form.data.get(name, "")).replace("\r\n", "\n"),
        )
        for name in texts
    )
    return [pair for pair in pairs if pair.saved != pair.typed]


@require_POST
def submit(request: MemberRequest, code: str) -> HttpResponse:
    """Save what is on the page and hand it in; what counts is the request's arrival."""
    application = mine(request, code)
    if application.status == Application.Status.DRAFT:
        # A second press on a submitted application gets a sentence, not a closed door.
        require(can_submit(request.user, application))
        form = WritingForm(request.POST, application=application)
        if not _hand_in(request, application, form):
            return _draw(request, application, form)
    else:
        messages.error(request, _("Cette candidature est déjà déposée."))
    return redirect("space:application", code)


def _hand_in(request: MemberRequest, application: Application, form: WritingForm) -> bool:
    """Whether what was typed is saved: handed in then, or told what the deposit still lacks."""
    if not form.is_valid():
        return False
    act = partial(write_and_submit, application, by=request.user, at=request.arrived_at)
    try:
        stopped = act(**_typed(form))
    except Refusal as refusal:
        form.add_error(None, str(refusal))
        return False
    if stopped:
        tell(request, stopped)
    else:
        messages.success(request, _("Votre candidature est déposée. Merci !"))
    return True


@require_POST
def drop(request: MemberRequest, code: str) -> HttpResponse:
    """Delete a draft; only the lead's people may."""
    application = mine(request, code)
    require(can_submit(request.user, application))
    attempt(
        request, lambda: drop_draft(application, by=request.user), _("Le brouillon est supprimé.")
    )
    return redirect("space:applications")
