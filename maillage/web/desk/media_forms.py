"""What the team types about photographs and documents; files are looked at, never believed."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from maillage.algorithms.papers import NotADocumentError, sniff_document
from maillage.algorithms.photographs import NotAPhotographError, Photograph, develop
from maillage.core.forms import ThingForm
from maillage.projects.models import Photo

PHOTO_BYTES, PAPER_BYTES = 20_000_000, 25_000_000


class PhotoForm(ThingForm):
    """What is said of a photograph; people who can be recognised have agreed, and it says how."""

    people = forms.ChoiceField(
        label=gettext_lazy("Personnes"), choices=Photo.People.choices, widget=forms.RadioSelect
    )

    class Meta:
        model = Photo
        fields = ("alt", "caption", "credit", "people", "consent")
        widgets = {"consent": forms.Textarea(attrs={"rows": 3})}
        help_texts = {
            "alt": gettext_lazy(
                "Pour qui n’a pas l’image : « Trois femmes trient des semences à l’ombre d’un arbre. »"
            ),
            "caption": gettext_lazy("Sous l’image : où, quand, quoi."),
            "credit": gettext_lazy("Qui a pris la photographie."),
            "consent": gettext_lazy(
                "Gardé par l’équipe, jamais publié. Par exemple : accord signé des cinq personnes, le 12 mars."
            ),
        }

    def clean(self) -> dict[str, Any]:
        """Nobody is shown who did not agree."""
        given = self.cleaned_data
        shows_people = given.get("people") == Photo.People.AGREED
        if shows_people and not given.get("consent") and "consent" not in self.errors:
            self.add_error("consent", _("Dites de qui vient l’accord, quand et comment."))
        return given


class NewPhotoForm(PhotoForm):
    picture_file = forms.FileField(
        label=gettext_lazy("Photographie"),
        help_text=gettext_lazy(
            "JPEG, PNG ou WebP, 20 Mo au plus. Le lieu et l’appareil, que le fichier garde parfois, sont effacés."
        ),
        widget=forms.FileInput(attrs={"accept": "image/jpeg,image/png,image/webp"}),
    )
    field_order = ("picture_file",)

    def clean_picture_file(self) -> Photograph:
        data = _bytes_of(self.cleaned_data["picture_file"], PHOTO_BYTES)
        try:
            return develop(data)
        except NotAPhotographError:
            raise forms.ValidationError(
                _(
                    "Ce fichier n’est pas une photographie JPEG, PNG ou WebP. Choisissez-en une autre."
                )
            ) from None


class PaperForm(forms.Form):
    paper_file = forms.FileField(
        label=gettext_lazy("Document"),
        help_text=gettext_lazy(
            "PDF, OpenDocument, Word, Excel ou PowerPoint sans macros, 25 Mo au plus."
        ),
        widget=forms.FileInput(attrs={"accept": ".pdf,.odt,.ods,.odp,.docx,.xlsx,.pptx"}),
    )
    title = forms.CharField(label=gettext_lazy("Titre"), max_length=160)

    def clean_paper_file(self) -> tuple[bytes, str]:
        data = _bytes_of(self.cleaned_data["paper_file"], PAPER_BYTES)
        try:
            return data, sniff_document(data)
        except NotADocumentError:
            raise forms.ValidationError(
                _(
                    "Ce fichier n’est pas un document que nous savons garder, ou il contient des macros. Enregistrez-le en PDF, puis réessayez."
                )
            ) from None


def _bytes_of(given: Any, most: int) -> bytes:
    if given.size > most:
        raise forms.ValidationError(
            _("Ce fichier est trop lourd : %(most)s Mo au plus."),
            params={"most": most // 1_000_000},
        )
    return bytes(given.read())
