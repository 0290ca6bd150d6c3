"""What an alliance proposes, and who is allied."""

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from maillage.accounts.models import User
from maillage.actors.models import Organisation
from maillage.core.codes import new_code
from maillage.core.privacy import Erasure, Personal, personal_data
from maillage.programmes.models import Call
from maillage.territories.models import Territory


class Status(models.TextChoices):
    DRAFT = "draft", _("brouillon")
    SUBMITTED = "submitted", _("déposée")


class ApplicationQuerySet(models.QuerySet["Application"]):
    def visible_to(self, user: User) -> "ApplicationQuerySet":
        """Its own alliance sees an application; the team does too once it is submitted."""
        mine = self.written_by_organisations_of(user)
        if user.is_team:
            return self.filter(Q(status=Status.SUBMITTED) | Q(pk__in=mine.values("pk")))
        return mine

    def written_by_organisations_of(self, user: User) -> "ApplicationQuerySet":
        """Those whose lead or partners this person holds a position in today."""
        mine = Organisation.objects.of(user).values("pk")
        partnered = Partner.objects.filter(organisation__in=mine).values("application")
        return self.filter(Q(lead__in=mine) | Q(pk__in=partnered))

    def submitted(self) -> "ApplicationQuerySet":
        return self.filter(status=Status.SUBMITTED)


@personal_data(
    started_by=Personal(
        _("savoir à qui écrire au sujet de la candidature"),
        _("5 ans après la décision, puis détaché de la personne"),
        Erasure.UNLINK,
    ),
    not_personal=["code", "title", "summary"],
)
class Application(models.Model):
    """What an alliance proposes in answer to a call."""

    Status = Status

    code = models.CharField(max_length=16, unique=True, default=new_code, editable=False)
    call = models.ForeignKey(
        Call, models.PROTECT, verbose_name=_("appel à projets"), related_name="applications"
    )
    lead = models.ForeignKey(
        Organisation,
        models.PROTECT,
        verbose_name=_("chef de file"),
        related_name="led_applications",
    )
    title = models.CharField(_("titre du projet"), max_length=160)
    summary = models.TextField(_("le projet en quelques phrases"), max_length=1200, blank=True)
    asked_cents = models.PositiveBigIntegerField(_("montant demandé"), null=True, blank=True)
    territories = models.ManyToManyField(
        Territory, blank=True, verbose_name=_("territoires"), related_name="+"
    )
    status = models.CharField(_("état"), choices=Status, default=Status.DRAFT, max_length=10)
    # Counts the saves: a form says which one it was drawn from, so nobody is overwritten silently.
    revision = models.PositiveIntegerField(default=0, editable=False)
    started_by = models.ForeignKey(
        User,
        models.SET_NULL,
        null=True,
        editable=False,
        verbose_name=_("commencée par"),
        related_name="+",
    )
    created_at = models.DateTimeField(auto_now_add=True)
    changed_at = models.DateTimeField(auto_now=True)
    submitted_at = models.DateTimeField(_("déposée le"), null=True, editable=False)
    is_example = models.BooleanField(_("exemple"), default=False, editable=False)

    objects = ApplicationQuerySet.as_manager()

    class Meta:
        verbose_name = _("candidature")
        verbose_name_plural = _("candidatures")
        ordering = ("-changed_at", "-pk")
        indexes = (
            models.Index(fields=["call", "status", "title"], name="application_of_a_call"),
            models.Index(fields=["status", "-submitted_at"], name="application_by_arrival"),
        )
        constraints = (
            models.CheckConstraint(
                condition=Q(status=Status.DRAFT, submitted_at=None)
                | Q(status=Status.SUBMITTED, submitted_at__isnull=False),
                name="application_has_a_date_once_submitted",
            ),
        )

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("space:application", args=[self.code])


@personal_data(not_personal=["code", "contribution"])
class Partner(models.Model):
    """An organisation allied to the lead in an application."""

    code = models.CharField(max_length=16, unique=True, default=new_code, editable=False)
    application = models.ForeignKey(
        Application, models.CASCADE, verbose_name=_("candidature"), related_name="partners"
    )
    organisation = models.ForeignKey(
        Organisation, models.PROTECT, verbose_name=_("organisation"), related_name="partnerships"
    )
    contribution = models.CharField(_("ce qu’elle apporte"), max_length=200, blank=True)

    class Meta:
        verbose_name = _("partenaire")
        verbose_name_plural = _("partenaires")
        ordering = ("pk",)
        constraints = (
            models.UniqueConstraint(
                fields=["application", "organisation"], name="partner_once_an_application"
            ),
        )

    def __str__(self) -> str:
        return str(self.organisation)
