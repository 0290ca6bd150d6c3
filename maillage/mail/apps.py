from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class MailConfig(AppConfig):
    name = "maillage.mail"
    verbose_name = _("Courriels")
    journal_verbs = {
        "message.cancelled": _("a annulé le message"),
        "message.retried": _("a relancé le message"),
    }
