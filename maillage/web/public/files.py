"""The public lists as files, narrowed as the pages are."""

from collections.abc import Iterator
from typing import Any

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.db.models import QuerySet
from django.http import HttpResponseBase, StreamingHttpResponse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext
from django.views.decorators.http import require_safe

from maillage.actors.exports import COLUMNS as ORGANISATIONS
from maillage.core.http import VisitorRequest
from maillage.core.spreadsheets import Address, Column, file_response
from maillage.programmes.exports import COLUMNS as CALLS
from maillage.programmes.models import Call
from maillage.projects.exports import COLUMNS as PROJECTS
from maillage.projects.exports import TERRITORIES, THEMES, TIES, as_geojson, ties_of
from maillage.projects.queries import counted_themes, on_lines, tied_across, with_counts
from maillage.web.public.maps import Known, counted_areas
from maillage.web.public.organisations import wanted_organisations
from maillage.web.public.places import wanted_territories
from maillage.web.public.projects import wanted_projects

AREAS: list[Column[Known]] = [
    Column(_("Identifiant"), lambda area: area.public_id),
    Column(_("Territoire"), lambda area: area.name),
    Column(_("Projets"), lambda area: area.projects),
    Column(_("Adresse"), lambda area: Address(f"{settings.SITE_URL}{area.url}")),
]
BATCH = 500


def _batches(rows: QuerySet[Any]) -> Iterator[Any]:
    """Read a long list a batch at a time, its relations with it: 30,000 rows are no memory."""
    return rows.iterator(chunk_size=BATCH)


@login_not_required
@require_safe
def projects(request: VisitorRequest, form: str) -> HttpResponseBase:
    _filters, found = wanted_projects(request)
    return file_response(form, pgettext("fichier", "projets"), PROJECTS, _batches(on_lines(found)))


@login_not_required
@require_safe
def projects_geojson(request: VisitorRequest) -> StreamingHttpResponse:
    _filters, found = wanted_projects(request)
    lines = as_geojson(_batches(found.prefetch_related("territories")))
    response = StreamingHttpResponse(
        (line.encode() for line in lines), content_type="application/geo+json"
    )
    response["Content-Disposition"] = 'attachment; filename="projets.geojson"'
    return response


@login_not_required
@require_safe
def calls(_request: VisitorRequest, form: str) -> HttpResponseBase:
    found = Call.objects.published().select_related("phase__programme")
    return file_response(form, pgettext("fichier", "appels"), CALLS, _batches(found))


@login_not_required
@require_safe
def organisations(request: VisitorRequest, form: str) -> HttpResponseBase:
    _filters, found = wanted_organisations(request)
    return file_response(form, "acteurs", ORGANISATIONS, _batches(found))


@login_not_required
@require_safe
def territories(request: VisitorRequest, form: str) -> HttpResponseBase:
    """What the page lists: the territories that have projects, or those that the words find."""
    _filters, found = wanted_territories(request)
    rows = with_counts(found, request.user)
    return file_response(form, "territoires", TERRITORIES, _batches(rows))


@login_not_required
@require_safe
def themes(request: VisitorRequest, form: str) -> HttpResponseBase:
    return file_response(form, "themes", THEMES, counted_themes(request.user))


@login_not_required
@require_safe
def ties(request: VisitorRequest, form: str) -> HttpResponseBase:
    """Every thread of the picture of the home page, and of those that it has no room for."""
    _filters, found = wanted_projects(request)
    told = tied_across(found).defer("story").prefetch_related("territories")
    return file_response(form, "liens", TIES, ties_of(_batches(told)))


@login_not_required
@require_safe
def areas(_request: VisitorRequest, form: str) -> HttpResponseBase:
    """The table behind the maps of the home page."""
    return file_response(form, "carte", AREAS, counted_areas())
