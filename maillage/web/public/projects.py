"""Projects: the list to narrow, and each one's page."""

from typing import Any

from django import forms
from django.contrib.auth.decorators import login_not_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from maillage.accounts.models import Visitor
from maillage.actors.models import Kind
from maillage.core.answers import chosen, draw_list, page_of, query_of
from maillage.core.forms import ToldSelect
from maillage.core.http import VisitorRequest
from maillage.programmes.queries import phase_choices
from maillage.projects.models import Project, ProjectQuerySet
from maillage.projects.queries import akin, lineage, narrowed, on_cards
from maillage.themes.queries import theme_choices, themes_in_english
from maillage.web.public import linked
from maillage.web.public.fields import PlaceField, apart, namesakes, resembling


class ProjectFilters(forms.Form):
    """How the list is narrowed; an empty field narrows nothing."""

    q = forms.CharField(
        label=_("Chercher"),
        required=False,
        max_length=100,
        widget=forms.TextInput(attrs={"type": "search", "placeholder": _("titre, acteur")}),
    )
    place = PlaceField(label=_("Territoire"), required=False)
    theme = forms.ChoiceField(
        label=_("Thème"),
        choices=lambda: [("", _("Tous")), *theme_choices()],
        required=False,
        widget=ToldSelect(themes_in_english),
    )
    kind = forms.ChoiceField(
        label=_("Sorte d’acteur"), choices=[("", _("Toutes")), *Kind.choices], required=False
    )
    phase = forms.ChoiceField(
        label=_("Phase"),
        choices=lambda: [("", _("Toutes")), *phase_choices()],
        required=False,
        widget=ToldSelect(),
    )


def wanted_projects(
    request: VisitorRequest, visitor: Visitor | None = None
) -> tuple[ProjectFilters, ProjectQuerySet]:
    """What the address asks for: the page, the file and the feed all show the same.

    What is not understood has no answer: all the projects would not be one.
    """
    filters = ProjectFilters(request.GET)
    found = narrowed(visitor or request.user, **chosen(filters))
    return filters, found if filters.is_valid() else found.none()


@login_not_required
@require_safe
def projects(request: VisitorRequest) -> HttpResponse:
    """List projects, narrowed by words, theme, place, kind of actor and phase."""
    filters, found = wanted_projects(request)
    context = {"filters": filters, "page": page_of(request, found, on_cards)}
    context |= {"query": query_of(request)} | _ways_on(filters, found=bool(context["page"]))
    return draw_list(request, "public/projects.html", context)


def _ways_on(filters: ProjectFilters, *, found: bool) -> dict[str, Any]:
    """Other places that may have been meant, and another way to ask when nothing answers."""
    given, typed = chosen(filters), filters.data.get("place", "")
    place, words = given.get("place"), given.get("q", "")
    return {
        "place": place,
        "words": words,
        "namesakes": namesakes(typed.strip(), place) if place else [],
        "resembling": resembling(typed) if "place" in filters.errors else [],
        "around": apart(words) if words and not place and not found else None,
    }


@login_not_required
@require_safe
def project(request: VisitorRequest, slug: str) -> HttpResponse:
    """Tell one project: what the alliance does, who is in it, what is near."""
    seen = Project.objects.visible_to(request.user).select_related("phase__programme", "call")
    project = get_object_or_404(seen, slug=slug)
    others = akin(project, request.user)
    territories = list(project.territories.all())
    photos = list(project.photos.select_related("picture"))
    context = {
        "project": project,
        "here": [t for t in territories if not t.is_abroad],
        "there": [t for t in territories if t.is_abroad],
        "akin": others,
        "photos": photos,
        "papers": list(project.papers.select_related("document")),
        "lineage": lineage(project, request.user),
        "linked": linked.project(project, photos),
    }
    return render(request, "public/project.html", context)
