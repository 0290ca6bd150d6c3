from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ActorsConfig(AppConfig):
    name = "maillage.actors"
    verbose_name = _("Acteurs")
    importers = (
        "maillage.actors.services.OrganisationImporter",
        "maillage.actors.services.PersonImporter",
    )
    journal_verbs = {
        "organisation.added": _("a ajouté l’organisation"),
        "organisation.changed": _("a modifié l’organisation"),
        "organisation.listed": _("a vérifié l’organisation"),
        "organisation.joined": _("a noté l’adhésion de"),
        "organisation.left": _("a noté le départ de"),
        "person.added": _("a ajouté la personne"),
        "position.given": _("a noté la fonction"),
        "position.ended": _("a mis fin à la fonction"),
        "network.changed": _("a modifié l’identité du réseau"),
        "text.written": _("a écrit le texte"),
        "text.restored": _("a repris une version du texte"),
    }

    def ready(self) -> None:
        from maillage.actors import receivers  # noqa: F401, PLC0415 -- Django's way to connect receivers
