"""What the network does over several years, and its stretches."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from maillage.core.privacy import personal_data


@personal_data(not_personal=["slug", "name", "summary", "description"])
class Programme(models.Model):
    """What the network does over several years."""

    slug = models.SlugField(max_length=80, unique=True)
    name = models.CharField(_("nom"), max_length=160)
    summary = models.TextField(_("en deux phrases"), max_length=600, blank=True)
    description = models.TextField(_("présentation"), max_length=8000, blank=True)

    class Meta:
        verbose_name = _("programme")
        verbose_name_plural = _("programmes")
        ordering = ("name", "pk")

    def __str__(self) -> str:
        return self.name


@personal_data(not_personal=["name", "summary"])
class Phase(models.Model):
    """A stretch of a programme, with its own budget and its own calls."""

    programme = models.ForeignKey(
        Programme, models.PROTECT, verbose_name=_("programme"), related_name="phases"
    )
    number = models.PositiveSmallIntegerField(_("numéro"))
    name = models.CharField(_("nom"), max_length=120)
    summary = models.TextField(_("en deux phrases"), max_length=1200, blank=True)
    starts_on = models.DateField(_("début"), null=True, blank=True)
    ends_on = models.DateField(_("fin"), null=True, blank=True)

    class Meta:
        verbose_name = _("phase")
        verbose_name_plural = _("phases")
        ordering = ("programme", "number")
        constraints = (
            models.UniqueConstraint(fields=["programme", "number"], name="one_phase_a_number"),
            models.CheckConstraint(
                condition=Q(starts_on=None) | Q(ends_on=None) | Q(ends_on__gte=F("starts_on")),
                name="phase_ends_after_it_starts",
            ),
        )

    def __str__(self) -> str:
        return f"{self.programme.name}, {self.name}"
