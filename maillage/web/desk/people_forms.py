"""What the team types about people, days and the network itself."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from maillage.accounts.models import Team, User
from maillage.actors.models import Network
from maillage.algorithms.images import NotAnImage, sniff_image
from maillage.web.desk.fields import OrganisationField, day

LOGO_BYTES = 200_000


class DayForm(forms.Form):
    on = day(gettext_lazy("Le"), required=True)


class PositionForm(forms.Form):
    organisation = OrganisationField()
    title = forms.CharField(label=gettext_lazy("Fonction"), max_length=120)
    starts_on = day(gettext_lazy("Depuis le"))

    def __init__(self, *args: Any, seen_by: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["organisation"].seen_by = seen_by  # type: ignore[attr-defined]


class PersonForm(forms.Form):
    name = forms.CharField(label=gettext_lazy("Nom"), max_length=120)
    email = forms.EmailField(label=gettext_lazy("Adresse électronique"), required=False)
    opens_account = forms.BooleanField(
        label=gettext_lazy("Ouvrir un compte à cette adresse"),
        help_text=gettext_lazy("La personne se connecte avec un code reçu par courriel."),
        required=False,
    )
    organisation = OrganisationField(required=False)
    title = forms.CharField(
        label=gettext_lazy("Fonction dans cette organisation"), max_length=120, required=False
    )

    def __init__(self, *args: Any, seen_by: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["organisation"].seen_by = seen_by  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """An account asks for an address, a position for its name."""
        given = self.cleaned_data
        if given.get("opens_account") and not given.get("email") and "email" not in self.errors:
            self.add_error("email", _("Indiquez l’adresse du compte à ouvrir."))
        if given.get("organisation") and not given.get("title"):
            self.add_error("title", _("Indiquez la fonction de la personne dans l’organisation."))
        return given


class TeamForm(forms.Form):
    team = forms.ChoiceField(label=gettext_lazy("Droits"), choices=Team.choices)


class NetworkForm(forms.ModelForm[Network]):
    """How the network presents itself; the logo is looked at, never believed."""

    logo_file = forms.FileField(
        label=gettext_lazy("Logo"),
        required=False,
        help_text=gettext_lazy("PNG, JPEG ou WebP, 200 ko au plus."),
        widget=forms.FileInput(attrs={"accept": "image/png,image/jpeg,image/webp"}),
    )
    without_logo = forms.BooleanField(label=gettext_lazy("Retirer le logo"), required=False)

    class Meta:
        model = Network
        fields = ("name", "baseline", "accent", "warm", "contact_email")
        help_texts = {
            "contact_email": gettext_lazy(
                "Affichée en bas de chaque page ; les messages de la page Contact y arrivent."
            ),
            "accent": gettext_lazy("# et six signes, par exemple #0e5a4c."),
            "warm": gettext_lazy("# et six signes, par exemple #b04426."),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not self.instance.logo_type:
            del self.fields["without_logo"]

    def clean_logo_file(self) -> tuple[bytes, str] | None:
        """Read the bytes: a name and a declared type say nothing."""
        given = self.cleaned_data["logo_file"]
        if given is None:
            return None
        if given.size > LOGO_BYTES:
            raise forms.ValidationError(
                _("Ce fichier est trop lourd : 200 ko au plus. Réduisez l’image, puis réessayez.")
            )
        data = given.read()
        try:
            return data, sniff_image(data)
        except NotAnImage:
            raise forms.ValidationError(
                _("Ce fichier n’est pas une image PNG, JPEG ou WebP. Choisissez-en une autre.")
            ) from None

    def told(self) -> dict[str, Any]:
        """What the service is told."""
        fields = {name: self.cleaned_data[name] for name in self.Meta.fields}
        if picture := self.cleaned_data["logo_file"]:
            fields["logo"], fields["logo_type"] = picture
        elif self.cleaned_data.get("without_logo"):
            fields["logo"], fields["logo_type"] = None, ""
        return fields
