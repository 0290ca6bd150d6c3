"""Bringing the past: a file is shown row by row, then imported whole, and may be undone whole."""

from typing import Any

from django import forms
from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.functional import Promise
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST
from django_htmx.http import HttpResponseClientRefresh

from maillage.core.answers import attempt, carry_out, chosen, draw, draw_list, page_of, typed
from maillage.core.http import MemberRequest, require
from maillage.core.refusal import Refusal
from maillage.core.spreadsheets import XLSX
from maillage.core.tables import read_table
from maillage.imports.exports import template, to_correct
from maillage.imports.models import Import
from maillage.imports.permissions import can_import
from maillage.imports.queries import Counts, counts
from maillage.imports.services import (
    ask,
    discard_import,
    do_asked,
    importers,
    prepare_import,
    receive_import,
)
from maillage.imports.tasks import carry_out as let_the_worker

A_PAGE = 50
AT_ONCE = 1000  # lines; more take seconds, and are the worker's


def _titles() -> list[tuple[str, str | Promise]]:
    return [(kind, importer.title) for kind, importer in importers().items()]


class UploadForm(forms.Form):
    kind = forms.ChoiceField(
        label=gettext_lazy("Ce que contient le fichier"), choices=_titles, widget=forms.RadioSelect
    )
    table = forms.FileField(
        label=gettext_lazy("Fichier"),
        help_text=gettext_lazy(
            "xlsx ou CSV, 10 Mo et 20 000 lignes au plus. Rien n’est changé avant que vous ne l’ayez vu."
        ),
        widget=forms.FileInput(attrs={"accept": ".xlsx,.csv,text/csv"}),
    )


class LineFilters(forms.Form):
    state = forms.ChoiceField(label=gettext_lazy("Lignes"), required=False)

    def __init__(self, data: Any, counted: Counts) -> None:
        super().__init__(data)
        states = [(tally.state, str(tally)) for tally in counted.tallies]
        self.fields["state"].choices = [("", _("Toutes")), *states]  # type: ignore[attr-defined]


@require_http_methods(["GET", "POST"])
def imports(request: MemberRequest) -> HttpResponse:
    """The files brought so far, and one more."""
    require(can_import(request.user))
    form = UploadForm(typed(request), request.FILES or None)
    if form.is_valid():
        received = carry_out(form, lambda: _receive(request, form.cleaned_data))
        if received is not None:
            return redirect("desk:import", received.code)
    page, titles = page_of(request, Import.objects.select_related("by")), dict(_titles())
    rows = [(brought, titles[brought.kind]) for brought in page]
    context = {"form": form, "importers": importers().values(), "page": page, "rows": rows}
    return draw(request, "desk/imports.html", context, form)


def _receive(request: MemberRequest, given: dict[str, Any]) -> Import:
    """Show a short file at once; a long one is kept, and the worker looks at it."""
    table, importer = read_table(given["table"].read()), importers()[given["kind"]]()
    is_long = len(table.rows) > AT_ONCE
    keep = receive_import if is_long else prepare_import
    by, at = request.user, request.arrived_at
    received = keep(importer, table, name=given["table"].name, by=by, at=at)
    if is_long:
        _hand_over(request, received, Import.Act.SHOW)
    return received


def _hand_over(request: MemberRequest, of: Import, act: Import.Act) -> None:
    ask(of, act, at=request.arrived_at)
    let_the_worker.enqueue(of.code, request.user.pk, get_language() or "fr")


@require_GET
def import_template(request: MemberRequest, kind: str) -> HttpResponse:
    """A file to start from."""
    require(can_import(request.user))
    if kind not in importers():
        raise Http404
    return _file(template(importers()[kind]), f"modele-{kind}")


def _find(request: MemberRequest, code: str) -> Import:
    require(can_import(request.user))
    return get_object_or_404(Import.objects.select_related("by"), code=code)


@require_GET
def import_shown(request: MemberRequest, code: str) -> HttpResponse:
    """Each line of the file: what it would do, or what it did."""
    shown = _find(request, code)
    is_asked_again = request.htmx.target == "doing"
    context = {"shown": shown, "importer": importers()[shown.kind]}
    if shown.is_busy(request.arrived_at):
        part = "#doing" if is_asked_again else ""
        context["seconds"] = shown.seconds_busy(request.arrived_at)
        return render(request, f"desk/import_busy.html{part}", context)
    if is_asked_again:
        return HttpResponseClientRefresh()
    counted = counts(shown)
    filters, lines = LineFilters(request.GET, counted), shown.lines.all()
    if state := chosen(filters).get("state"):
        lines = lines.filter(state=state)
    context |= {"counts": counted, "filters": filters}
    context |= {"page": Paginator(lines, A_PAGE).get_page(request.GET.get("page"))}
    return draw_list(request, "desk/import.html", context)


def _act(request: MemberRequest, code: str, act: Import.Act, done: str) -> HttpResponse:
    """Do it now when the lines are few; else the worker does, and the page says where it is."""
    of = _find(request, code)
    try:
        if of.lines.count() > AT_ONCE:
            _hand_over(request, of, act)
        elif do_asked(ask(of, act, at=request.arrived_at), by=request.user):
            messages.success(request, done)
    except Refusal as refusal:
        messages.error(request, str(refusal))
    return redirect("desk:import", code)


@require_POST
def import_apply(request: MemberRequest, code: str) -> HttpResponse:
    """Do all that the preview shows."""
    done = _("L’import est fait. Personne n’a reçu de message.")
    return _act(request, code, Import.Act.APPLY, done)


@require_POST
def import_refresh(request: MemberRequest, code: str) -> HttpResponse:
    """Look at the same lines again: what they name may be there by now."""
    return _act(request, code, Import.Act.SHOW, _("L’aperçu est à jour."))


@require_POST
def import_undo(request: MemberRequest, code: str) -> HttpResponse:
    """Take all of it back."""
    done = _("L’import est annulé : tout est comme avant.")
    return _act(request, code, Import.Act.UNDO, done)


@require_POST
def import_discard(request: MemberRequest, code: str) -> HttpResponse:
    """Throw away a file brought by mistake."""
    of = _find(request, code)
    gone = attempt(
        request,
        lambda: discard_import(of, by=request.user, at=request.arrived_at),
        _("Le fichier est écarté : rien n’en est gardé."),
    )
    return redirect("desk:imports") if gone else redirect("desk:import", code)


@require_GET
def import_to_correct(request: MemberRequest, code: str) -> HttpResponse:
    """The lines left out, with what is wrong in each: to correct, and bring again."""
    shown = _find(request, code)
    return _file(to_correct(shown), f"a-corriger-{shown.code.lower()}")


def _file(content: bytes, name: str) -> HttpResponse:
    response = HttpResponse(content, content_type=XLSX)
    response["Content-Disposition"] = f'attachment; filename="{name}.xlsx"'
    return response
