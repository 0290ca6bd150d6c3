"""Themes: what is done about one subject, and the calls that ask for it."""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from maillage.core.answers import page_of
from maillage.core.http import VisitorRequest
from maillage.programmes.models import Call
from maillage.projects.queries import counted_themes, narrowed, on_cards
from maillage.themes.models import Theme


@login_not_required
@require_safe
def themes(request: VisitorRequest) -> HttpResponse:
    """List the themes, with how many projects each has."""
    return render(request, "public/themes.html", {"themes": counted_themes(request.user)})


@login_not_required
@require_safe
def theme(request: VisitorRequest, slug: str) -> HttpResponse:
    """Tell one theme: its projects, and the calls open now that ask for it."""
    theme = get_object_or_404(Theme, slug=slug)
    calls = Call.objects.open(request.arrived_at).filter(themes=theme)
    context = {
        "theme": theme,
        "page": page_of(request, narrowed(request.user, theme=theme.slug), on_cards),
        "calls": calls.select_related("phase__programme"),
        "query": f"?theme={theme.slug}",
    }
    return render(request, "public/theme.html", context)
