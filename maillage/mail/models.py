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
    not_personal=["code", "language", "kind"],
)
class Message(models.Model):
    """One mail to one person."""

    Status = Status

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
        )

    def __str__(self) -> str:
        return self.subject

    @property
    def readable_body(self) -> str:
        """The text, but never a sign-in code outside the demonstration: it would open the account."""
        if self.is_confidential and not settings.DEMO:
            return _t("Ce message porte un code personnel : son texte ne se lit pas ici.")
        return self.body
