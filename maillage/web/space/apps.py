from django.apps import AppConfig


class SpaceConfig(AppConfig):
    name = "maillage.web.space"
    label = "web_space"
