from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ProjectsConfig(AppConfig):
    name = "maillage.projects"
    verbose_name = _("Projets")
    journal_verbs = {
        "project.opened": _("a ouvert le projet"),
        "project.changed": _("a modifié le projet"),
        "project.published": _("a publié le projet"),
    }
