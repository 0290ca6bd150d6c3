"""What a territory is, and what contains it."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.core.exceptions import EmptyResultSet
from django.db import connection, models
from django.db.models import Case, F, Q, When
from django.db.models.expressions import RawSQL
from django.db.models.functions import Lower
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from maillage.core.privacy import personal_data

HOME = "FR"


class Kind(models.TextChoices):
    COMMUNE = "commune", _("commune")
    EPCI = "epci", _("intercommunalité")
    DEPARTEMENT = "departement", _("département")
    REGION = "region", _("région")
    COUNTRY = "country", _("pays")
    PARTNER_REGION = "partner_region", _("région partenaire")
    PLACE = "place", _("lieu")
    PROJECT_AREA = "project_area", _("territoire de projet")


SCALES = {
    Kind.PLACE: 1,
    Kind.COMMUNE: 1,
    Kind.EPCI: 5,
    Kind.PROJECT_AREA: 8,
    Kind.DEPARTEMENT: 10,
    Kind.PARTNER_REGION: 10,
    Kind.REGION: 15,
    Kind.COUNTRY: 20,
}


# The links are walked by the data base in one query, whatever the height. Measured on 36,700
# territories, joins and ORs of the ORM take ten to fifty times as long.
CONTAINING = """
WITH RECURSIVE above(id) AS (
    SELECT id FROM territories_territory WHERE id IN ({marks})
    UNION
    SELECT to_territory_id FROM territories_territory_parents
    JOIN above ON from_territory_id = above.id
) SELECT id FROM above"""
WITHIN = """
WITH RECURSIVE below(id) AS (
    SELECT id FROM territories_territory WHERE id IN ({marks})
    UNION
    SELECT from_territory_id FROM territories_territory_parents
    JOIN below ON to_territory_id = below.id
) SELECT id FROM below"""
LINEAGE = """
WITH RECURSIVE part(origin, id) AS (
    SELECT id, id FROM territories_territory WHERE id IN ({origins})
    {parts}
), above(origin, id) AS (
    SELECT origin, id FROM part
    UNION
    SELECT origin, to_territory_id FROM territories_territory_parents
    JOIN above ON from_territory_id = above.id
) SELECT origin, id FROM above"""
# CROSS JOIN keeps SQLite to this order, the only quick one.
PARTS = """UNION
    SELECT whole.id, piece.id FROM territories_territory whole
    CROSS JOIN territories_territory_parents CROSS JOIN territories_territory piece
    WHERE whole.id IN ({origins}) AND to_territory_id = whole.id
    AND piece.id = from_territory_id AND ({kinds})"""
TOUCHING = """
WITH RECURSIVE below(id) AS (
    SELECT id FROM territories_territory WHERE id IN ({marks})
    UNION
    SELECT from_territory_id FROM territories_territory_parents
    JOIN below ON to_territory_id = below.id
), above(id) AS (
    SELECT id FROM below
    UNION
    SELECT to_territory_id FROM territories_territory_parents
    JOIN above ON from_territory_id = above.id
) SELECT id FROM above"""


class TerritoryQuerySet(models.QuerySet["Territory"]):
    def current(self) -> "TerritoryQuerySet":
        """Those that exist in the vintage in force."""
        return self.filter(is_current=True)

    def by_public_id(self, public_id: str) -> "Territory":
        """Find one by "insee:14118", "siren:200065597", "iso:MG", "gn:7670855"."""
        scheme, _colon, code = public_id.partition(":")
        return self.get(scheme=scheme, code=code)

    def containing(self, *territories: "Territory") -> "TerritoryQuerySet":
        """Whatever contains one of these, at any height; not the territories themselves."""
        return self._walk(CONTAINING, territories).exclude(pk__in=_pks(territories))

    def within(self, *territories: "Territory") -> "TerritoryQuerySet":
        """Whatever one of these contains, at any depth; not the territories themselves."""
        return self._walk(WITHIN, territories).exclude(pk__in=_pks(territories))

    def touching(self, *territories: "Territory") -> "TerritoryQuerySet":
        """These, what they contain, and whatever contains one of these or a part of them.

        Redon Agglomération lies over three départements: it is within none, it touches each.
        """
        return self._walk(TOUCHING, territories)

    def lineage(self, parts: Mapping[str, Sequence[str]] | None = None) -> dict[int, set[int]]:
        """Of each of these, by primary key: itself, and whatever contains it at any height.

        `parts` says by kind which kinds of pieces count too, with what contains them: with
        {"region": ["departement"]}, a région leads to each of its départements.
        """
        try:
            origins, known = self.order_by().values("pk").query.sql_with_params()
        except EmptyResultSet:
            return {}
        sql, given = LINEAGE.format(origins=origins, parts=""), list(known)
        if parts:
            marks = {kind: ", ".join(["%s"] * len(pieces)) for kind, pieces in parts.items()}
            kinds = " OR ".join(f"whole.kind = %s AND piece.kind IN ({m})" for m in marks.values())
            sql = LINEAGE.format(origins=origins, parts=PARTS.format(origins=origins, kinds=kinds))
            given += [*known, *(word for kind, pieces in parts.items() for word in (kind, *pieces))]
        found: dict[int, set[int]] = {}
        with connection.cursor() as cursor:
            cursor.execute(sql, given)
            for origin, pk in cursor.fetchall():
                found.setdefault(origin, set()).add(pk)
        return found

    def _walk(self, sql: str, territories: tuple["Territory", ...]) -> "TerritoryQuerySet":
        if not territories:
            return self.none()
        marks = ", ".join(["%s"] * len(territories))
        return self.filter(pk__in=RawSQL(sql.format(marks=marks), _pks(territories)))  # noqa: S611


@personal_data(
    not_personal=[
        "slug",
        "scheme",
        "code",
        "name",
        "name_en",
        "name_key",
        "label",
        "label_en",
        "search_key",
        "country_code",
        "source",
        "source_version",
    ]
)
class Territory(models.Model):
    """A place people recognise, with the identifier its own country gives it."""

    slug = models.SlugField(max_length=120, unique=True)
    scheme = models.CharField(_("répertoire"), max_length=20)
    code = models.CharField(_("code"), max_length=60)
    name = models.CharField(_("nom"), max_length=200)
    name_en = models.CharField(_("nom anglais"), max_length=200, blank=True)
    name_key = models.CharField(max_length=200, db_index=True, editable=False)
    label = models.CharField(_("nom complet"), max_length=260)
    label_en = models.CharField(_("nom complet anglais"), max_length=260, blank=True)
    search_key = models.TextField(editable=False)
    kind = models.CharField(_("nature"), choices=Kind, max_length=20)
    scale = models.PositiveSmallIntegerField(_("échelle"), editable=False)
    country_code = models.CharField(_("pays"), max_length=2, db_index=True)
    population = models.PositiveIntegerField(_("population"), null=True, blank=True)
    lat = models.FloatField(_("latitude"), null=True, blank=True)
    lon = models.FloatField(_("longitude"), null=True, blank=True)
    source = models.CharField(_("source"), max_length=120)
    source_version = models.CharField(_("millésime"), max_length=40, blank=True)
    is_current = models.BooleanField(_("en vigueur"), default=True)
    parents: "models.ManyToManyField[Territory, Any]" = models.ManyToManyField(
        "self",
        symmetrical=False,
        blank=True,
        related_name="children",
        verbose_name=_("contenu dans"),
    )

    objects = TerritoryQuerySet.as_manager()

    class Meta:
        verbose_name = _("territoire")
        verbose_name_plural = _("territoires")
        ordering = ("name_key", "pk")
        constraints = (
            models.UniqueConstraint(
                fields=["scheme", "code"], name="territory_has_one_row_per_identifier"
            ),
            models.CheckConstraint(
                # A comparison with nothing is neither true nor false, and a check lets it pass.
                condition=Q(lat=None, lon=None)
                | Q(lat__isnull=False, lat__range=(-90, 90))
                & Q(lon__isnull=False, lon__range=(-180, 180)),
                name="territory_lies_on_earth",
            ),
        )
        indexes = (models.Index(fields=["kind", "is_current"], name="territory_of_a_kind"),)

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("public:territory", args=[self.slug])

    @property
    def public_id(self) -> str:
        """The identifier we publish: "insee:14118"."""
        return f"{self.scheme}:{self.code}"

    @property
    def is_abroad(self) -> bool:
        return self.country_code != HOME

    @property
    def display_name(self) -> str:
        """The name in the reader's language."""
        return self.name_en if self.name_en and _reads_english() else self.name

    @property
    def full_name(self) -> str:
        """The name that tells homonyms apart, stored at load: « Ndem, Sénégal », « Caen (Calvados) »."""
        return self.label_en if self.label_en and _reads_english() else self.label


@personal_data(not_personal=["source", "version", "licence"])
class Vintage(models.Model):
    """Which version of a source is in the data base: what a page credits, what a second load skips."""

    source = models.CharField(_("source"), max_length=120, unique=True)
    version = models.CharField(_("millésime"), max_length=40)
    licence = models.CharField(_("licence"), max_length=120)
    rows = models.PositiveIntegerField(_("lignes"))
    loaded_at = models.DateTimeField(_("chargé le"), auto_now=True)

    class Meta:
        verbose_name = _("millésime")
        verbose_name_plural = _("millésimes")
        ordering = ("source",)

    def __str__(self) -> str:
        return f"{self.source} {self.version}"


def name_to_sort() -> Case | F:
    """What puts names in the order of the language they are read in."""
    if not _reads_english():
        return F("name_key")
    return Case(When(name_en="", then=F("name_key")), default=Lower("name_en"))


def _reads_english() -> bool:
    return (get_language() or "").startswith("en")


def _pks(territories: tuple[Territory, ...]) -> tuple[int, ...]:
    return tuple(territory.pk for territory in territories)
