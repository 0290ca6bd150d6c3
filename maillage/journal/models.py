"""One line of the journal."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from maillage.accounts.models import User
from maillage.core.privacy import Erasure, Personal, personal_data


class EntryQuerySet(models.QuerySet["Entry"]):
    def visible_to(self, user: User) -> "EntryQuerySet":
        """The team reads the whole journal; everybody else, what they did themselves."""
        return self if user.is_team else self.filter(by_id=user.pk)

    def about(self, thing: models.Model) -> "EntryQuerySet":
        return self.filter(thing_type=thing._meta.label_lower, thing_pk=thing.pk)


@personal_data(
    by=Personal(
        _("répondre de chaque acte"),
        _("6 ans après l’acte, puis détaché de la personne"),
        Erasure.UNLINK,
    ),
    label=Personal(
        _("dire sur quoi portait l’acte, même quand la chose a disparu"),
        _("6 ans après l’acte"),
        Erasure.BLANK,
    ),
    facts=Personal(_("dire ce qui a changé"), _("6 ans après l’acte"), Erasure.BLANK),
    not_personal=["verb", "thing_type", "thing_code"],
)
class Entry(models.Model):
    """Who did what, to what, when."""

    at = models.DateTimeField(_("le"), auto_now_add=True, db_index=True)
    by = models.ForeignKey(
        User, models.SET_NULL, null=True, verbose_name=_("par"), related_name="+"
    )
    verb = models.CharField(_("acte"), max_length=60, db_index=True)
    thing_type = models.CharField(max_length=60)
    thing_pk = models.BigIntegerField()
    thing_code = models.CharField(max_length=40, blank=True)
    label = models.CharField(_("sur"), max_length=200)
    facts = models.JSONField(default=dict, blank=True)

    objects = EntryQuerySet.as_manager()

    class Meta:
        verbose_name = _("ligne du journal")
        verbose_name_plural = _("lignes du journal")
        ordering = ("-at", "-pk")
        indexes = (models.Index(fields=["thing_type", "thing_pk", "-at"], name="entry_of_a_thing"),)

    def __str__(self) -> str:
        return f"{self.verb} {self.label}"
