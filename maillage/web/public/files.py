"""The public lists as files, narrowed as the pages are."""

from collections.abc import Callable, Iterator
from functools import wraps
from typing import Any

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.db.models import QuerySet
from django.http import HttpResponse, HttpResponseBase, StreamingHttpResponse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext
from django.views.decorators.http import require_safe

from maillage.actors.exports import COLUMNS as ORGANISATIONS
from maillage.core.http import VisitorRequest
from maillage.core.limits import seconds_to_wait
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
View = Callable[..., HttpResponseBase]


def _batches(rows: QuerySet[Any]) -> Iterator[Any]:
    """Read a long list a batch at a time, its relations with it: 30,000 rows are no memory."""
    return rows.iterator(chunk_size=BATCH)


def given(view: View) -> View:
    """Open a file to everybody, so many a minute for one address: whole lists are long to write."""

    @wraps(view)
    def handle(request: VisitorRequest, **kwargs: Any) -> HttpResponseBase:
        wait = seconds_to_wait(request, "files", settings.FILES_PER_MINUTE)
        if wait:
            return _too_many(wait)
        return view(request, **kwargs)

    return login_not_required(require_safe(handle))


def _too_many(wait: int) -> HttpResponse:
    sentence = _(
        "Beaucoup de fichiers ont été pris d’ici en une minute. Réessayez dans %(wait)s secondes."
    )
    plain = "text/plain; charset=utf-8"
    headers = {"Retry-After": str(wait)}
    return HttpResponse(sentence % {"wait": wait}, status=429, content_type=plain, headers=headers)


@given
def projects(request: VisitorRequest, form: str) -> HttpResponseBase:
    _filters, found = wanted_projects(request)
    return file_response(form, pgettext("fichier", "projets"), PROJECTS, _batches(on_lines(found)))


@given
def projects_geojson(request: VisitorRequest) -> StreamingHttpResponse:
    _filters, found = wanted_projects(request)
    lines = as_geojson(_batches(found.defer("story").prefetch_related("territories")))
    response = StreamingHttpResponse(
        (line.encode() for line in lines), content_type="application/geo+json"
    )
    response["Content-Disposition"] = 'attachment; filename="projets.geojson"'
    return response


@given
def calls(_request: VisitorRequest, form: str) -> HttpResponseBase:
    found = Call.objects.published().select_related("phase__programme")
    return file_response(form, pgettext("fichier", "appels"), CALLS, _batches(found))


@given
def organisations(request: VisitorRequest, form: str) -> HttpResponseBase:
    _filters, found = wanted_organisations(request)
    return file_response(form, "acteurs", ORGANISATIONS, _batches(found))


@given
def territories(request: VisitorRequest, form: str) -> HttpResponseBase:
    """What the page lists: the territories that have projects, or those that the words find."""
    _filters, found = wanted_territories(request)
    rows = with_counts(found, request.user)
    return file_response(form, "territoires", TERRITORIES, _batches(rows))


@given
def themes(request: VisitorRequest, form: str) -> HttpResponseBase:
    return file_response(form, "themes", THEMES, counted_themes(request.user))


@given
def ties(request: VisitorRequest, form: str) -> HttpResponseBase:
    """Every thread of the picture of the home page, and of those that it has no room for."""
    _filters, found = wanted_projects(request)
    told = tied_across(found).defer("story").prefetch_related("territories")
    return file_response(form, "liens", TIES, ties_of(_batches(told)))


@given
def areas(_request: VisitorRequest, form: str) -> HttpResponseBase:
    """The table behind the maps of the home page."""
    return file_response(form, "carte", AREAS, counted_areas())
