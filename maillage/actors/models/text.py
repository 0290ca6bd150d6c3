"""What the network writes on its own pages."""

from django.db import models
from django.db.models import Exists, OuterRef
from django.utils.translation import gettext_lazy as _

from maillage.accounts.models import User
from maillage.core.privacy import Erasure, Personal, personal_data

LONGEST = 20_000


class TextVersionQuerySet(models.QuerySet["TextVersion"]):
    def newest(self) -> "TextVersionQuerySet":
        """The version in force of each text in each language."""
        same = {"key": OuterRef("key"), "language": OuterRef("language")}
        later = TextVersion.objects.filter(**same, number__gt=OuterRef("number"))
        return self.filter(~Exists(later))


@personal_data(
    by=Personal(
        _("savoir qui a écrit ce qui est publié"),
        _("tant que la version est gardée"),
        Erasure.UNLINK,
    ),
    not_personal=["body", "note"],
)
class TextVersion(models.Model):
    """One state of a text in one language: never changed, followed by the next.

    A text that has no version yet is read as it ships with the platform (`queries.shipped`).
    """

    class Language(models.TextChoices):
        FR = "fr", _("Français")
        EN = "en", _("Anglais")

    class Key(models.TextChoices):
        """The texts there are: pages of ours ask for them by name."""

        HOME = "accueil", _("Présentation de l’accueil")
        LEGAL = "mentions-legales", _("Mentions légales")
        PRIVACY = "donnees-personnelles", _("Données personnelles, introduction")
        ACCESSIBILITY = "accessibilite", _("Accessibilité, introduction")
        COOKIES = "cookies", _("Cookies, introduction")
        CONTACT = "contact", _("Contact, introduction")

    key = models.CharField(_("texte"), choices=Key, max_length=24)
    language = models.CharField(_("langue"), choices=Language, max_length=2)
    number = models.PositiveIntegerField(_("version"))
    body = models.TextField(_("texte"), max_length=LONGEST)
    note = models.CharField(_("pourquoi ce changement"), max_length=160, blank=True)
    by = models.ForeignKey(
        User, models.SET_NULL, null=True, verbose_name=_("par"), related_name="+"
    )
    at = models.DateTimeField(_("le"), auto_now_add=True)

    objects = TextVersionQuerySet.as_manager()

    class Meta:
        verbose_name = _("version d’un texte")
        verbose_name_plural = _("versions des textes")
        ordering = ("key", "language", "-number")
        constraints = (
            models.UniqueConstraint(
                fields=["key", "language", "number"], name="text_version_is_one"
            ),
            models.CheckConstraint(
                condition=models.Q(number__gte=1), name="text_versions_begin_at_one"
            ),
        )

    def __str__(self) -> str:
        return f"{self.get_key_display()}, {self.get_language_display()}, {self.number}"
