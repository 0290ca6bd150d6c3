"""Public addresses: readable, stable."""

from django.urls import path

from maillage.web.public import calls, home, identity, legal, organisations, projects

app_name = "public"
urlpatterns = [
    path("", home.home, name="home"),
    path("appels/", calls.calls, name="calls"),
    path("appels/<slug:slug>/", calls.call, name="call"),
    path("projets/", projects.projects, name="projects"),
    path("projets/<slug:slug>/", projects.project, name="project"),
    path("acteurs/", organisations.organisations, name="organisations"),
    path("acteurs/<slug:slug>/", organisations.organisation, name="organisation"),
    path("mentions-legales/", legal.legal, name="legal"),
    path("donnees-personnelles/", legal.privacy, name="privacy"),
    path("demonstration/", legal.demo_accounts, name="demo_accounts"),
    path("reseau.css", identity.stylesheet, name="identity"),
    path("reseau/logo", identity.logo, name="logo"),
    path("robots.txt", identity.robots, name="robots"),
    path("favicon.ico", identity.favicon, name="favicon"),
]
