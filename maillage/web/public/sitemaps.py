"""What search engines may read: the published pages, each with its other language."""

from collections.abc import Sequence
from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.contrib.auth.models import AnonymousUser
from django.contrib.sitemaps import Sitemap
from django.contrib.sitemaps.views import sitemap
from django.db.models import QuerySet
from django.http import HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_safe

from maillage.actors.models import Organisation
from maillage.core.http import VisitorRequest
from maillage.programmes.models import Call
from maillage.projects.models import Project
from maillage.projects.queries import with_projects
from maillage.themes.models import Theme

FIXED = (
    "home",
    "calls",
    "projects",
    "organisations",
    "territories",
    "themes",
    "data",
    "legal",
    "privacy",
    "accessibility",
    "cookies",
    "contact",
    "plan",
)
A_FILE = 10_000  # addresses; the protocol allows 50,000


class Pages(Sitemap[str]):
    def items(self) -> Sequence[str]:
        return FIXED

    def location(self, item: str) -> str:
        return reverse(f"public:{item}")


class Things(Sitemap[Any]):
    """The published things of one kind."""

    limit = A_FILE

    def __init__(self, things: QuerySet[Any]) -> None:
        super().__init__()
        self.things = things

    def items(self) -> QuerySet[Any]:
        return self.things.order_by("pk")


@login_not_required
@require_safe
def index(request: VisitorRequest) -> HttpResponse:
    """One file while a network has fewer than ten thousand of each; `?p=2` gives the next."""
    kinds: dict[str, type[Sitemap[Any]] | Sitemap[Any]] = {
        "pages": Pages(),
        "calls": Things(Call.objects.published()),
        "projects": Things(Project.objects.published()),
        "territories": Things(with_projects(AnonymousUser())),
        "themes": Things(Theme.objects.all()),
        "organisations": Things(Organisation.objects.visible_to(AnonymousUser())),
    }
    return sitemap(request, kinds)
