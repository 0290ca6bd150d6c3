"""Bringing the past: a file is shown row by row, then imported whole, and may be undone whole."""

from django import forms
from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from maillage.actors.services import OrganisationImporter, PersonImporter
from maillage.core.answers import attempt, carry_out, chosen, draw, draw_list, page_of, typed
from maillage.core.http import MemberRequest, require
from maillage.core.refusal import Refusal
from maillage.core.spreadsheets import XLSX
from maillage.core.tables import read_table
from maillage.imports.exports import template, to_correct
from maillage.imports.models import Import, Line
from maillage.imports.permissions import can_import
from maillage.imports.queries import tallies
from maillage.imports.services import (
    Importer,
    StaleRefusal,
    apply_import,
    prepare_import,
    refresh_import,
    undo_import,
)
from maillage.projects.services import PaymentImporter, ProjectImporter

IMPORTERS: dict[str, type[Importer]] = {
    importer.kind: importer
    for importer in (OrganisationImporter, PersonImporter, ProjectImporter, PaymentImporter)
}
A_PAGE = 100


class UploadForm(forms.Form):
    kind = forms.ChoiceField(
        label=gettext_lazy("Ce que contient le fichier"),
        choices=[(kind, importer.title) for kind, importer in IMPORTERS.items()],
        widget=forms.RadioSelect,
    )
    table = forms.FileField(
        label=gettext_lazy("Fichier"),
        help_text=gettext_lazy(
            "xlsx ou CSV, 10 Mo et 20 000 lignes au plus. Rien n’est changé avant que vous ne l’ayez vu."
        ),
        widget=forms.FileInput(attrs={"accept": ".xlsx,.csv,text/csv"}),
    )


class LineFilters(forms.Form):
    state = forms.ChoiceField(
        label=gettext_lazy("Lignes"),
        choices=[("", gettext_lazy("Toutes")), *Line.State.choices],
        required=False,
    )


@require_http_methods(["GET", "POST"])
def imports(request: MemberRequest) -> HttpResponse:
    """The files brought so far, and one more."""
    require(can_import(request.user))
    form = UploadForm(typed(request), request.FILES or None)
    if form.is_valid():
        given, importer = form.cleaned_data["table"], IMPORTERS[form.cleaned_data["kind"]]()
        shown = carry_out(
            form,
            lambda: prepare_import(
                importer,
                read_table(given.read()),
                name=given.name,
                by=request.user,
                at=request.arrived_at,
            ),
        )
        if shown is not None:
            return redirect("desk:import", shown.code)
    context = {
        "form": form,
        "importers": IMPORTERS.values(),
        "page": page_of(request, Import.objects.select_related("by")),
        "titles": {kind: importer.title for kind, importer in IMPORTERS.items()},
    }
    return draw(request, "desk/imports.html", context, form)


@require_GET
def import_template(request: MemberRequest, kind: str) -> HttpResponse:
    """A file to start from."""
    require(can_import(request.user))
    if kind not in IMPORTERS:
        raise Http404
    return _file(template(IMPORTERS[kind]), f"modele-{kind}")


def _find(request: MemberRequest, code: str) -> tuple[Import, Importer]:
    require(can_import(request.user))
    shown = get_object_or_404(Import.objects.select_related("by"), code=code)
    return shown, IMPORTERS[shown.kind]()


@require_GET
def import_shown(request: MemberRequest, code: str) -> HttpResponse:
    """Each line of the file: what it would do, or what it did."""
    shown, importer = _find(request, code)
    filters = LineFilters(request.GET)
    lines = shown.lines.all()
    if state := chosen(filters).get("state"):
        lines = lines.filter(state=state)
    counted = tallies(shown)
    context = {
        "shown": shown,
        "importer": importer,
        "filters": filters,
        "tallies": counted,
        "doing": sum(t.lines for t in counted if t.state in {Line.State.ADDED, Line.State.CHANGED}),
        "wrong": sum(t.lines for t in counted if t.state == Line.State.WRONG),
        "page": Paginator(lines, A_PAGE).get_page(request.GET.get("page")),
    }
    return draw_list(request, "desk/import.html", context)


@require_POST
def import_apply(request: MemberRequest, code: str) -> HttpResponse:
    """Do all that the preview shows."""
    shown, importer = _find(request, code)
    try:
        apply_import(importer, shown, by=request.user, at=request.arrived_at)
    except StaleRefusal as refusal:
        messages.warning(request, str(refusal))
        attempt(
            request,
            lambda: refresh_import(importer, shown, by=request.user),
            _("L’aperçu est à jour."),
        )
    except Refusal as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("L’import est fait. Personne n’a reçu de message."))
    return redirect("desk:import", code)


@require_POST
def import_undo(request: MemberRequest, code: str) -> HttpResponse:
    """Take all of it back."""
    shown, importer = _find(request, code)
    attempt(
        request,
        lambda: undo_import(importer, shown, by=request.user, at=request.arrived_at),
        _("L’import est annulé : tout est comme avant."),
    )
    return redirect("desk:import", code)


@require_GET
def import_to_correct(request: MemberRequest, code: str) -> HttpResponse:
    """The lines left out, with what is wrong in each: to correct, and bring again."""
    shown, _importer = _find(request, code)
    return _file(to_correct(shown), f"a-corriger-{shown.code.lower()}")


def _file(content: bytes, name: str) -> HttpResponse:
    response = HttpResponse(content, content_type=XLSX)
    response["Content-Disposition"] = f'attachment; filename="{name}.xlsx"'
    return response
