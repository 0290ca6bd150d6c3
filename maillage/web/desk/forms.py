"""What the team types about calls, projects and organisations."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from maillage.actors.models import Organisation
from maillage.core.forms import MoneyField, NumberField, ThingForm, ToldSelect
from maillage.design.words import french
from maillage.programmes.models import Call, Criterion, Phase, Programme, Question
from maillage.projects.models import Project
from maillage.themes.models import Theme
from maillage.web.desk.fields import ProjectField, TerritoriesField, TerritoryField, day, instant


class Draft(ThingForm):
    """A thing of the desk, with what must come in order.

    Not calling `super().clean()` leaves unique numbers to the service, which knows whose they are.
    Bind it to a copy of the thing: reading what was typed changes the instance.
    """

    def clean(self) -> dict[str, Any]:
        for first, last, sentence in self.pairs():
            low, high = self.cleaned_data.get(first), self.cleaned_data.get(last)
            if low is not None and high is not None and not self.in_order(first, low, high):
                self.add_error(last, sentence)
        return self.cleaned_data

    def pairs(self) -> list[tuple[str, str, str]]:
        """Fields of which the second may not come before the first, and what to say."""
        return []

    def in_order(self, _first: str, low: Any, high: Any) -> bool:
        return bool(low <= high)


class ThemesField(forms.ModelMultipleChoiceField[Theme]):
    def label_from_instance(self, theme: Theme) -> str:
        return french(theme)


def _themes() -> forms.ModelMultipleChoiceField[Theme]:
    return ThemesField(
        Theme.objects.all(),
        to_field_name="slug",
        label=gettext_lazy("Thèmes"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )


class ProgrammeForm(Draft):
    class Meta:
        model = Programme
        fields = ("name", "summary", "description")


class PhaseForm(Draft):
    starts_on = day(gettext_lazy("Début"))
    ends_on = day(gettext_lazy("Fin"))

    class Meta:
        model = Phase
        fields = ("number", "name", "summary", "starts_on", "ends_on")

    def pairs(self) -> list[tuple[str, str, str]]:
        return [("starts_on", "ends_on", _("La fin ne peut pas précéder le début."))]


class CallForm(Draft):
    envelope_cents = MoneyField(
        label=gettext_lazy("Enveloppe"),
        required=False,
        help_text=gettext_lazy("Ce que le réseau peut accorder en tout."),
    )
    min_cents = MoneyField(label=gettext_lazy("Montant minimum"), required=False)
    max_cents = MoneyField(label=gettext_lazy("Montant maximum"), required=False)
    opens_at = instant(gettext_lazy("Ouverture"))
    closes_at = instant(gettext_lazy("Clôture"))
    themes = _themes()
    territories = TerritoriesField()

    class Meta:
        model = Call
        fields = (
            "phase",
            "title",
            "summary",
            "audience",
            "description",
            "preparation",
            "leads",
            "envelope_cents",
            "min_cents",
            "max_cents",
            "opens_at",
            "closes_at",
            "themes",
            "territories",
        )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        phase = self.fields["phase"]
        if isinstance(phase, forms.ModelChoiceField):
            phase.widget = ToldSelect()
            phase.queryset = Phase.objects.select_related("programme")

    def pairs(self) -> list[tuple[str, str, str]]:
        return [
            ("min_cents", "max_cents", _("Le maximum ne peut pas être inférieur au minimum.")),
            ("opens_at", "closes_at", _("La clôture doit venir après l’ouverture.")),
        ]

    def in_order(self, first: str, low: Any, high: Any) -> bool:
        return bool(low < high) if first == "opens_at" else bool(low <= high)


class QuestionForm(Draft):
    prefix = "question"

    class Meta:
        model = Question
        fields = ("label", "help", "kind", "max_length", "is_required")


class CriterionForm(Draft):
    prefix = "criterion"

    class Meta:
        model = Criterion
        fields = ("label", "help", "weight", "max_score")


class ProjectForm(Draft):
    starts_on = day(gettext_lazy("Début"))
    ends_on = day(gettext_lazy("Fin"))
    themes = _themes()
    territories = TerritoriesField()
    follows = ProjectField(label=gettext_lazy("Fait suite à"))

    class Meta:
        model = Project
        fields = (
            "title",
            "summary",
            "story",
            "starts_on",
            "ends_on",
            "themes",
            "territories",
            "follows",
            "sectors",
            "goals",
            "source",
        )
        help_texts = {
            "sectors": gettext_lazy("Codes CAD, par exemple 31120 43040."),
            "goals": gettext_lazy("Numéros des objectifs, par exemple 2 13 17."),
        }

    def pairs(self) -> list[tuple[str, str, str]]:
        return [("starts_on", "ends_on", _("La fin ne peut pas précéder le début."))]


class OrganisationForm(Draft):
    seat = TerritoryField(label=gettext_lazy("Siège"), required=False)
    territories = TerritoriesField(label=gettext_lazy("Territoires d’action"))
    website = forms.URLField(label=gettext_lazy("Site"), required=False, assume_scheme="https")

    class Meta:
        model = Organisation
        fields = (
            "name",
            "acronym",
            "kind",
            "summary",
            "website",
            "siren",
            "rna",
            "foreign_id",
            "seat",
            "territories",
        )
        field_classes = {"siren": NumberField, "rna": NumberField}
