"""Organisations, and which of them belong to the network."""

from datetime import date

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from maillage.accounts.models import User, Visitor, team_sees
from maillage.actors.models.identifiers import validate_rna, validate_siren
from maillage.core.codes import new_code
from maillage.core.privacy import personal_data
from maillage.territories.models import Territory


class Kind(models.TextChoices):
    """The kinds of actors; each has its shape, the same everywhere."""

    NGO = "ngo", _("association")
    NETWORK = "network", _("réseau, collectif")
    COMPANY = "company", _("entreprise")
    AUTHORITY = "authority", _("collectivité")
    UNIVERSITY = "university", _("université, école")
    UNION = "union", _("syndicat")
    DIASPORA = "diaspora", _("organisation de diaspora")
    ESS = "ess", _("économie sociale et solidaire")
    FARMERS = "farmers", _("organisation paysanne")
    PUBLIC_BODY = "public_body", _("service public")
    HEALTH = "health", _("structure médico-sociale")
    OTHER = "other", _("autre")


class OrganisationQuerySet(models.QuerySet["Organisation"]):
    def visible_to(self, visitor: Visitor) -> "OrganisationQuerySet":
        """Checked organisations are public; the others are seen by the team and their own people."""
        if team_sees(visitor):
            return self
        checked = Q(status=Organisation.Status.LISTED)
        if isinstance(visitor, User):
            return self.filter(checked | Q(pk__in=Organisation.objects.of(visitor)))
        return self.filter(checked)

    def of(self, user: User, on: date | None = None) -> "OrganisationQuerySet":
        """Where this person holds a position on that day (today by default)."""
        day = on or timezone.localdate()
        return self.filter(
            Q(positions__ends_on=None) | Q(positions__ends_on__gte=day),
            Q(positions__starts_on=None) | Q(positions__starts_on__lte=day),
            positions__person__user=user,
        ).distinct()

    def members(self, on: date) -> "OrganisationQuerySet":
        """Members of the network on that day."""
        return self.filter(
            Q(memberships__ends_on=None) | Q(memberships__ends_on__gte=on),
            memberships__starts_on__lte=on,
        ).distinct()


@personal_data(
    not_personal=[
        "code", "slug", "name", "acronym", "name_key", "siren", "rna", "foreign_id", "summary", "website"
    ]
)  # fmt: skip
class Organisation(models.Model):
    """An actor: an association, an authority, a company, a union…"""

    Kind = Kind

    class Status(models.TextChoices):
        PROPOSED = "proposed", _("à vérifier")
        LISTED = "listed", _("vérifiée")

    code = models.CharField(max_length=16, unique=True, default=new_code, editable=False)
    slug = models.SlugField(max_length=80, unique=True)
    name = models.CharField(_("nom"), max_length=160)
    acronym = models.CharField(_("sigle"), max_length=30, blank=True)
    name_key = models.CharField(max_length=200, editable=False, db_index=True)
    kind = models.CharField(_("sorte d’acteur"), choices=Kind, default=Kind.NGO, max_length=20)
    summary = models.TextField(_("en quelques mots"), max_length=600, blank=True)
    website = models.URLField(_("site"), blank=True)
    siren = models.CharField(_("SIREN"), max_length=9, blank=True, validators=[validate_siren])
    rna = models.CharField(_("RNA"), max_length=10, blank=True, validators=[validate_rna])
    foreign_id = models.CharField(_("identifiant dans son pays"), max_length=60, blank=True)
    seat = models.ForeignKey(
        Territory, models.PROTECT, null=True, blank=True, verbose_name=_("siège"), related_name="+"
    )
    territories = models.ManyToManyField(
        Territory, blank=True, verbose_name=_("territoires d’action"), related_name="+"
    )
    status = models.CharField(_("état"), choices=Status, default=Status.PROPOSED, max_length=10)
    is_example = models.BooleanField(_("exemple"), default=False, editable=False)
    created_at = models.DateTimeField(auto_now_add=True)

    objects = OrganisationQuerySet.as_manager()

    class Meta:
        verbose_name = _("organisation")
        verbose_name_plural = _("organisations")
        ordering = ("name_key", "pk")
        indexes = (models.Index(fields=["status", "name_key"], name="organisation_listed_by_name"),)
        constraints = (
            models.UniqueConstraint(
                fields=["siren"], condition=~Q(siren=""), name="organisation_siren_is_one"
            ),
            models.UniqueConstraint(
                fields=["rna"], condition=~Q(rna=""), name="organisation_rna_is_one"
            ),
        )

    def __str__(self) -> str:
        return self.acronym or self.name

    def get_absolute_url(self) -> str:
        return reverse("public:organisation", args=[self.slug])


@personal_data()
class Membership(models.Model):
    """An organisation's belonging to the network, with its dates."""

    organisation = models.ForeignKey(
        Organisation, models.CASCADE, verbose_name=_("organisation"), related_name="memberships"
    )
    starts_on = models.DateField(_("membre depuis le"))
    ends_on = models.DateField(_("jusqu’au"), null=True, blank=True)

    class Meta:
        verbose_name = _("adhésion")
        verbose_name_plural = _("adhésions")
        ordering = ("starts_on",)
        constraints = (
            models.CheckConstraint(
                condition=Q(ends_on=None) | Q(ends_on__gte=models.F("starts_on")),
                name="membership_ends_after_it_starts",
            ),
            models.UniqueConstraint(
                fields=["organisation"], condition=Q(ends_on=None), name="one_current_membership"
            ),
        )

    def __str__(self) -> str:
        return f"{self.organisation_id} {self.starts_on}"
