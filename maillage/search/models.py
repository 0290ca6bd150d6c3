"""A line of the index, the words it knows, and which edition of it this is."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from maillage.core.privacy import personal_data

BAND = 1 << 32  # lines of one boost
MOST_BOOST = 999


@personal_data(
    not_personal=[
        "kind", "key", "title", "title_en", "names", "summary", "summary_en",
        "title_words", "title_stems", "body_words", "body_stems",
    ]
)  # fmt: skip
class Document(models.Model):
    """A public thing as it is found and shown; its address is the door's business.

    `place` says which come first when too many answer: the most boosted, whatever they say. The
    database reads its index in that order and stops early (docs/decisions/0009-search.md).
    A migration that alters this table on SQLite makes it anew, and must lay its triggers again.
    """

    place = models.BigIntegerField(primary_key=True)
    kind = models.CharField(_("sorte"), max_length=20)
    number = models.BigIntegerField()
    key = models.CharField(_("adresse"), max_length=120)
    title = models.CharField(_("titre"), max_length=300)
    title_en = models.CharField(_("titre anglais"), max_length=300, blank=True)
    names = models.TextField()
    summary = models.TextField(_("en quelques mots"), blank=True)
    summary_en = models.TextField(_("en quelques mots, en anglais"), blank=True)
    is_example = models.BooleanField(_("exemple"), default=False)
    title_words = models.TextField()
    title_stems = models.TextField()
    body_words = models.TextField()
    body_stems = models.TextField()

    class Meta:
        verbose_name = _("ligne de l’index")
        verbose_name_plural = _("lignes de l’index")
        ordering = ("place",)
        constraints = (
            models.UniqueConstraint(fields=["kind", "number"], name="document_once_a_thing"),
        )

    def __str__(self) -> str:
        return self.title


@personal_data(not_personal=["word", "written"])
class Word(models.Model):
    """A word of the index, as people write it, and in how many lines it stands."""

    word = models.CharField(max_length=60, primary_key=True)
    written = models.CharField(max_length=60)
    documents = models.PositiveIntegerField()

    class Meta:
        verbose_name = _("mot de l’index")
        verbose_name_plural = _("mots de l’index")
        ordering = ("word",)

    def __str__(self) -> str:
        return self.written


@personal_data(not_personal=["stamp"])
class Edition(models.Model):
    """Changes with each change of the index, so that every process knows that its words are old.

    A chance name rather than a number: an act that is rolled back must not leave the next one its
    own.
    """

    stamp = models.CharField(max_length=32)
    rules = models.PositiveSmallIntegerField()

    class Meta:
        verbose_name = _("édition de l’index")
        verbose_name_plural = _("éditions de l’index")
        constraints = (models.CheckConstraint(condition=models.Q(pk=1), name="edition_is_one"),)

    def __str__(self) -> str:
        return self.stamp
