"""What is kept of a file: its fingerprint, which is also its name."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from maillage.algorithms.photographs import widths_of
from maillage.core.privacy import personal_data


@personal_data(not_personal=["sha256"])
class Picture(models.Model):
    """A photograph, drawn anew: its sizes lie in the storage under its fingerprint."""

    sha256 = models.CharField(max_length=64, unique=True, editable=False)
    width = models.PositiveIntegerField(_("largeur"), editable=False)
    height = models.PositiveIntegerField(_("hauteur"), editable=False)

    class Meta:
        verbose_name = _("image")
        verbose_name_plural = _("images")

    def __str__(self) -> str:
        return f"{self.width} × {self.height}"

    @property
    def widths(self) -> list[int]:
        return widths_of(self.width)

    def path(self, rendition: str) -> str:
        """Where a size lies in the storage: "960.webp", "share.jpg"."""
        return f"pictures/{self.sha256[:2]}/{self.sha256}/{rendition}"


@personal_data(not_personal=["sha256"])
class Document(models.Model):
    """A text, a table or slides, as they were handed in."""

    class Kind(models.TextChoices):
        PDF = "pdf", "PDF"
        ODT = "odt", "ODT"
        ODS = "ods", "ODS"
        ODP = "odp", "ODP"
        DOCX = "docx", "Word"
        XLSX = "xlsx", "Excel"
        PPTX = "pptx", "PowerPoint"

    sha256 = models.CharField(max_length=64, unique=True, editable=False)
    kind = models.CharField(_("format"), choices=Kind, max_length=4, editable=False)
    size = models.PositiveIntegerField(_("octets"), editable=False)

    class Meta:
        verbose_name = _("document")
        verbose_name_plural = _("documents")

    def __str__(self) -> str:
        return f"{self.get_kind_display()}, {self.size}"

    def path(self) -> str:
        """Where it lies in the storage."""
        return f"documents/{self.sha256[:2]}/{self.sha256}.{self.kind}"
