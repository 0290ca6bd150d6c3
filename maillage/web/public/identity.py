"""How this instance looks to machines: colours, logo, what robots may read."""

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.templatetags.static import static
from django.urls import reverse
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from maillage.actors.models import Network
from maillage.algorithms.colours import readable

LIGHT, DARK = "#faf7f1", "#11181a"  # the paper of both schemes, as in design/base.css
A_DAY = 60 * 60 * 24
A_YEAR = 365 * A_DAY


@login_not_required
@require_safe
@cache_control(public=True, max_age=A_YEAR)
def stylesheet(_request: HttpRequest) -> HttpResponse:
    """The network's colours, each moved just as far as reading asks."""
    network = Network.objects.defer("logo").first()
    rules = (
        [
            f"--{token}: light-dark({readable(colour, LIGHT)}, {readable(colour, DARK)});"
            for token, colour in (("pine", network.accent), ("clay", network.warm))
            if colour
        ]
        if network
        else []
    )
    return HttpResponse(f":root {{ {' '.join(rules)} }}\n", content_type="text/css; charset=utf-8")


@login_not_required
@require_safe
@cache_control(public=True, max_age=A_YEAR)
def logo(_request: HttpRequest) -> HttpResponse:
    """The network's logo; its type was sniffed when it came in."""
    network = Network.objects.first()
    if network is None or not network.logo or not network.logo_type:
        raise Http404
    response = HttpResponse(bytes(network.logo), content_type=network.logo_type)
    response["Content-Disposition"] = "inline"
    return response


@login_not_required
@require_safe
def robots(_request: HttpRequest) -> HttpResponse:
    """Public pages may be read by anyone; the rooms behind the doors are nobody's to index."""
    private = ("/compte/", "/espace/", "/comite/", "/pilotage/")
    lines = ["User-agent: *", *(f"Disallow: {path}" for path in private)]
    lines += [f"Sitemap: {settings.SITE_URL}{reverse('public:sitemap')}", ""]
    return HttpResponse("\n".join(lines), content_type="text/plain; charset=utf-8")


@login_not_required
@require_safe
@cache_control(public=True, max_age=A_DAY)
def favicon(_request: HttpRequest) -> HttpResponse:
    """Browsers ask for this old address on their own; the mark has its own file."""
    return redirect(static("design/mark.svg"))
