"""A call for projects."""

from datetime import datetime

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from maillage.accounts.models import Visitor, team_sees
from maillage.core.codes import new_code
from maillage.core.privacy import personal_data
from maillage.programmes.models.programme import Phase
from maillage.territories.models import Territory
from maillage.themes.models import Theme


class CallQuerySet(models.QuerySet["Call"]):
    def visible_to(self, visitor: Visitor) -> "CallQuerySet":
        """A call is public once published; the team sees the ones in preparation."""
        return self if team_sees(visitor) else self.published()

    def published(self) -> "CallQuerySet":
        return self.filter(published_at__isnull=False)

    def open(self, at: datetime) -> "CallQuerySet":
        """Those one can answer at this instant; the closing instant itself is too late."""
        return self.published().filter(opens_at__lte=at, closes_at__gt=at)


@personal_data(
    not_personal=["code", "slug", "title", "summary", "audience", "description", "preparation"]
)
class Call(models.Model):
    """A call for projects: for whom, for what, how much, until when."""

    class State(models.TextChoices):
        """Follows from the dates; nobody sets it."""

        DRAFT = "draft", _("en préparation")
        PUBLISHED = "published", _("bientôt ouvert")
        OPEN = "open", _("ouvert")
        CLOSED = "closed", _("clos")
        DECIDED = "decided", _("résultats annoncés")

    class Leads(models.TextChoices):
        MEMBERS = "members", _("les membres du réseau")
        ANYONE = "anyone", _("toute organisation")

    code = models.CharField(max_length=16, unique=True, default=new_code, editable=False)
    slug = models.SlugField(max_length=80, unique=True)
    phase = models.ForeignKey(Phase, models.PROTECT, verbose_name=_("phase"), related_name="calls")
    title = models.CharField(_("titre"), max_length=160)
    summary = models.TextField(_("en deux phrases"), max_length=600)
    audience = models.CharField(_("pour qui"), max_length=200, blank=True)
    description = models.TextField(_("ce que l’appel soutient"), max_length=8000, blank=True)
    preparation = models.TextField(_("ce qu’il faut préparer"), max_length=4000, blank=True)
    leads = models.CharField(
        _("qui peut être chef de file"), choices=Leads, default=Leads.MEMBERS, max_length=10
    )
    envelope_cents = models.PositiveBigIntegerField(_("enveloppe"), null=True, blank=True)
    min_cents = models.PositiveBigIntegerField(_("montant minimum"), null=True, blank=True)
    max_cents = models.PositiveBigIntegerField(_("montant maximum"), null=True, blank=True)
    announced_count = models.PositiveSmallIntegerField(
        _("nombre de projets retenus annoncé"), null=True, blank=True
    )
    opens_at = models.DateTimeField(_("ouverture"), null=True, blank=True)
    closes_at = models.DateTimeField(_("clôture"), null=True, blank=True)
    published_at = models.DateTimeField(null=True, editable=False)
    decided_at = models.DateTimeField(null=True, editable=False)
    themes = models.ManyToManyField(Theme, blank=True, verbose_name=_("thèmes"), related_name="+")
    territories = models.ManyToManyField(
        Territory, blank=True, verbose_name=_("territoires"), related_name="+"
    )
    is_example = models.BooleanField(_("exemple"), default=False, editable=False)

    objects = CallQuerySet.as_manager()

    class Meta:
        verbose_name = _("appel à projets")
        verbose_name_plural = _("appels à projets")
        ordering = ("-closes_at", "-pk")
        constraints = (
            models.CheckConstraint(
                condition=Q(opens_at=None) | Q(closes_at=None) | Q(closes_at__gt=F("opens_at")),
                name="call_closes_after_it_opens",
            ),
            models.CheckConstraint(
                condition=Q(min_cents=None) | Q(max_cents=None) | Q(max_cents__gte=F("min_cents")),
                name="call_maximum_is_not_below_minimum",
            ),
        )

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("public:call", args=[self.slug])

    def is_open(self, at: datetime) -> bool:
        return self.state(at) == self.State.OPEN

    def state(self, at: datetime) -> State:
        """Where the call stands at this instant."""
        if self.published_at is None:
            return self.State.DRAFT
        if self.decided_at is not None:
            return self.State.DECIDED
        if self.opens_at is None or at < self.opens_at:
            return (
                self.State.PUBLISHED
                if self.closes_at is None or at < self.closes_at
                else self.State.CLOSED
            )
        if self.closes_at is None or at < self.closes_at:
            return self.State.OPEN
        return self.State.CLOSED
