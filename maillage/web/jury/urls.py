"""Addresses of the committee's door."""

from django.urls import path

from maillage.web.jury import committees, decisions, readings

app_name = "jury"
urlpatterns = [
    path("", readings.home, name="home"),
    path("lectures/<str:code>/", readings.review, name="review"),
    path("lectures/<str:code>/rendre/", readings.finish, name="review_finish"),
    path("lectures/<str:code>/reprendre/", readings.reopen, name="review_reopen"),
    path("comites/", committees.committees, name="committees"),
    path("comites/<slug:slug>/", committees.committee, name="committee"),
    path("candidatures/<str:code>/", decisions.application, name="application"),
    path("candidatures/<str:code>/decision/", decisions.decide, name="decide"),
]
