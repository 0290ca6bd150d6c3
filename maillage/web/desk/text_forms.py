"""What the team types on the network's own pages, and the facts the law asks for."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from maillage.actors.models import Network
from maillage.actors.models.text import LONGEST
from maillage.actors.queries import MENTIONS
from maillage.core.forms import NumberField, ThingForm

MOST_VERSIONS = 2**31 - 1


class SeenForm(forms.Form):
    """`seen` is the version that whoever writes had before their eyes."""

    seen = forms.IntegerField(min_value=0, max_value=MOST_VERSIONS, widget=forms.HiddenInput)


class TextForm(SeenForm):
    """One text, and why it changes."""

    body = forms.CharField(
        label=_("Texte"),
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 18}),
    )
    note = forms.CharField(
        label=_("Pourquoi ce changement"),
        max_length=160,
        required=False,
        help_text=_("Quelques mots pour qui lira l’historique."),
    )

    def begin_again(self, number: int) -> None:
        """Somebody wrote meanwhile: what was typed stays, and now knows of their version."""
        self.data = {name: self.data.get(name) for name in self.data} | {"seen": str(number)}


class MentionsForm(ThingForm):
    """Who publishes, who hosts, whom to write to: each page of the law draws from here."""

    siren = NumberField(label="SIREN", max_length=9, required=False)

    class Meta:
        model = Network
        fields = tuple(column for column in MENTIONS.values() if column != "name")
        help_texts = {
            "legal_name": _("Le nom de la structure qui publie ce site, comme dans ses statuts."),
            "legal_form": _("Par exemple : association loi de 1901."),
            "contact_email": _(
                "Affichée en bas de chaque page ; les messages de la page Contact y arrivent."
            ),
            "director": _("Le nom de la personne : souvent la présidence de la structure."),
            "host_name": _("La société dont les machines portent ce site."),
            "privacy_email": _(
                "Celle de la personne déléguée à la protection des données, s’il y en a une ; sinon l’adresse de contact."
            ),
        }

    def told(self) -> dict[str, Any]:
        """What the service is told."""
        return {name: self.cleaned_data[name] for name in self.Meta.fields}
