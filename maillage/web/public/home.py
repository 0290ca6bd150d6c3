"""The programme in ten seconds."""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from maillage.actors.models import TextVersion
from maillage.actors.queries import text_facts, text_to_read
from maillage.algorithms.markup import plain
from maillage.algorithms.weave import Weave, weave
from maillage.core.http import VisitorRequest
from maillage.programmes.models import Call, Programme
from maillage.projects.models import Project
from maillage.projects.queries import figures, on_cards, told_first
from maillage.web.public import linked
from maillage.web.public.maps import counted_areas, every_tie, france_map

ROW, TOP = 36, 52  # of the picture of ties, in its own units


@login_not_required
@require_safe
def home(request: VisitorRequest) -> HttpResponse:
    """Show the programme, its open call, its projects, and the ties they weave."""
    shown, woven = _told()
    text, facts = text_to_read(TextVersion.Key.HOME), text_facts()
    programme = Programme.objects.order_by("pk").first()
    context = {
        "text": text,
        "facts": facts,
        "summary": plain(text.body, facts, french=text.language == "fr"),
        "programme": programme,
        "figures": figures(),
        "call": Call.objects.open(request.arrived_at).order_by("closes_at").first(),
        "projects": shown,
        "ties": _ties(woven),
        "picture": _picture(woven),
        "france": france_map(),
        "world": every_tie(),
        "counted": counted_areas(),
        "linked": linked.home(programme),
    }
    return render(request, "public/home.html", context)


def _told() -> tuple[list[Project], list[Project]]:
    """The projects on cards, the last ones, and those that lie both here and there.

    Which they are is looked up once a minute; whether they are public, at each page.
    """
    last, across = told_first()
    public = Project.objects.published().filter(pk__in={*last, *across})
    rows = {project.pk: project for project in on_cards(public)}
    return [rows[pk] for pk in last if pk in rows], [rows[pk] for pk in across if pk in rows]


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
