"""An import and its lines: what the file says, what it would do, what it did."""

from datetime import datetime, timedelta

from django.db import models
from django.utils.translation import gettext_lazy as _

from maillage.accounts.models import User
from maillage.core.codes import new_code
from maillage.core.privacy import Erasure, Personal, personal_data

_KEPT = _("trois mois, le temps de corriger ou d’annuler l’import")
PATIENCE = timedelta(minutes=5)  # what takes longer was stopped


@personal_data(
    by=Personal(_("savoir qui a importé"), _KEPT, Erasure.UNLINK),
    said=Personal(_("dire pourquoi un import est refusé"), _KEPT, Erasure.BLANK),
    not_personal=["code", "kind", "file_name", "header", "remarks"],
)
class Import(models.Model):
    """A file somebody handed in, and where it stands."""

    class Status(models.TextChoices):
        SHOWN = "shown", _("à vérifier")
        APPLIED = "applied", _("importé")
        UNDONE = "undone", _("annulé")

    class Act(models.TextChoices):
        """What the worker may be asked for when the lines are many."""

        SHOW = "show", _("lecture du fichier")
        APPLY = "apply", _("import")
        UNDO = "undo", _("annulation")

    code = models.CharField(max_length=16, unique=True, default=new_code, editable=False)
    kind = models.CharField(_("ce qui est importé"), max_length=20, editable=False)
    file_name = models.CharField(_("fichier"), max_length=200, editable=False)
    header = models.JSONField(default=list, editable=False)
    remarks = models.JSONField(default=list, editable=False)  # what of the file is not read
    by = models.ForeignKey(User, models.SET_NULL, null=True, editable=False, related_name="+")
    status = models.CharField(_("état"), choices=Status, default=Status.SHOWN, max_length=8)
    created_at = models.DateTimeField(_("déposé le"), editable=False)
    done_at = models.DateTimeField(_("fait le"), null=True, editable=False)
    doing = models.CharField(choices=Act, blank=True, editable=False, max_length=8)
    asked_at = models.DateTimeField(null=True, editable=False)
    said = models.TextField(blank=True, editable=False)  # why what was asked for is not done

    class Meta:
        verbose_name = _("import")
        verbose_name_plural = _("imports")
        ordering = ("-created_at", "-pk")

    def __str__(self) -> str:
        return self.file_name

    def is_busy(self, at: datetime) -> bool:
        """Whether the worker is at it, or about to be."""
        return bool(self.doing and self.asked_at and at - self.asked_at < PATIENCE)

    def seconds_busy(self, at: datetime) -> int:
        return max(0, round((at - self.asked_at).total_seconds())) if self.asked_at else 0


@personal_data(
    cells=Personal(_("montrer chaque ligne et ce qu’il faut y corriger"), _KEPT, Erasure.DELETE),
    deeds=Personal(_("faire ce que la ligne demande, et pouvoir l’annuler"), _KEPT, Erasure.DELETE),
    differences=Personal(_("montrer ce qui change"), _KEPT, Erasure.DELETE),
    problems=Personal(_("dire ce qu’il faut corriger"), _KEPT, Erasure.DELETE),
    not_personal=["label"],
)
class Line(models.Model):
    """One row of the file; without a state, nobody has looked at it yet."""

    class State(models.TextChoices):
        ADDED = "added", _("à ajouter")
        CHANGED = "changed", _("à modifier")
        UNCHANGED = "unchanged", _("inchangée")
        WRONG = "wrong", _("à corriger")

    of = models.ForeignKey(Import, models.CASCADE, related_name="lines")
    number = models.PositiveIntegerField(_("ligne"))
    state = models.CharField(_("état"), choices=State, blank=True, max_length=9)
    label = models.CharField(max_length=200)
    cells = models.JSONField(default=list)
    problems = models.JSONField(default=list)
    differences = models.JSONField(default=list)
    deeds = models.JSONField(default=list)

    class Meta:
        verbose_name = _("ligne")
        verbose_name_plural = _("lignes")
        ordering = ("number", "pk")
        indexes = (models.Index(fields=["of", "state", "number"], name="line_of_an_import"),)

    def __str__(self) -> str:
        return f"{self.number}"
