"""Addresses: one prefix for each door."""

from django.contrib.auth.decorators import login_not_required
from django.urls import URLPattern, URLResolver, include, path
from django.views.i18n import set_language

from maillage.web import errors

urlpatterns: list[URLPattern | URLResolver] = [
    path("", include("maillage.web.public.urls")),
    path("compte/", include("maillage.web.account.urls")),
    path("compte/", include("maillage.web.account.allauth_urls")),
    path("espace/", include("maillage.web.space.urls")),
    path("comite/", include("maillage.web.jury.urls")),
    path("pilotage/", include("maillage.web.desk.urls")),
    path("api/", include("maillage.web.api.urls")),
    path("langue/", login_not_required(set_language), name="set_language"),
]

handler400 = errors.bad_request
handler403 = errors.forbidden
handler404 = errors.not_found
handler500 = errors.server_error
