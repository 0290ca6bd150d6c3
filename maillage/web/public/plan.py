"""Where everything is: a second way to each page, for whom the menu does not suit (RGAA 12.1)."""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from maillage.core.http import VisitorRequest
from maillage.projects.queries import counted_themes

Entry = tuple[str, str | Promise]
SECTIONS: tuple[tuple[str | Promise, tuple[Entry, ...]], ...] = (
    (
        _("Découvrir"),
        (
            ("public:home", _("Accueil")),
            ("public:calls", _("Appels à projets")),
            ("public:projects", _("Projets")),
            ("public:territories", _("Territoires")),
            ("public:organisations", _("Acteurs")),
            ("public:search", _("Recherche")),
            ("public:data", _("Données ouvertes")),
        ),
    ),
    (
        _("Participer"),
        (
            ("account_login", _("Se connecter")),
            ("account_signup", _("Créer un compte")),
            ("public:contact", _("Nous écrire")),
        ),
    ),
    (
        _("Ce site"),
        (
            ("public:legal", _("Mentions légales")),
            ("public:privacy", _("Données personnelles")),
            ("public:cookies", _("Cookies")),
            ("public:accessibility", _("Accessibilité")),
        ),
    ),
)


@login_not_required
@require_safe
def plan(request: VisitorRequest) -> HttpResponse:
    """Every public page, by what one comes for."""
    context = {"sections": SECTIONS, "themes": counted_themes(request.user)}
    return render(request, "public/plan.html", context)
