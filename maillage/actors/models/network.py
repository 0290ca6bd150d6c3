"""Who runs this instance."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from maillage.actors.models.identifiers import validate_colour
from maillage.core.privacy import personal_data


@personal_data(
    not_personal=["name", "baseline", "accent", "warm", "logo_type", "logo", "legal_mentions", "contact_email"]
)  # fmt: skip
class Network(models.Model):
    """The network that runs this instance: one row at most, *Maillage* without it."""

    name = models.CharField(_("nom du réseau"), max_length=80)
    baseline = models.CharField(_("en une ligne"), max_length=160, blank=True)
    accent = models.CharField(
        _("couleur des actions"), max_length=7, blank=True, validators=[validate_colour]
    )
    warm = models.CharField(
        _("couleur chaude"), max_length=7, blank=True, validators=[validate_colour]
    )
    logo = models.BinaryField(null=True, editable=False)
    logo_type = models.CharField(max_length=20, blank=True, editable=False)
    legal_mentions = models.TextField(_("mentions légales"), max_length=6000, blank=True)
    contact_email = models.EmailField(_("adresse de contact"), blank=True)
    changed_at = models.DateTimeField(auto_now=True)

    class Meta:
        verbose_name = _("réseau")
        verbose_name_plural = _("réseau")
        constraints = (models.CheckConstraint(condition=models.Q(pk=1), name="network_is_one"),)

    def __str__(self) -> str:
        return self.name
