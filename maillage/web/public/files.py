"""The public lists as files, narrowed as the pages are."""

from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.db.models import QuerySet
from django.http import HttpResponseBase, StreamingHttpResponse
from django.views.decorators.http import require_safe

from maillage.actors.exports import COLUMNS as ORGANISATIONS
from maillage.core.http import VisitorRequest
from maillage.core.spreadsheets import file_response
from maillage.programmes.exports import COLUMNS as CALLS
from maillage.programmes.models import Call
from maillage.projects.exports import COLUMNS as PROJECTS
from maillage.projects.exports import as_geojson
from maillage.projects.queries import with_alliance
from maillage.web.public.organisations import wanted_organisations
from maillage.web.public.projects import wanted_projects

BATCH = 500


def _batches(rows: QuerySet[Any]) -> Any:
    """Read a long list a batch at a time, its relations with it: 30,000 rows are no memory."""
    return rows.iterator(chunk_size=BATCH)


@login_not_required
@require_safe
def projects(request: VisitorRequest, form: str) -> HttpResponseBase:
    _filters, found = wanted_projects(request)
    return file_response(form, "projets", PROJECTS, _batches(with_alliance(found)))


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
    return file_response(form, "appels", CALLS, _batches(found))


@login_not_required
@require_safe
def organisations(request: VisitorRequest, form: str) -> HttpResponseBase:
    _filters, found = wanted_organisations(request)
    return file_response(form, "acteurs", ORGANISATIONS, _batches(found))
