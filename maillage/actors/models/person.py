"""People, and what they are in organisations."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from maillage.accounts.models import User
from maillage.actors.models.organisation import Organisation
from maillage.core.codes import new_code
from maillage.core.privacy import Erasure, Personal, personal_data

_UNTIL = _("3 ans après la dernière fonction connue")


class PersonQuerySet(models.QuerySet["Person"]):
    def visible_to(self, user: User) -> "PersonQuerySet":
        """The team sees everybody; others, themselves and the people of their organisations."""
        if user.is_team:
            return self
        mine = Organisation.objects.of(user)
        return self.filter(Q(user=user) | Q(positions__organisation__in=mine)).distinct()


@personal_data(
    user=Personal(_("relier la personne à son compte"), _UNTIL, Erasure.UNLINK),
    name=Personal(_("savoir à qui l’on parle"), _UNTIL, Erasure.BLANK),
    email=Personal(_("écrire au sujet des candidatures et des projets"), _UNTIL, Erasure.BLANK),
    phone=Personal(_("appeler au sujet des candidatures et des projets"), _UNTIL, Erasure.BLANK),
    not_personal=["code", "name_key"],
)
class Person(models.Model):
    """Somebody, with or without an account."""

    code = models.CharField(max_length=16, unique=True, default=new_code, editable=False)
    user = models.OneToOneField(
        User,
        models.SET_NULL,
        null=True,
        blank=True,
        verbose_name=_("compte"),
        related_name="person",
    )
    name = models.CharField(_("nom"), max_length=120)
    name_key = models.CharField(max_length=120, editable=False, db_index=True)
    email = models.EmailField(_("adresse électronique"), blank=True)
    phone = models.CharField(_("téléphone"), max_length=40, blank=True)

    objects = PersonQuerySet.as_manager()

    class Meta:
        verbose_name = _("personne")
        verbose_name_plural = _("personnes")
        ordering = ("name_key", "pk")

    def __str__(self) -> str:
        return self.name


class PositionQuerySet(models.QuerySet["Position"]):
    def visible_to(self, user: User) -> "PositionQuerySet":
        return self.filter(person__in=Person.objects.visible_to(user))


@personal_data(
    person=Personal(_("savoir qui agit pour une organisation"), _UNTIL, Erasure.DELETE),
    title=Personal(_("savoir à quel titre"), _UNTIL, Erasure.DELETE),
    not_personal=["code"],
)
class Position(models.Model):
    """What a person is in an organisation, with its dates: the source of their rights there."""

    code = models.CharField(max_length=16, unique=True, default=new_code, editable=False)
    person = models.ForeignKey(
        Person, models.CASCADE, verbose_name=_("personne"), related_name="positions"
    )
    organisation = models.ForeignKey(
        Organisation, models.CASCADE, verbose_name=_("organisation"), related_name="positions"
    )
    title = models.CharField(_("fonction"), max_length=120)
    starts_on = models.DateField(_("depuis le"), null=True, blank=True)
    ends_on = models.DateField(_("jusqu’au"), null=True, blank=True)

    objects = PositionQuerySet.as_manager()

    class Meta:
        verbose_name = _("fonction")
        verbose_name_plural = _("fonctions")
        ordering = ("organisation__name_key", "pk")
        constraints = (
            models.CheckConstraint(
                condition=Q(ends_on=None) | Q(starts_on=None) | Q(ends_on__gte=F("starts_on")),
                name="position_ends_after_it_starts",
            ),
        )

    def __str__(self) -> str:
        return f"{self.person}, {self.title}"
