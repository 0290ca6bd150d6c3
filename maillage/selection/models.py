"""Seats, readings, scores, decisions."""

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from maillage.accounts.models import User
from maillage.applications.models import Application
from maillage.core.codes import new_code
from maillage.core.privacy import Erasure, Personal, personal_data
from maillage.programmes.models import Call, Criterion

_KEPT = _("5 ans après la décision, puis détaché de la personne")


class SeatQuerySet(models.QuerySet["Seat"]):
    def visible_to(self, user: User) -> "SeatQuerySet":
        """The team sees who sits where; a member of a committee sees its own committee."""
        if user.is_team:
            return self
        return self.filter(call__in=Seat.objects.filter(user=user).values("call"))


@personal_data(
    user=Personal(_("savoir qui siège au comité"), _KEPT, Erasure.UNLINK), not_personal=["code"]
)
class Seat(models.Model):
    """A person's place in the committee of a call."""

    class Role(models.TextChoices):
        READER = "reader", _("lecteur")
        CHAIR = "chair", _("présidence du comité")

    code = models.CharField(max_length=16, unique=True, default=new_code, editable=False)
    call = models.ForeignKey(Call, models.CASCADE, verbose_name=_("appel"), related_name="seats")
    user = models.ForeignKey(User, models.CASCADE, verbose_name=_("compte"), related_name="seats")
    role = models.CharField(_("rôle"), choices=Role, default=Role.READER, max_length=10)

    objects = SeatQuerySet.as_manager()

    class Meta:
        verbose_name = _("siège")
        verbose_name_plural = _("sièges")
        ordering = ("role", "user__name", "pk")
        constraints = (models.UniqueConstraint(fields=["call", "user"], name="one_seat_a_call"),)

    def __str__(self) -> str:
        return f"{self.user}, {self.get_role_display()}"


class ReviewQuerySet(models.QuerySet["Review"]):
    def visible_to(self, user: User) -> "ReviewQuerySet":
        """Readers see their own readings, the chair those of the committee, the team all.

        An application of their own organisation stays shut to them, whatever their role.
        """
        if user.is_team:
            seen = self
        else:
            chaired = Seat.objects.filter(user=user, role=Seat.Role.CHAIR).values("call")
            seen = self.filter(Q(reader=user) | Q(application__call__in=chaired))
        own = Application.objects.written_by_organisations_of(user)
        return seen.exclude(application__in=own.values("pk"))

    def done(self) -> "ReviewQuerySet":
        return self.filter(status=Review.Status.DONE)


@personal_data(
    reader=Personal(_("savoir qui a lu la candidature"), _KEPT, Erasure.UNLINK),
    for_committee=Personal(_("préparer la décision"), _("5 ans après la décision"), Erasure.KEEP),
    for_applicant=Personal(_("expliquer la décision"), _("5 ans après la décision"), Erasure.KEEP),
    not_personal=["code"],
)
class Review(models.Model):
    """One reader's reading of one application."""

    class Status(models.TextChoices):
        ASSIGNED = "assigned", _("à lire")
        DONE = "done", _("rendue")

    code = models.CharField(max_length=16, unique=True, default=new_code, editable=False)
    application = models.ForeignKey(
        Application, models.CASCADE, verbose_name=_("candidature"), related_name="reviews"
    )
    reader = models.ForeignKey(
        User, models.PROTECT, verbose_name=_("lecteur"), related_name="reviews"
    )
    status = models.CharField(_("état"), choices=Status, default=Status.ASSIGNED, max_length=10)
    for_committee = models.TextField(_("commentaire pour le comité"), max_length=4000, blank=True)
    for_applicant = models.TextField(
        _("commentaire pour les candidats"), max_length=4000, blank=True
    )
    assigned_at = models.DateTimeField(_("confiée le"), auto_now_add=True)
    done_at = models.DateTimeField(_("rendue le"), null=True, editable=False)

    objects = ReviewQuerySet.as_manager()

    class Meta:
        verbose_name = _("lecture")
        verbose_name_plural = _("lectures")
        ordering = ("status", "application__title", "pk")
        constraints = (
            models.UniqueConstraint(fields=["application", "reader"], name="one_reading_a_reader"),
            models.CheckConstraint(
                condition=Q(status="assigned", done_at=None)
                | Q(status="done", done_at__isnull=False),
                name="review_has_a_date_once_done",
            ),
        )

    def __str__(self) -> str:
        return str(self.application)

    def get_absolute_url(self) -> str:
        return reverse("jury:review", args=[self.code])


@personal_data()
class Score(models.Model):
    """What a reader gives on one criterion."""

    review = models.ForeignKey(
        Review, models.CASCADE, verbose_name=_("lecture"), related_name="scores"
    )
    criterion = models.ForeignKey(
        Criterion, models.PROTECT, verbose_name=_("critère"), related_name="scores"
    )
    value = models.PositiveSmallIntegerField(_("note"))

    class Meta:
        verbose_name = _("note")
        verbose_name_plural = _("notes")
        ordering = ("criterion__position", "pk")
        constraints = (
            models.UniqueConstraint(fields=["review", "criterion"], name="one_score_a_criterion"),
        )

    def __str__(self) -> str:
        return f"{self.criterion_id}: {self.value}"


@personal_data(
    by=Personal(_("savoir qui a signé la décision"), _("10 ans après la décision"), Erasure.UNLINK),
    reason=Personal(_("justifier la décision"), _("10 ans après la décision"), Erasure.KEEP),
)
class Decision(models.Model):
    """What the committee decided about an application."""

    class Outcome(models.TextChoices):
        ACCEPTED = "accepted", _("retenue")
        DECLINED = "declined", _("non retenue")

    application = models.OneToOneField(
        Application, models.PROTECT, verbose_name=_("candidature"), related_name="decision"
    )
    outcome = models.CharField(_("décision"), choices=Outcome, max_length=10)
    granted_cents = models.PositiveBigIntegerField(_("montant accordé"), null=True, blank=True)
    reason = models.TextField(_("raisons"), max_length=4000)
    by = models.ForeignKey(
        User, models.SET_NULL, null=True, verbose_name=_("décidée par"), related_name="+"
    )
    decided_at = models.DateTimeField(_("décidée le"))

    class Meta:
        verbose_name = _("décision")
        verbose_name_plural = _("décisions")
        ordering = ("-decided_at", "-pk")
        constraints = (
            models.CheckConstraint(
                condition=Q(outcome="declined", granted_cents=None)
                | Q(outcome="accepted", granted_cents__gt=0),
                name="decision_grants_only_what_it_accepts",
            ),
        )

    def __str__(self) -> str:
        return f"{self.application_id}: {self.get_outcome_display()}"
