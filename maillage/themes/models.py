"""What a theme is."""

from django.db import models
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from maillage.core.privacy import personal_data


@personal_data(not_personal=["slug", "name", "name_en", "summary", "summary_en"])
class Theme(models.Model):
    """A word under which people look for calls, projects and lessons."""

    slug = models.SlugField(max_length=80, unique=True)
    name = models.CharField(_("nom"), max_length=120)
    name_en = models.CharField(_("nom anglais"), max_length=120, blank=True)
    summary = models.TextField(_("en quelques mots"), blank=True)
    summary_en = models.TextField(_("en quelques mots, en anglais"), blank=True)
    parent = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="children",
        verbose_name=_("thème plus large"),
    )
    position = models.PositiveSmallIntegerField(_("ordre"), default=0)

    class Meta:
        verbose_name = _("thème")
        verbose_name_plural = _("thèmes")
        ordering = ("position", "name")
        constraints = (
            models.CheckConstraint(
                condition=models.Q(parent=None) | ~models.Q(parent=models.F("pk")),
                name="theme_is_not_its_own_parent",
            ),
        )

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("public:theme", args=[self.slug])

    @property
    def display_name(self) -> str:
        """The name in the reader's language."""
        return self.name_en if self.name_en and _reads_english() else self.name

    @property
    def display_summary(self) -> str:
        return self.summary_en if self.summary_en and _reads_english() else self.summary


def _reads_english() -> bool:
    return (get_language() or "").startswith("en")
