from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class SelectionConfig(AppConfig):
    name = "maillage.selection"
    verbose_name = _("Sélection")
    journal_verbs = {
        "seat.given": _("a invité au comité"),
        "seat.withdrawn": _("a retiré du comité"),
        "review.assigned": _("a confié une lecture de"),
        "review.withdrawn": _("a retiré une lecture de"),
        "review.written": _("a noté"),
        "review.finished": _("a rendu sa lecture de"),
        "review.reopened": _("a rouvert sa lecture de"),
        "decision.taken": _("a décidé de"),
    }
