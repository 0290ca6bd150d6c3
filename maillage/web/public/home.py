"""The programme in ten seconds."""

from django.contrib.auth.decorators import login_not_required
from django.db.models import F
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from maillage.actors.models import TextVersion
from maillage.actors.queries import text_facts, text_to_read
from maillage.algorithms.markup import plain
from maillage.algorithms.weave import Weave, weave
from maillage.core.http import VisitorRequest
from maillage.core.memo import kept_a_minute
from maillage.programmes.models import Call, Programme
from maillage.projects.models import Project
from maillage.projects.queries import figures, on_cards, tied_across
from maillage.web.public.maps import counted_areas, every_tie, france_map

SHOWN = 6
WOVEN = 12  # projects in the picture of ties: beyond, threads are a tangle
ROW, TOP = 36, 52  # of the picture of ties, in its own units


@login_not_required
@require_safe
def home(request: VisitorRequest) -> HttpResponse:
    """Show the programme, its open call, its projects, and the ties they weave."""
    told = Project.objects.published().filter(is_example=False)
    told = told.order_by("-phase__number", F("call_id").desc(nulls_last=True), "title", "pk")
    woven = list(tied_across(told).prefetch_related("territories")[:WOVEN])
    text, facts = text_to_read(TextVersion.Key.HOME), text_facts()
    context = {
        "text": text,
        "facts": facts,
        "summary": plain(text.body, facts, french=text.language == "fr"),
        "programme": Programme.objects.order_by("pk").first(),
        "figures": kept_a_minute("home.figures", figures),
        "call": Call.objects.open(request.arrived_at).order_by("closes_at").first(),
        "projects": on_cards(told)[:SHOWN],
        "ties": _ties(woven),
        "picture": _picture(woven),
        "france": france_map(),
        "world": every_tie(),
        "counted": counted_areas(),
    }
    return render(request, "public/home.html", context)


def _ties(projects: list[Project]) -> list[tuple[Project, list[str], list[str]]]:
    """Each project with its territories here and there: the table behind the picture."""
    return [
        (
            project,
            [t.display_name for t in project.territories.all() if not t.is_abroad],
            [t.display_name for t in project.territories.all() if t.is_abroad],
        )
        for project in projects
    ]


def _picture(projects: list[Project]) -> Weave | None:
    pairs = [
        (near, far) for _project, here, there in _ties(projects) for near in here for far in there
    ]
    return weave(pairs, step=ROW, top=TOP) if pairs else None
