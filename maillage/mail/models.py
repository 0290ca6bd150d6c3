"""A message in the outbox."""

from datetime import datetime

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from maillage.accounts.models import User
from maillage.core.codes import new_code
from maillage.core.privacy import Erasure, Personal, personal_data

_KEPT = _("1 an après l’envoi")


class Status(models.TextChoices):
    WAITING = "waiting", _("en attente")
    SENDING = "sending", _("en cours d’envoi")
    SENT = "sent", _("envoyé")
    HELD = "held", _("gardé à l’écran")
    FAILED = "failed", _("échoué")
    CANCELLED = "cancelled", _("annulé")
    BOUNCED = "bounced", _("revenu")
    BLOCKED = "blocked", _("retenu")


# What the status of a delivery report means (RFC 3463), the precise ones first.
_REASONS = {
    "1.1": _("Cette adresse n’existe pas."),
    "1.2": _("Le domaine de cette adresse n’existe pas."),
    "1.10": _("Le domaine de cette adresse ne reçoit pas de courriels."),
    "2.1": _("Cette boîte est fermée."),
    "2.2": _("Cette boîte est pleine."),
    "2.3": _("Le message est trop lourd pour cette boîte."),
    "3.4": _("Le message est trop lourd pour ce serveur."),
    "4.4": _("Aucun serveur ne reçoit les courriels de ce domaine."),
    "0": _("Le serveur de messagerie a rendu le message sans dire pourquoi."),
    "1": _("Le serveur de messagerie refuse cette adresse."),
    "2": _("Cette boîte ne peut pas recevoir le message."),
    "3": _("Le serveur de messagerie ne peut pas recevoir le message."),
    "4": _("Le serveur de messagerie n’a pas pu être joint."),
    "5": _("Les deux serveurs de messagerie ne se sont pas compris."),
    "6": _("Le serveur de messagerie refuse le contenu du message."),
    "7": _("Le serveur de messagerie refuse les messages de la plateforme."),
}


def reason_of(status: str) -> str:
    """The status of a report in a sentence."""
    rest = status.partition(".")[2]
    words = _REASONS.get(rest) or _REASONS.get(rest.partition(".")[0])
    return str(words or _REASONS["0"]) if status else ""


class MessageQuerySet(models.QuerySet["Message"]):
    def visible_to(self, user: User) -> "MessageQuerySet":
        """The outbox is the team's."""
        return self if user.is_team else self.none()

    def due(self, at: datetime) -> "MessageQuerySet":
        return self.filter(status=Status.WAITING, next_attempt_at__lte=at)


@personal_data(
    to=Personal(_("remettre le message"), _KEPT, Erasure.BLANK),
    to_user=Personal(_("remettre le message"), _KEPT, Erasure.UNLINK),
    reply_to=Personal(_("répondre à qui a écrit"), _KEPT, Erasure.BLANK),
    subject=Personal(_("savoir ce qui a été écrit et à qui"), _KEPT, Erasure.BLANK),
    body=Personal(_("savoir ce qui a été écrit et à qui"), _KEPT, Erasure.BLANK),
    html=Personal(_("savoir ce qui a été écrit et à qui"), _KEPT, Erasure.BLANK),
    last_error=Personal(_("comprendre un échec d’envoi"), _KEPT, Erasure.BLANK),
    not_personal=["code", "language", "kind", "return_status"],
)
class Message(models.Model):
    """One mail to one person."""

    Status = Status
    RETRIABLE = frozenset({Status.FAILED, Status.CANCELLED, Status.BOUNCED, Status.BLOCKED})
    CANCELLABLE = frozenset({Status.WAITING, Status.FAILED, Status.BLOCKED})

    code = models.CharField(max_length=16, unique=True, default=new_code, editable=False)
    to = models.EmailField(_("à"))
    to_user = models.ForeignKey(
        User, models.SET_NULL, null=True, blank=True, verbose_name=_("compte"), related_name="+"
    )
    reply_to = models.EmailField(_("répondre à"), blank=True)
    subject = models.CharField(_("objet"), max_length=255)
    body = models.TextField(_("texte"))
    html = models.TextField(blank=True)
    language = models.CharField(max_length=2, default="fr")
    kind = models.CharField(_("sujet"), max_length=40)
    is_confidential = models.BooleanField(_("confidentiel"), default=False)
    status = models.CharField(_("état"), choices=Status, default=Status.WAITING, max_length=10)
    attempts = models.PositiveSmallIntegerField(_("essais"), default=0)
    created_at = models.DateTimeField(_("écrit le"), auto_now_add=True)
    next_attempt_at = models.DateTimeField(_("prochain essai"), default=timezone.now)
    claimed_at = models.DateTimeField(null=True, editable=False)
    sent_at = models.DateTimeField(_("envoyé le"), null=True, editable=False)
    last_error = models.TextField(_("dernière erreur"), blank=True)
    returned_at = models.DateTimeField(_("revenu le"), null=True, editable=False)
    return_status = models.CharField(max_length=11, blank=True, editable=False)

    objects = MessageQuerySet.as_manager()

    class Meta:
        verbose_name = _("message")
        verbose_name_plural = _("messages")
        ordering = ("-created_at", "-pk")
        indexes = (
            models.Index(fields=["status", "next_attempt_at"], name="message_due"),
            models.Index(fields=["-created_at"], name="message_newest"),
        )
        constraints = (
            models.CheckConstraint(
                condition=~Q(status="sent") | Q(sent_at__isnull=False),
                name="message_has_a_date_once_sent",
            ),
            models.CheckConstraint(
                condition=~Q(status="bounced") | Q(returned_at__isnull=False),
                name="message_has_a_date_once_returned",
            ),
        )

    def __str__(self) -> str:
        return self.subject

    @property
    def reason(self) -> str:
        """Why it came back, in words; nothing when it did not."""
        return reason_of(self.return_status)

    @property
    def readable_body(self) -> str:
        """The text, but never a sign-in code outside the demonstration: it would open the account."""
        if self.is_confidential and not settings.DEMO:
            return _t("Ce message porte un code personnel : son texte ne se lit pas ici.")
        return self.body


class UndeliverableQuerySet(models.QuerySet["Undeliverable"]):
    def visible_to(self, user: User) -> "UndeliverableQuerySet":
        """The outbox is the team's."""
        return self if user.is_team else self.none()


_UNTIL = _("jusqu’à ce que l’adresse soit essayée de nouveau")


@personal_data(
    address=Personal(_("ne plus écrire à une adresse où rien n’arrive"), _UNTIL, Erasure.DELETE),
    words=Personal(_("comprendre un échec d’envoi"), _UNTIL, Erasure.BLANK),
    not_personal=["code", "return_status"],
)
class Undeliverable(models.Model):
    """An address from which a mail came back because nobody is there: what is written to it is kept back."""

    code = models.CharField(max_length=16, unique=True, default=new_code, editable=False)
    address = models.EmailField(_("adresse"), unique=True)
    since_at = models.DateTimeField(_("depuis"))
    return_status = models.CharField(max_length=11)
    words = models.TextField(_("réponse du serveur"), blank=True)

    objects = UndeliverableQuerySet.as_manager()

    class Meta:
        verbose_name = _("adresse en échec")
        verbose_name_plural = _("adresses en échec")
        ordering = ("-since_at", "-pk")

    def __str__(self) -> str:
        """For the journal, which keeps no address."""
        return f"…@{self.address.rpartition('@')[2]}"

    @property
    def reason(self) -> str:
        return reason_of(self.return_status)
