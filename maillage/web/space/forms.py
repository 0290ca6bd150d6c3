"""What members type."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from maillage.accounts.models import User
from maillage.actors.models import Organisation
from maillage.actors.queries import organisations_of
from maillage.applications.models import Application
from maillage.core.forms import MoneyField, NumberField, ThingForm
from maillage.design.words import french
from maillage.programmes.models import Question


class ApplyForm(forms.Form):
    """In whose name, under which title."""

    lead = forms.ModelChoiceField(
        label=_("Chef de file"),
        queryset=Organisation.objects.none(),
        to_field_name="slug",
        empty_label=None,
        help_text=_("L’organisation qui engage l’alliance. Vous devez y avoir une fonction."),
    )
    title = forms.CharField(
        label=_("Titre du projet"), max_length=160, help_text=_("Vous pourrez le changer.")
    )

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["lead"].queryset = organisations_of(user)  # type: ignore[attr-defined]


def text_area(most: int, rows: int = 6) -> forms.Textarea:
    """A text with its counter. No `maxlength`: a browser would cut a pasted text without a word."""
    return forms.Textarea(
        attrs={
            "rows": rows,
            "data-max": most,
            "data-left": _("encore % signes"),
            "data-over": _("% signes de trop"),
        }
    )


class LongText(forms.CharField):
    """A text whose limit is said with the number of signs too many; line breaks count for one."""

    def __init__(self, *, most: int, **kwargs: Any) -> None:
        self.most = most
        super().__init__(required=False, widget=text_area(most), strip=False, **kwargs)

    def clean(self, value: Any) -> str:
        text = str(super().clean(value)).replace("\r\n", "\n")
        if (over := len(text) - self.most) > 0:
            raise forms.ValidationError(
                _("Le texte dépasse la limite de %(most)s signes : il y en a %(over)s de trop."),
                params={"most": self.most, "over": over},
            )
        return text


class WritingForm(forms.Form):
    """The whole draft on one page: the project, then each question of the call."""

    title = forms.CharField(label=_("Titre du projet"), max_length=160)
    summary = LongText(label=_("Le projet en quelques phrases"), most=1200)
    asked_cents = MoneyField(label=_("Montant demandé"), required=False)
    seen_revision = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, application: Application, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.questions = list(application.call.questions.all())
        for question in self.questions:
            self.fields[f"q_{question.code}"] = _field_of(question)
        required = {f"q_{q.code}" for q in self.questions if q.is_required}
        for name in {"summary", "asked_cents"} | required:
            # A draft may wait without it; the application may not. It is not called optional.
            setattr(self.fields[name], "needed", True)  # noqa: B010 -- a mark for the template

    def answers(self) -> dict[int, str]:
        """What was answered, by question id, as text."""
        typed = {q.pk: self.cleaned_data[f"q_{q.code}"] for q in self.questions}
        return {pk: "" if value is None else str(value) for pk, value in typed.items()}


def _field_of(question: Question) -> forms.Field:
    words: dict[str, Any] = {"label": french(question.label), "help_text": french(question.help)}
    if question.kind == Question.Kind.NUMBER:
        return forms.DecimalField(required=False, max_digits=15, decimal_places=2, **words)
    if question.kind == Question.Kind.SHORT:
        return forms.CharField(required=False, max_length=question.max_length, **words)
    return LongText(most=question.max_length, **words)


def initial_of(application: Application) -> dict[str, Any]:
    """What the saved draft holds, as the form shows it."""
    written = {
        f"q_{a.question.code}": a.text for a in application.answers.select_related("question")
    }
    return {
        "title": application.title,
        "summary": application.summary,
        "asked_cents": application.asked_cents,
        "seen_revision": application.revision,
        **written,
    }


class PartnerForm(forms.Form):
    """An organisation of the directory, and what it brings."""

    organisation = forms.SlugField()
    contribution = forms.CharField(label=_("Ce qu’elle apporte"), max_length=200, required=False)


class NewPartnerForm(ThingForm):
    """An organisation that is not in the directory yet."""

    website = forms.URLField(label=_("Site"), required=False, assume_scheme="https")

    class Meta:
        model = Organisation
        fields = ("name", "acronym", "kind", "website", "siren", "foreign_id")
        field_classes = {"siren": NumberField}


class OrganisationForm(ThingForm):
    """What an organisation says of itself; its name is the team's to change."""

    website = forms.URLField(label=_("Site"), required=False, assume_scheme="https")

    class Meta:
        model = Organisation
        fields = ("acronym", "summary", "website", "siren", "rna", "foreign_id")
        field_classes = {"siren": NumberField, "rna": NumberField}
