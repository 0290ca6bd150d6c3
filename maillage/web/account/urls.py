"""Addresses of one's own account."""

from django.urls import path

from maillage.web.account import profile

app_name = "account"
urlpatterns = [
    path("", profile.home, name="home"),
    path("porte/", profile.door, name="door"),
    path("profil/", profile.edit, name="profile"),
    path("donnees.json", profile.my_data, name="my_data"),
]
