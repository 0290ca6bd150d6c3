"""What a call asks."""

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from maillage.core.codes import new_code
from maillage.core.privacy import personal_data
from maillage.programmes.models.call import Call


@personal_data(not_personal=["code", "label", "help"])
class Question(models.Model):
    """What a call asks, in order."""

    class Kind(models.TextChoices):
        SHORT = "short", _("une ligne")
        LONG = "long", _("un texte")
        NUMBER = "number", _("un nombre")

    code = models.CharField(max_length=16, unique=True, default=new_code, editable=False)
    call = models.ForeignKey(
        Call, models.CASCADE, verbose_name=_("appel"), related_name="questions"
    )
    position = models.PositiveSmallIntegerField(_("rang"))
    label = models.CharField(_("question"), max_length=200)
    help = models.CharField(_("aide"), max_length=400, blank=True)
    kind = models.CharField(_("réponse attendue"), choices=Kind, default=Kind.LONG, max_length=10)
    max_length = models.PositiveIntegerField(
        _("longueur maximale, en signes"),
        default=2000,
        validators=[MinValueValidator(1), MaxValueValidator(20000)],
    )
    is_required = models.BooleanField(_("réponse obligatoire"), default=True)

    class Meta:
        verbose_name = _("question")
        verbose_name_plural = _("questions")
        ordering = ("call", "position", "pk")

    def __str__(self) -> str:
        return self.label
