"""What a reader and a chair type."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from maillage.core.forms import MoneyField
from maillage.programmes.models import Criterion
from maillage.selection.models import Decision, Review

COMMENT = 4000


def _comment(label: Any, help_text: Any) -> forms.CharField:
    area = forms.Textarea(
        attrs={
            "rows": 6,
            "data-max": COMMENT,
            "data-left": gettext_lazy("il reste % signes"),
            "data-over": gettext_lazy("% signes de trop"),
        }
    )
    return forms.CharField(
        label=label, help_text=help_text, max_length=COMMENT, required=False, widget=area
    )


class ReadingForm(forms.Form):
    """The grid of a call: one group of buttons a criterion, and two comments."""

    for_committee = _comment(
        gettext_lazy("Commentaire pour le comité"),
        gettext_lazy("Lu par le comité seulement."),
    )
    for_applicant = _comment(
        gettext_lazy("Commentaire pour les candidats"),
        gettext_lazy("Envoyé aux candidats avec la décision, sans votre nom."),
    )

    def __init__(self, data: Any, *, review: Review) -> None:
        self.criteria = list(review.application.call.criteria.all())
        given = {score.criterion_id: score.value for score in review.scores.all()}
        first: dict[str, Any] = {
            "for_committee": review.for_committee,
            "for_applicant": review.for_applicant,
        }
        first |= {f"score_{c.code}": given.get(c.pk) for c in self.criteria}
        super().__init__(data, initial=first)
        for criterion in self.criteria:
            self.fields[f"score_{criterion.code}"] = _score_field(criterion)
        self.order_fields([f"score_{criterion.code}" for criterion in self.criteria])

    def grid(self) -> list[tuple[Criterion, forms.BoundField]]:
        """Each criterion with its buttons, for the page."""
        return [(criterion, self[f"score_{criterion.code}"]) for criterion in self.criteria]

    def scores(self) -> dict[int, int | None]:
        """The scores by criterion id; None where nothing is ticked yet."""
        return {c.pk: self.cleaned_data[f"score_{c.code}"] for c in self.criteria}


def _score_field(criterion: Criterion) -> forms.TypedChoiceField:
    field = forms.TypedChoiceField(
        label=criterion.label,
        help_text=criterion.help,
        choices=[(value, str(value)) for value in range(criterion.max_score + 1)],
        coerce=int,
        empty_value=None,
        required=False,
        widget=forms.RadioSelect(
            attrs={"data-weight": criterion.weight, "data-of": criterion.max_score}
        ),
    )
    field.error_messages["invalid_choice"] = _(
        "La note de « %(criterion)s » va de 0 à %(max)s."
    ) % {
        "criterion": criterion.label,
        "max": criterion.max_score,
    }
    return field


class DecisionForm(forms.Form):
    """What the committee decides."""

    outcome = forms.ChoiceField(
        label=gettext_lazy("Décision"), choices=Decision.Outcome.choices, widget=forms.RadioSelect
    )
    granted_cents = MoneyField(
        label=gettext_lazy("Montant accordé"),
        required=False,
        help_text=gettext_lazy("À remplir pour une candidature retenue."),
    )
    reason = forms.CharField(
        label=gettext_lazy("Raisons"),
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text=gettext_lazy("Elles sont envoyées à l’alliance avec la décision."),
    )

    def clean(self) -> dict[str, Any]:
        """Ask for the amount where it is missing, not after the button."""
        given = self.cleaned_data
        accepted = given.get("outcome") == Decision.Outcome.ACCEPTED
        if accepted and not given.get("granted_cents") and "granted_cents" not in self.errors:
            self.add_error("granted_cents", _("Indiquez le montant accordé."))
        return given
