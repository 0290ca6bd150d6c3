from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ProgrammesConfig(AppConfig):
    name = "maillage.programmes"
    verbose_name = _("Programmes")
    journal_verbs = {
        "programme.created": _("a créé le programme"),
        "phase.created": _("a créé la phase"),
        "call.created": _("a préparé l’appel"),
        "call.changed": _("a modifié l’appel"),
        "call.published": _("a publié l’appel"),
        "call.announced": _("a annoncé les résultats de l’appel"),
        "question.added": _("a ajouté la question"),
        "question.removed": _("a retiré la question"),
        "criterion.added": _("a ajouté le critère"),
        "criterion.removed": _("a retiré le critère"),
    }

    def ready(self) -> None:
        from maillage.programmes import receivers  # noqa: F401, PLC0415 -- Django's way to connect receivers
