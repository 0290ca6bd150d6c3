"""Public addresses: readable, stable."""

from django.urls import path

from maillage.web.public import (
    calls,
    feeds,
    files,
    health,
    home,
    identity,
    legal,
    organisations,
    places,
    projects,
    sitemaps,
    themes,
)

app_name = "public"
urlpatterns = [
    path("", home.home, name="home"),
    path("appels/", calls.calls, name="calls"),
    path("appels/<slug:slug>/", calls.call, name="call"),
    path("appels/<slug:slug>.ics", feeds.call_calendar, name="call_calendar"),
    path("appels.ics", feeds.calendar, name="calls_calendar"),
    path("appels.atom", feeds.calls, name="calls_feed"),
    path("appels.csv", files.calls, {"form": "csv"}, name="calls_csv"),
    path("appels.xlsx", files.calls, {"form": "xlsx"}, name="calls_xlsx"),
    path("projets.atom", feeds.projects, name="projects_feed"),
    path("projets.csv", files.projects, {"form": "csv"}, name="projects_csv"),
    path("projets.xlsx", files.projects, {"form": "xlsx"}, name="projects_xlsx"),
    path("acteurs.csv", files.organisations, {"form": "csv"}, name="organisations_csv"),
    path("acteurs.xlsx", files.organisations, {"form": "xlsx"}, name="organisations_xlsx"),
    path("projets/", projects.projects, name="projects"),
    path("projets/<slug:slug>/", projects.project, name="project"),
    path("acteurs/", organisations.organisations, name="organisations"),
    path("acteurs/<slug:slug>/", organisations.organisation, name="organisation"),
    path("themes/", themes.themes, name="themes"),
    path("themes/<slug:slug>/", themes.theme, name="theme"),
    path("territoires/", places.territories, name="territories"),
    path("territoires/<slug:slug>/", places.territory, name="territory"),
    path("donnees/", legal.data, name="data"),
    path("sitemap.xml", sitemaps.index, name="sitemap"),
    path("mentions-legales/", legal.legal, name="legal"),
    path("donnees-personnelles/", legal.privacy, name="privacy"),
    path("demonstration/", legal.demo_accounts, name="demo_accounts"),
    path("reseau.css", identity.stylesheet, name="identity"),
    path("reseau/logo", identity.logo, name="logo"),
    path("sante/", health.health, name="health"),
    path("robots.txt", identity.robots, name="robots"),
    path("favicon.ico", identity.favicon, name="favicon"),
]
