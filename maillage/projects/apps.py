from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ProjectsConfig(AppConfig):
    name = "maillage.projects"
    verbose_name = _("Projets")
    importers = (
        "maillage.projects.services.ProjectImporter",
        "maillage.projects.services.PaymentImporter",
    )
    journal_verbs = {
        "project.opened": _("a ouvert le projet"),
        "project.changed": _("a modifié le projet"),
        "project.photo_added": _("a ajouté une photographie au projet"),
        "project.photo_changed": _("a modifié une photographie du projet"),
        "project.photo_removed": _("a retiré une photographie du projet"),
        "project.paper_added": _("a ajouté un document au projet"),
        "project.paper_removed": _("a retiré un document du projet"),
        "project.published": _("a publié le projet"),
    }

    def ready(self) -> None:
        from maillage.projects import receivers  # noqa: F401, PLC0415 -- Django's way to connect receivers
