from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ApplicationsConfig(AppConfig):
    name = "maillage.applications"
    verbose_name = _("Candidatures")
    journal_verbs = {
        "application.started": _("a commencé la candidature"),
        "application.written": _("a écrit dans la candidature"),
        "application.submitted": _("a déposé la candidature"),
        "application.dropped": _("a supprimé le brouillon"),
        "partner.invited": _("a ajouté un partenaire à la candidature"),
        "partner.removed": _("a retiré un partenaire de la candidature"),
        "territory.added": _("a ajouté un territoire à la candidature"),
        "territory.removed": _("a retiré un territoire de la candidature"),
    }
