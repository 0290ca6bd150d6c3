"""Addresses of the desk."""

from django.urls import path

from maillage.web.desk import (
    applications,
    calls,
    committee,
    grid,
    journal,
    network,
    organisations,
    outbox,
    people,
    programmes,
    projects,
    today,
)

app_name = "desk"
urlpatterns = [
    path("", today.home, name="home"),
    path("programmes/", programmes.programmes, name="programmes"),
    path("nouveau-programme/", programmes.programme_new, name="programme_new"),
    path("programmes/<slug:slug>/nouvelle-phase/", programmes.phase_new, name="phase_new"),
    path("appels/", calls.calls, name="calls"),
    path("nouvel-appel/", calls.call_new, name="call_new"),
    path("appels/<slug:slug>/", calls.call, name="call"),
    path("appels/<slug:slug>/modifier/", calls.call_edit, name="call_edit"),
    path("appels/<slug:slug>/publier/", calls.call_publish, name="call_publish"),
    path("appels/<slug:slug>/annoncer/", calls.call_announce, name="call_announce"),
    path("appels/<slug:slug>/questions/", grid.question_add, name="question_add"),
    path("questions/<str:code>/retirer/", grid.question_remove, name="question_remove"),
    path("appels/<slug:slug>/criteres/", grid.criterion_add, name="criterion_add"),
    path("criteres/<str:code>/retirer/", grid.criterion_remove, name="criterion_remove"),
    path("appels/<slug:slug>/comite/", committee.seats, name="seats"),
    path("appels/<slug:slug>/comite/ajouter/", committee.seat_add, name="seat_add"),
    path("sieges/<str:code>/retirer/", committee.seat_remove, name="seat_remove"),
    path("candidatures/", applications.applications, name="applications"),
    path("candidatures/<str:code>/", applications.application, name="application"),
    path("candidatures/<str:code>/lecteur/", applications.reader_assign, name="reader_assign"),
    path("lectures/<str:code>/retirer/", applications.reader_withdraw, name="reader_withdraw"),
    path("candidatures/<str:code>/projet/", projects.project_open, name="project_open"),
    path("projets/", projects.projects, name="projects"),
    path("projets/<slug:slug>/", projects.project_edit, name="project_edit"),
    path("projets/<slug:slug>/publier/", projects.project_publish, name="project_publish"),
    path("organisations/", organisations.organisations, name="organisations"),
    path("nouvelle-organisation/", organisations.organisation_new, name="organisation_new"),
    path("organisations/<slug:slug>/", organisations.organisation_edit, name="organisation_edit"),
    path(
        "organisations/<slug:slug>/verifier/",
        organisations.organisation_list,
        name="organisation_list",
    ),
    path(
        "organisations/<slug:slug>/adhesion/", organisations.membership_join, name="membership_join"
    ),
    path(
        "organisations/<slug:slug>/depart/", organisations.membership_leave, name="membership_leave"
    ),
    path("personnes/", people.people, name="people"),
    path("nouvelle-personne/", people.person_new, name="person_new"),
    path("personnes/<str:code>/", people.person, name="person"),
    path("personnes/<str:code>/fonctions/", people.position_add, name="position_add"),
    path("fonctions/<str:code>/fin/", people.position_end, name="position_end"),
    path("personnes/<str:code>/droits/", people.team_set, name="team_set"),
    path("envois/", outbox.outbox, name="outbox"),
    path("envois/<str:code>/", outbox.message, name="message"),
    path("envois/<str:code>/relancer/", outbox.message_retry, name="message_retry"),
    path("envois/<str:code>/annuler/", outbox.message_cancel, name="message_cancel"),
    path("journal/", journal.journal, name="journal"),
    path("reseau/", network.network, name="network"),
    path("composants/", network.components, name="components"),
]
