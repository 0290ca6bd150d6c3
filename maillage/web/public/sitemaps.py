"""What search engines may read: the published pages, in files that an index names.

The addresses are those of SITE_URL, whatever name the server was asked under. Nothing says when a
page changed: its lists and its maps change with other pages, and a wrong date is worse than none.
"""

from collections.abc import Iterable, Iterator
from math import ceil
from typing import Any
from xml.sax.saxutils import escape

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.contrib.auth.models import AnonymousUser
from django.db.models import QuerySet
from django.http import Http404, HttpResponse
from django.urls import reverse
from django.utils.cache import patch_cache_control
from django.views.decorators.http import conditional_page, require_safe

from maillage.actors.models import Organisation
from maillage.core.http import VisitorRequest
from maillage.programmes.models import Call
from maillage.projects.models import Project
from maillage.projects.queries import with_projects
from maillage.themes.models import Theme

FIXED = (
    "public:home",
    "public:calls",
    "public:projects",
    "public:organisations",
    "public:territories",
    "public:themes",
    "public:data",
    "public:legal",
    "public:privacy",
    "api:docs",
    "public:accessibility",
    "public:cookies",
    "public:contact",
    "public:plan",
)
A_FILE = 10_000  # addresses; the protocol allows 50,000
MOST_FILES = 1_000
AN_HOUR = 3_600
SCHEMA = "http://www.sitemaps.org/schemas/sitemap/0.9"


def _kinds() -> dict[str, QuerySet[Any]]:
    """What has pages of its own, as a visitor sees it; each is found by its slug."""
    return {
        "call": Call.objects.published(),
        "project": Project.objects.published(),
        "territory": with_projects(AnonymousUser()),
        "theme": Theme.objects.all(),
        "organisation": Organisation.objects.visible_to(AnonymousUser()),
    }


@login_not_required
@require_safe
@conditional_page
def index(_request: VisitorRequest) -> HttpResponse:
    """Name the files: one for each kind of thing while there are fewer than ten thousand."""
    parts = [("page", 1)]
    for kind, things in _kinds().items():
        parts += [(kind, part) for part in range(1, ceil(things.count() / A_FILE) + 1)]
    return _xml("sitemapindex", "sitemap", (reverse("public:sitemap_part", args=p) for p in parts))


@login_not_required
@require_safe
@conditional_page
def part(_request: VisitorRequest, kind: str, part: int) -> HttpResponse:
    """One file of addresses; a part that is empty does not exist."""
    things = _kinds().get(kind)
    if (kind, part) == ("page", 1):
        found = list(map(reverse, FIXED))
    elif things is None or not 1 <= part <= MOST_FILES:
        raise Http404
    else:
        found = list(_addresses(kind, things, part))
    if not found:
        raise Http404
    return _xml("urlset", "url", found)


def _addresses(kind: str, things: QuerySet[Any], part: int) -> Iterator[str]:
    """Looked up once, not for each of ten thousand: slugs need no quoting."""
    before, _slug, after = reverse(f"public:{kind}", args=["slug"]).rpartition("slug")
    first = (part - 1) * A_FILE
    slugs = things.order_by("pk").values_list("slug", flat=True)
    return (f"{before}{slug}{after}" for slug in slugs[first : first + A_FILE])


def _xml(whole: str, each: str, paths: Iterable[str]) -> HttpResponse:
    lines = "".join(
        f"<{each}><loc>{escape(settings.SITE_URL + path)}</loc></{each}>\n" for path in paths
    )
    text = (
        f'<?xml version="1.0" encoding="UTF-8"?>\n<{whole} xmlns="{SCHEMA}">\n{lines}</{whole}>\n'
    )
    response = HttpResponse(text, content_type="application/xml; charset=utf-8")
    patch_cache_control(response, public=True, max_age=AN_HOUR)
    return response
