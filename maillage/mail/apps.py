from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class MailConfig(AppConfig):
    name = "maillage.mail"
    verbose_name = _("Courriels")
    journal_verbs = {
        "address.trusted": _("a fait essayer de nouveau l’adresse"),
        "message.bounced": _("a vu revenir le message"),
        "message.cancelled": _("a annulé le message"),
        "message.retried": _("a relancé le message"),
    }
