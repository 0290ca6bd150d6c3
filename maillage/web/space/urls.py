"""Addresses of the members' door."""

from django.urls import path

from maillage.web.space import alliance, applications, home, organisations, places, writing

app_name = "space"
urlpatterns = [
    path("", home.home, name="home"),
    path("candidatures/", applications.applications, name="applications"),
    path("appels/<slug:slug>/repondre/", applications.apply, name="apply"),
    path("candidatures/<str:code>/", writing.application, name="application"),
    path("candidatures/<str:code>/ecrire/", writing.write, name="write"),
    path("candidatures/<str:code>/deposer/", writing.submit, name="submit"),
    path("candidatures/<str:code>/supprimer/", writing.drop, name="drop"),
    path("candidatures/<str:code>/alliance/", alliance.partners, name="partners"),
    path("candidatures/<str:code>/alliance/ajouter/", alliance.add, name="partner_add"),
    path("candidatures/<str:code>/alliance/nouvelle/", alliance.create, name="partner_create"),
    path(
        "candidatures/<str:code>/alliance/<str:partner>/retirer/",
        alliance.remove,
        name="partner_remove",
    ),
    path("candidatures/<str:code>/territoires/", places.territories, name="territories"),
    path("candidatures/<str:code>/territoires/ajouter/", places.add, name="territory_add"),
    path(
        "candidatures/<str:code>/territoires/<slug:slug>/retirer/",
        places.remove,
        name="territory_remove",
    ),
    path("projets/", home.projects, name="projects"),
    path("organisations/", organisations.organisations, name="organisations"),
    path("organisations/<slug:slug>/", organisations.edit, name="organisation_edit"),
]
