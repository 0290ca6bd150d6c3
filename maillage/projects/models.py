"""A project and its alliance."""

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from maillage.accounts.models import User, Visitor, team_sees
from maillage.actors.models import Organisation
from maillage.applications.models import Application
from maillage.core.codes import new_code
from maillage.core.privacy import Erasure, Personal, personal_data
from maillage.files.models import Document, Picture
from maillage.programmes.models import Call, Phase
from maillage.territories.models import Territory
from maillage.themes.models import Theme

TITLE_KEY = 200  # a folded title: œ is two letters, and some signs more


class ProjectQuerySet(models.QuerySet["Project"]):
    def visible_to(self, visitor: Visitor) -> "ProjectQuerySet":
        """Published projects are public; the others are seen by the team and their own alliance."""
        return self.filter(seen_by(visitor))

    def published(self) -> "ProjectQuerySet":
        return self.filter(status=Project.Status.PUBLISHED)

    def carried_by(self, user: User) -> "ProjectQuerySet":
        """Those whose alliance this person holds a position in today.

        The team may open a project before the results are announced: its alliance learns it then.
        """
        mine = Organisation.objects.of(user).values("pk")
        allied = Ally.objects.filter(organisation__in=mine).values("project")
        return self.filter(Q(application=None) | Q(call__decided_at__isnull=False), pk__in=allied)


def seen_by(visitor: Visitor, project: str = "") -> Q:
    """What `visible_to` asks, of rows that lead to a project: `seen_by(visitor, "project__")`.

    A join on the project is far quicker than "in the visible projects" where few rows are wanted.
    """
    if team_sees(visitor):
        return Q()
    public = Q(**{f"{project}status": Project.Status.PUBLISHED})
    if isinstance(visitor, User):
        mine = Project.objects.carried_by(visitor).values("pk")
        return public | Q(**{f"{project}pk__in": mine})
    return public


@personal_data(
    not_personal=[
        "code",
        "slug",
        "title",
        "title_key",
        "summary",
        "story",
        "sectors",
        "goals",
        "source",
    ]
)
class Project(models.Model):
    """What an alliance does on its territories, here and there."""

    class Status(models.TextChoices):
        OPENED = "opened", _("en préparation")
        PUBLISHED = "published", _("publié")

    code = models.CharField(max_length=16, unique=True, default=new_code, editable=False)
    slug = models.SlugField(max_length=80, unique=True)
    phase = models.ForeignKey(
        Phase, models.PROTECT, verbose_name=_("phase"), related_name="projects"
    )
    call = models.ForeignKey(
        Call,
        models.PROTECT,
        null=True,
        blank=True,
        verbose_name=_("appel"),
        related_name="projects",
    )
    application = models.OneToOneField(
        Application, models.PROTECT, null=True, blank=True, editable=False, related_name="project"
    )
    title = models.CharField(_("titre"), max_length=160)
    title_key = models.CharField(max_length=TITLE_KEY, default="", editable=False)
    summary = models.TextField(_("en deux phrases"), max_length=1200)
    story = models.TextField(_("ce que fait l’alliance"), max_length=12000, blank=True)
    granted_cents = models.PositiveBigIntegerField(_("montant accordé"), null=True, blank=True)
    starts_on = models.DateField(_("début"), null=True, blank=True)
    ends_on = models.DateField(_("fin"), null=True, blank=True)
    territories = models.ManyToManyField(
        Territory, blank=True, verbose_name=_("territoires"), related_name="+"
    )
    themes = models.ManyToManyField(Theme, blank=True, verbose_name=_("thèmes"), related_name="+")
    sectors = models.CharField(_("secteurs CAD"), max_length=80, blank=True)
    goals = models.CharField(_("objectifs de développement durable"), max_length=80, blank=True)
    follows = models.ForeignKey(
        "self",
        models.SET_NULL,
        null=True,
        blank=True,
        verbose_name=_("fait suite à"),
        related_name="followed_by",
    )
    source = models.CharField(_("d’où vient cette page"), max_length=200, blank=True)
    status = models.CharField(_("état"), choices=Status, default=Status.OPENED, max_length=10)
    published_at = models.DateTimeField(_("publié le"), null=True, editable=False)
    is_example = models.BooleanField(_("exemple"), default=False, editable=False)

    objects = ProjectQuerySet.as_manager()

    class Meta:
        verbose_name = _("projet")
        verbose_name_plural = _("projets")
        ordering = ("-phase__number", "title", "pk")
        indexes = (
            models.Index(fields=["status", "title"], name="project_published_by_title"),
            models.Index(fields=["status", "phase", "title"], name="project_published_by_phase"),
            models.Index(fields=["status", "-published_at"], name="project_published_last"),
        )
        constraints = (
            models.CheckConstraint(
                condition=Q(starts_on=None) | Q(ends_on=None) | Q(ends_on__gte=F("starts_on")),
                name="project_ends_after_it_starts",
            ),
            models.CheckConstraint(
                condition=~Q(status="published") | Q(published_at__isnull=False),
                name="project_has_a_date_once_published",
            ),
            models.CheckConstraint(
                condition=~Q(follows=F("pk")), name="project_does_not_follow_itself"
            ),
        )

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("public:project", args=[self.slug])

    @property
    def lead_kind(self) -> str:
        """What kind of actor leads; allies come lead first. Asks for `allies` to be prefetched."""
        allies = list(self.allies.all())
        return allies[0].organisation.kind if allies else "other"


@personal_data(not_personal=["contribution"])
class Ally(models.Model):
    """An organisation's part in a project."""

    class Role(models.TextChoices):
        LEAD = "lead", _("chef de file")
        PARTNER = "partner", _("partenaire")

    project = models.ForeignKey(
        Project, models.CASCADE, verbose_name=_("projet"), related_name="allies"
    )
    organisation = models.ForeignKey(
        Organisation, models.PROTECT, verbose_name=_("organisation"), related_name="alliances"
    )
    role = models.CharField(_("rôle"), choices=Role, default=Role.PARTNER, max_length=10)
    contribution = models.CharField(_("ce qu’elle apporte"), max_length=200, blank=True)

    class Meta:
        verbose_name = _("allié")
        verbose_name_plural = _("alliés")
        ordering = ("role", "pk")  # "lead" sorts before "partner"
        constraints = (
            models.UniqueConstraint(fields=["project", "organisation"], name="ally_once_a_project"),
        )

    def __str__(self) -> str:
        return str(self.organisation)


@personal_data(
    credit=Personal(
        _("nommer l’auteur, comme la loi le demande"),
        _("aussi longtemps que la photographie est montrée"),
        Erasure.KEEP,
    ),
    consent=Personal(
        _("prouver l’accord des personnes reconnaissables"),
        _("aussi longtemps que la photographie est montrée"),
        Erasure.DELETE,
    ),
    not_personal=["code", "alt", "caption"],
)
class Photo(models.Model):
    """A photograph on a project's page: who took it, what it shows, and that people agreed."""

    class People(models.TextChoices):
        NOBODY = "nobody", _("personne n’est reconnaissable")
        AGREED = "agreed", _("les personnes reconnaissables ont donné leur accord")

    code = models.CharField(max_length=16, unique=True, default=new_code, editable=False)
    project = models.ForeignKey(
        Project, models.CASCADE, verbose_name=_("projet"), related_name="photos"
    )
    picture = models.ForeignKey(Picture, models.PROTECT, editable=False, related_name="+")
    alt = models.CharField(_("ce que l’on voit"), max_length=250)
    caption = models.CharField(_("légende"), max_length=250, blank=True)
    credit = models.CharField(_("crédit"), max_length=120)
    people = models.CharField(_("personnes"), choices=People, max_length=6)
    consent = models.CharField(_("accord : de qui, quand, comment"), max_length=500, blank=True)
    place = models.PositiveIntegerField(_("rang"), editable=False)

    class Meta:
        verbose_name = _("photographie")
        verbose_name_plural = _("photographies")
        ordering = ("place", "pk")
        constraints = (
            models.CheckConstraint(
                condition=~Q(people="agreed") | ~Q(consent=""),
                name="photo_of_people_says_how_they_agreed",
            ),
        )

    def __str__(self) -> str:
        return self.alt


@personal_data(not_personal=["code", "title"])
class Paper(models.Model):
    """A document that anybody may take from a project's page."""

    code = models.CharField(max_length=16, unique=True, default=new_code, editable=False)
    project = models.ForeignKey(
        Project, models.CASCADE, verbose_name=_("projet"), related_name="papers"
    )
    document = models.ForeignKey(Document, models.PROTECT, editable=False, related_name="+")
    title = models.CharField(_("titre"), max_length=160)

    class Meta:
        verbose_name = _("document")
        verbose_name_plural = _("documents")
        ordering = ("title", "pk")

    def __str__(self) -> str:
        return self.title


@personal_data(not_personal=["label"])
class PastPayment(models.Model):
    """Money paid to a project before this platform followed it, as the accounts tell it."""

    project = models.ForeignKey(
        Project, models.PROTECT, verbose_name=_("projet"), related_name="past_payments"
    )
    paid_on = models.DateField(_("payé le"))
    amount_cents = models.BigIntegerField(_("montant"))
    label = models.CharField(_("libellé"), max_length=160, blank=True)

    class Meta:
        verbose_name = _("paiement d’avant")
        verbose_name_plural = _("paiements d’avant")
        ordering = ("paid_on", "pk")

    def __str__(self) -> str:
        return f"{self.project}, {self.paid_on}"
