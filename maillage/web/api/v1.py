"""Version 1: calls, projects, organisations, territories, themes. Read only, published things only."""

# The library finds the request by its name; most answers depend on nothing in it.
# ruff: noqa: ARG001

from typing import Annotated, Any, Generic, TypeVar

from django.contrib.auth.models import AnonymousUser
from django.db.models import QuerySet, TextChoices
from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from ninja import Field, NinjaAPI, Query, Schema
from ninja.throttling import AnonRateThrottle

from maillage.actors.models import Kind, Organisation
from maillage.actors.queries import find_organisations
from maillage.programmes.models import Call
from maillage.projects.models import Project
from maillage.projects.queries import narrowed, with_alliance
from maillage.search.queries import search as search_all
from maillage.territories.models import Kind as Place
from maillage.territories.models import Territory
from maillage.territories.queries import find_territories
from maillage.themes.models import Theme
from maillage.web.api.schemas import (
    CallOut,
    HitOut,
    OrganisationOut,
    ProjectOut,
    TerritoryOut,
    ThemeOut,
)

Out = TypeVar("Out")
VISITOR = AnonymousUser()
MOST = 100
FARTHEST = 1_000_000
RATE = "120/m"
DESCRIPTION = """What this network publishes: calls, projects, organisations, territories, themes.
Read only, without a key; 120 requests a minute for one address. Amounts are integer cents of euros,
instants carry their zone, a thing is known by its slug. Licence Ouverte 2.0."""

api = NinjaAPI(
    title="Maillage",
    version="1",
    description=DESCRIPTION,
    urls_namespace="api",
    docs_url=None,  # our own page: the library's loads scripts that our content policy refuses
    throttle=[AnonRateThrottle(RATE)],
)


class Page(Schema, Generic[Out]):
    """A part of a list: `next` is the offset to ask for next, or nothing at the end."""

    count: int
    next: int | None
    results: list[Out]


class Window(Schema):
    limit: Annotated[int, Field(ge=1, le=MOST, description="how many, 1 to 100")] = 20
    offset: Annotated[int, Field(ge=0, le=FARTHEST, description="from which on")] = 0


Words = Annotated[str, Field(max_length=100, description="words to find", pattern="^[^\x00]*$")]
Slug = Annotated[str, Field(max_length=120, pattern="^[-a-zA-Z0-9_]*$")]


def _page(found: QuerySet[Any], window: Window) -> dict[str, Any]:
    count, end = found.count(), window.offset + window.limit
    return {
        "count": count,
        "next": end if end < count else None,
        "results": list(found[window.offset : end]),
    }


def _calls() -> QuerySet[Call]:
    published = Call.objects.published().select_related("phase__programme")
    return published.prefetch_related("themes", "territories")


@api.get("/calls", response=Page[CallOut], url_name="calls", tags=["calls"])
def calls(request: HttpRequest, window: Query[Window], *, is_open: bool | None = None) -> Any:
    """Published calls, the ones that close last first; `is_open=true` gives those open now."""
    found = _calls()
    if is_open is not None:
        now = Call.objects.open(request.arrived_at)  # type: ignore[attr-defined]
        found = found.filter(pk__in=now) if is_open else found.exclude(pk__in=now)
    return _page(found, window)


@api.get("/calls/{slug:slug}", response=CallOut, url_name="call", tags=["calls"])
def call(request: HttpRequest, slug: str) -> Any:
    return get_object_or_404(_calls(), slug=slug)


class ProjectFilters(Schema):
    q: Words = Field("", description="words of the title, the allies, the territories")
    theme: Slug = Field("", description="slug of a theme")
    territory: Slug = Field("", description="slug of a territory: what it contains counts too")
    kind: Kind | None = Field(None, description="kind of one of the allies")


@api.get("/projects", response=Page[ProjectOut], url_name="projects", tags=["projects"])
def projects(request: HttpRequest, window: Query[Window], filters: Query[ProjectFilters]) -> Any:
    """Published projects, narrowed as the public page does; an unknown slug finds nothing: 404."""
    if filters.theme:
        get_object_or_404(Theme, slug=filters.theme)
    place = get_object_or_404(Territory, slug=filters.territory) if filters.territory else None
    found = narrowed(
        VISITOR, q=filters.q, theme=filters.theme, place=place, kind=filters.kind or ""
    )
    return _page(with_alliance(found), window)


@api.get("/projects/{slug:slug}", response=ProjectOut, url_name="project", tags=["projects"])
def project(request: HttpRequest, slug: str) -> Any:
    return get_object_or_404(with_alliance(Project.objects.published()), slug=slug)


@api.get(
    "/organisations",
    response=Page[OrganisationOut],
    url_name="organisations",
    tags=["organisations"],
)
def organisations(
    request: HttpRequest, window: Query[Window], q: Words = "", kind: Kind | None = None
) -> Any:
    """Organisations of the directory. Never people."""
    found = find_organisations(q, VISITOR).select_related("seat")
    return _page(found.filter(kind=kind) if kind else found, window)


@api.get(
    "/organisations/{slug:slug}",
    response=OrganisationOut,
    url_name="organisation",
    tags=["organisations"],
)
def organisation(request: HttpRequest, slug: str) -> Any:
    seen = Organisation.objects.visible_to(VISITOR).select_related("seat")
    return get_object_or_404(seen, slug=slug)


@api.get("/territories", response=Page[TerritoryOut], url_name="territories", tags=["territories"])
def territories(
    request: HttpRequest, window: Query[Window], q: Words = "", kind: Place | None = None
) -> Any:
    """Territories in force. With words, the likeliest first and no count beyond them."""
    if q:
        likely = find_territories(q, kinds=[kind] if kind else None, limit=MOST)
        shown = likely[window.offset : window.offset + window.limit]
        return {"count": len(likely), "next": None, "results": shown}
    found = Territory.objects.current()
    return _page(found.filter(kind=kind) if kind else found, window)


@api.get(
    "/territories/{slug:slug}", response=TerritoryOut, url_name="territory", tags=["territories"]
)
def territory(request: HttpRequest, slug: str) -> Any:
    return get_object_or_404(Territory, slug=slug)


@api.get("/themes", response=Page[ThemeOut], url_name="themes", tags=["themes"])
def themes(request: HttpRequest, window: Query[Window]) -> Any:
    return _page(Theme.objects.all(), window)


class Kinds(TextChoices):
    """What the search finds."""

    CALL = "call"
    PROJECT = "project"
    ORGANISATION = "organisation"
    THEME = "theme"
    TERRITORY = "territory"


class Found(Page[HitOut]):
    """The best first. When no thing has all the words, `exact` is 0 and `corrected` what was understood."""

    exact: int
    corrected: str


@api.get("/search", response=Found, url_name="search", tags=["search"])
def search(
    request: HttpRequest, window: Query[Window], q: Words = "", kind: Kinds | None = None
) -> Any:
    """What has these words, accents, endings and errors forgiven; 200 at most are counted."""
    kinds = [kind.value] if kind else []
    found = search_all(q, kinds=kinds, limit=window.limit, offset=window.offset)
    end = window.offset + window.limit
    return {
        "count": found.total,
        "next": end if end < found.total else None,
        "results": found.hits,
        "exact": found.exact,
        "corrected": found.corrected,
    }
