"""Version 1: calls, projects, organisations, territories, themes. Read only, published things only."""

# The library finds the request by its name; most answers depend on nothing in it.
# ruff: noqa: ARG001

from typing import Any

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from ninja import NinjaAPI, Query
from ninja.errors import ValidationError

from maillage.actors.models import Organisation
from maillage.actors.queries import find_organisations
from maillage.core.answers import cut
from maillage.programmes.models import Call
from maillage.projects.models import Project
from maillage.projects.queries import narrowed, with_alliance
from maillage.search.queries import search as search_all
from maillage.territories.models import Kind as Scale
from maillage.territories.models import Territory
from maillage.territories.queries import find_territories
from maillage.themes.models import Theme
from maillage.web.api.asking import (
    MOST,
    ActorKind,
    FoundKind,
    Named,
    NamedPlace,
    ProjectFilters,
    TerritoryKind,
    Window,
    Words,
)
from maillage.web.api.schemas import (
    CallOut,
    Found,
    OrganisationOut,
    Page,
    Problem,
    ProjectOut,
    Start,
    TerritoryInFull,
    TerritoryOut,
    ThemeOut,
)

VISITOR = AnonymousUser()
LICENCE = {
    "name": "Licence Ouverte 2.0 (Etalab)",
    "url": "https://spdx.org/licenses/etalab-2.0.html",
}
DESCRIPTION = """What this network publishes: calls, projects, organisations, territories, themes.
Read only, without a key. Amounts are integer cents of euros, instants carry their zone, a thing is
known by its slug, a territory also by the identifier of its own country (insee:14118, iso:MG)."""

FORBIDDEN_SIGN = {
    "description": "The address holds a NUL, refused before anything is read",
    "content": {"text/plain": {"schema": {"type": "string"}}},
}


class Described(NinjaAPI):
    """Says of each address what the whole house answers before it is reached."""

    def get_openapi_schema(self, **asked: Any) -> Any:
        described = super().get_openapi_schema(**asked)
        for acts in described["paths"].values():
            for act in acts.values():
                act["responses"][400] = FORBIDDEN_SIGN
        return described


api = Described(
    title="Maillage",
    version="1",
    description=DESCRIPTION,
    urls_namespace="api",
    docs_url=None,  # our own page: the library's loads scripts that our content policy refuses
    openapi_extra={"info": {"license": LICENCE}},
    servers=[{"url": settings.SITE_URL}],
)


def _answers(told: Any, *, named: bool = False) -> dict[int, Any]:
    """What an address may answer; `named` where what is asked for may not exist."""
    return {200: told, **({404: Problem} if named else {}), 422: Problem, 429: Problem}


@api.exception_handler(Http404)
def _not_found(request: HttpRequest, _error: Exception) -> HttpResponse:
    sentence = "Nothing that is published has this name here."
    return api.create_response(request, {"detail": sentence}, status=404)


@api.exception_handler(ValidationError)
def _not_understood(request: HttpRequest, error: ValidationError) -> HttpResponse:
    """A sentence for people, and the same field by field for programs."""
    errors = [{"field": str(e["loc"][-1]), "message": str(e["msg"])} for e in error.errors]
    sentence = "; ".join(f"{e['field']}: {e['message']}" for e in errors)
    return api.create_response(request, {"detail": sentence, "errors": errors}, status=422)


def _page(
    request: HttpRequest, response: HttpResponse, found: QuerySet[Any] | list[Any], window: Window
) -> dict[str, Any]:
    """A part of a list, and where its other parts are."""
    count = len(found) if isinstance(found, list) else found.count()
    rows = found[window.offset : window.offset + window.limit]
    return _placed(request, response, window, count) | {"results": list(rows)}


def _placed(
    request: HttpRequest, response: HttpResponse, window: Window, count: int
) -> dict[str, Any]:
    """Where the parts before and after are: in the answer and in its `Link`."""
    end = window.offset + window.limit
    links = {
        "next": _part(request, window.limit, end) if end < count else None,
        "previous": _part(request, window.limit, max(window.offset - window.limit, 0))
        if window.offset
        else None,
    }
    told = [f'<{url}>; rel="{rel}"' for rel, url in links.items() if url]
    if told:
        response["Link"] = ", ".join(told)
    return {"count": count, **links}


def _part(request: HttpRequest, limit: int, offset: int) -> str:
    query = request.GET.copy()
    query["limit"], query["offset"] = str(limit), str(offset)
    return f"{settings.SITE_URL}{request.path}?{query.urlencode()}"


def _territory(key: str) -> Territory:
    """By its slug or by its public identifier."""
    scheme, _colon, code = key.partition(":")
    known = {"scheme": scheme, "code": code} if code else {"slug": key}
    return get_object_or_404(Territory, **known)


@api.get("/", response=_answers(Start), url_name="api-root", tags=["start"])
def start(request: HttpRequest) -> Any:
    """Where everything is."""
    lists = ("calls", "projects", "organisations", "territories", "themes", "search")
    found = {name: settings.SITE_URL + reverse(f"api:{name}") for name in lists}
    return found | {
        "openapi": settings.SITE_URL + reverse("api:openapi-json"),
        "documentation": settings.SITE_URL + reverse("api:docs"),
        "licence": LICENCE["url"],
    }


def _calls() -> QuerySet[Call]:
    published = Call.objects.published().select_related("phase__programme")
    return published.prefetch_related("themes", "territories")


@api.get("/calls", response=_answers(Page[CallOut]), url_name="calls", tags=["calls"])
def calls(
    request: HttpRequest,
    response: HttpResponse,
    window: Query[Window],
    *,
    is_open: bool | None = None,
) -> Any:
    """Published calls, the ones that close last first; `is_open=true` gives those open now."""
    found = _calls()
    if is_open is not None:
        now = Call.objects.open(request.arrived_at)  # type: ignore[attr-defined]
        found = found.filter(pk__in=now) if is_open else found.exclude(pk__in=now)
    return _page(request, response, found, window)


@api.get(
    "/calls/{slug:slug}", response=_answers(CallOut, named=True), url_name="call", tags=["calls"]
)
def call(request: HttpRequest, slug: Named) -> Any:
    """One published call."""
    return get_object_or_404(_calls(), slug=slug)


@api.get(
    "/projects",
    response=_answers(Page[ProjectOut], named=True),
    url_name="projects",
    tags=["projects"],
)
def projects(
    request: HttpRequest,
    response: HttpResponse,
    window: Query[Window],
    filters: Query[ProjectFilters],
) -> Any:
    """Published projects, the last phase first, narrowed by all that is given; an unknown name is a 404."""
    if filters.theme:
        get_object_or_404(Theme, slug=filters.theme)
    found = narrowed(
        VISITOR,
        q=filters.q,
        theme=filters.theme,
        phase=filters.phase,
        place=_territory(filters.territory) if filters.territory else None,
        kind=filters.kind or "",
    )
    if filters.call:
        found = found.filter(call=get_object_or_404(Call.objects.published(), slug=filters.call))
    if filters.organisation:
        seen = Organisation.objects.visible_to(VISITOR)
        ally = get_object_or_404(seen, slug=filters.organisation)
        found = found.filter(allies__organisation=ally)
    rows = cut(found, window.offset, window.offset + window.limit, with_alliance)
    return _placed(request, response, window, found.count()) | {"results": list(rows)}


@api.get(
    "/projects/{slug:slug}",
    response=_answers(ProjectOut, named=True),
    url_name="project",
    tags=["projects"],
)
def project(request: HttpRequest, slug: Named) -> Any:
    """One published project."""
    return get_object_or_404(with_alliance(Project.objects.published()), slug=slug)


@api.get(
    "/organisations",
    response=_answers(Page[OrganisationOut]),
    url_name="organisations",
    tags=["organisations"],
)
def organisations(
    request: HttpRequest,
    response: HttpResponse,
    window: Query[Window],
    q: Words = "",
    kind: ActorKind | None = None,
) -> Any:
    """Organisations of the directory, by name. Never people."""
    found = find_organisations(q, VISITOR).select_related("seat")
    return _page(request, response, found.filter(kind=kind) if kind else found, window)


@api.get(
    "/organisations/{slug:slug}",
    response=_answers(OrganisationOut, named=True),
    url_name="organisation",
    tags=["organisations"],
)
def organisation(request: HttpRequest, slug: Named) -> Any:
    """One organisation of the directory."""
    seen = Organisation.objects.visible_to(VISITOR).select_related("seat")
    return get_object_or_404(seen, slug=slug)


@api.get(
    "/territories",
    response=_answers(Page[TerritoryOut]),
    url_name="territories",
    tags=["territories"],
)
def territories(
    request: HttpRequest,
    response: HttpResponse,
    window: Query[Window],
    q: Words = "",
    kind: TerritoryKind | None = None,
) -> Any:
    """Territories in force, by name. With words, a hundred at most, the likeliest first."""
    if q:
        likely = find_territories(q, kinds=[Scale(kind)] if kind else None, limit=MOST)
        return _page(request, response, list(likely), window)
    found = Territory.objects.current()
    return _page(request, response, found.filter(kind=kind) if kind else found, window)


@api.get(
    "/territories/{key}",
    response=_answers(TerritoryInFull, named=True),
    url_name="territory",
    tags=["territories"],
)
def territory(request: HttpRequest, key: NamedPlace) -> Any:
    """One territory, by its slug or by its identifier; one that is no longer in force too."""
    return _territory(key)


@api.get("/themes", response=_answers(Page[ThemeOut]), url_name="themes", tags=["themes"])
def themes(request: HttpRequest, response: HttpResponse, window: Query[Window]) -> Any:
    """Themes, in the order of the network."""
    return _page(request, response, Theme.objects.all(), window)


@api.get("/search", response=_answers(Found), url_name="search", tags=["search"])
def search(
    request: HttpRequest,
    response: HttpResponse,
    window: Query[Window],
    *,
    q: Words = "",
    kind: FoundKind | None = None,
) -> Any:
    """What has these words, accents, endings and errors forgiven; 200 at most are counted."""
    kinds = [kind] if kind else []
    found = search_all(q, kinds=kinds, limit=window.limit, offset=window.offset)
    told = {"results": found.hits, "exact": found.exact, "corrected": found.corrected}
    return _placed(request, response, window, found.total) | told
