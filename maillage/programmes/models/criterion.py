"""What readers score."""

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from maillage.core.codes import new_code
from maillage.core.privacy import personal_data
from maillage.programmes.models.call import Call


@personal_data(not_personal=["code", "label", "help"])
class Criterion(models.Model):
    """What readers score, and how much it counts."""

    code = models.CharField(max_length=16, unique=True, default=new_code, editable=False)
    call = models.ForeignKey(Call, models.CASCADE, verbose_name=_("appel"), related_name="criteria")
    position = models.PositiveSmallIntegerField(_("rang"))
    label = models.CharField(_("critère"), max_length=120)
    help = models.CharField(_("ce que veut dire une bonne note"), max_length=400, blank=True)
    weight = models.PositiveSmallIntegerField(
        _("poids"), default=1, validators=[MinValueValidator(1), MaxValueValidator(100)]
    )
    max_score = models.PositiveSmallIntegerField(
        _("note maximale"), default=5, validators=[MinValueValidator(1), MaxValueValidator(20)]
    )

    class Meta:
        verbose_name = _("critère")
        verbose_name_plural = _("critères")
        ordering = ("call", "position", "pk")
        constraints = (
            models.CheckConstraint(
                condition=Q(weight__gte=1, max_score__gte=1), name="criterion_counts"
            ),
        )

    def __str__(self) -> str:
        return self.label
