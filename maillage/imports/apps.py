from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ImportsConfig(AppConfig):
    name = "maillage.imports"
    verbose_name = _("Reprises")
    journal_verbs = {
        "import.prepared": _("a préparé l’import"),
        "import.refreshed": _("a refait l’aperçu de l’import"),
        "import.applied": _("a importé"),
        "import.undone": _("a annulé l’import"),
        "import.discarded": _("a écarté le fichier"),
    }
