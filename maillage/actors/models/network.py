"""Who runs this instance."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from maillage.actors.models.identifiers import validate_colour, validate_siren
from maillage.core.privacy import Erasure, Personal, personal_data


@personal_data(
    director=Personal(
        _("nommer qui dirige la publication, comme la loi l’exige"),
        _("tant que la personne la dirige"),
        Erasure.KEEP,
    ),
    privacy_email=Personal(
        _("dire à qui écrire sur ses données"),
        _("tant que la personne en est chargée"),
        Erasure.BLANK,
    ),
    not_personal=[
        *("name", "baseline", "accent", "warm", "logo_type", "logo", "contact_email"),
        *("legal_name", "legal_form", "siren", "address", "phone"),
        *("host_name", "host_address", "host_phone"),
    ],
)
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
    contact_email = models.EmailField(_("adresse de contact"), blank=True)
    legal_name = models.CharField(_("nom légal de l’éditeur"), max_length=160, blank=True)
    legal_form = models.CharField(_("forme juridique"), max_length=120, blank=True)
    siren = models.CharField("SIREN", max_length=9, blank=True, validators=[validate_siren])
    address = models.CharField(_("adresse postale"), max_length=240, blank=True)
    phone = models.CharField(_("téléphone"), max_length=40, blank=True)
    director = models.CharField(_("direction de la publication"), max_length=160, blank=True)
    host_name = models.CharField(_("hébergeur"), max_length=160, blank=True)
    host_address = models.CharField(_("adresse de l’hébergeur"), max_length=240, blank=True)
    host_phone = models.CharField(_("téléphone de l’hébergeur"), max_length=40, blank=True)
    privacy_email = models.EmailField(_("adresse pour les données personnelles"), blank=True)
    changed_at = models.DateTimeField(auto_now=True)

    class Meta:
        verbose_name = _("réseau")
        verbose_name_plural = _("réseau")
        constraints = (models.CheckConstraint(condition=models.Q(pk=1), name="network_is_one"),)

    def __str__(self) -> str:
        return self.name
