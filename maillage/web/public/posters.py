"""Pictures drawn for shared links, where a page has no photograph."""

from pathlib import Path

from django.contrib.auth.decorators import login_not_required
from django.contrib.staticfiles import finders
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.cache import patch_cache_control
from django.utils.translation import gettext as _
from django.views.decorators.http import conditional_page, require_safe

from maillage.actors.models import Network
from maillage.actors.queries import network_identity
from maillage.algorithms.posters import Poster, draw_poster
from maillage.core.http import VisitorRequest
from maillage.programmes.models import Call
from maillage.projects.models import Project

ACCENT, WARM = "#0e5a4c", "#a83f22"
A_DAY = 86_400
FONTS = {
    "display": "fonts/fraunces/fraunces-latin-wght-normal.woff2",
    "text": "fonts/source-sans-3/source-sans-3-latin-wght-normal.woff2",
}


@login_not_required
@require_safe
@conditional_page
def network_poster(_request: VisitorRequest) -> HttpResponse:
    network = network_identity()
    return _drawn(
        network.name, network.baseline or _("Des alliances qui font vivre les territoires")
    )


@login_not_required
@require_safe
@conditional_page
def project_poster(_request: VisitorRequest, slug: str) -> HttpResponse:
    project = get_object_or_404(Project.objects.published(), slug=slug)
    places = project.territories.order_by("country_code", "name_key")
    return _drawn(" · ".join(place.display_name for place in places), project.title)


@login_not_required
@require_safe
@conditional_page
def call_poster(_request: VisitorRequest, slug: str) -> HttpResponse:
    call = get_object_or_404(Call.objects.published(), slug=slug)
    return _drawn(_("Appel à projets"), call.title)


def _drawn(above: str, title: str) -> HttpResponse:
    network = Network.objects.defer("logo").first()
    poster = Poster(
        above=above,
        title=title,
        below=network.name if network else "Maillage",
        accent=(network and network.accent) or ACCENT,
        warm=(network and network.warm) or WARM,
    )
    display, text = (_font(path) for path in FONTS.values())
    response = HttpResponse(draw_poster(poster, display=display, text=text), "image/png")
    patch_cache_control(response, public=True, max_age=A_DAY)
    return response


def _font(path: str) -> Path | None:
    found = finders.find(path)
    return Path(found) if found else None
