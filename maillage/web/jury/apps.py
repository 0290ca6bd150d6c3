from django.apps import AppConfig


class JuryConfig(AppConfig):
    name = "maillage.web.jury"
    label = "web_jury"
