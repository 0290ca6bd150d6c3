"""Fields of the desk's forms: places and actors named in words, instants in Paris time."""

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from maillage.accounts.models import User
from maillage.actors.models import Organisation
from maillage.actors.queries import find_organisations
from maillage.core.text import fold
from maillage.projects.models import Project
from maillage.territories.models import Territory
from maillage.territories.queries import find_territories

PROPOSED = 4
FIRST_YEAR, LAST_YEAR = 1800, 2200  # beyond, it is a slip of the finger, or more than a clock holds


def refuse_strange_years(value: date) -> None:
    """Say it for a year that nobody here means."""
    if not FIRST_YEAR <= value.year <= LAST_YEAR:
        raise forms.ValidationError(
            _("L’année %(year)s n’est pas vraisemblable. Vérifiez la date."),
            params={"year": value.year},
        )


def pick_territory(words: str) -> Territory:
    """The territory these words mean, or a sentence that names those they may mean."""
    found = find_territories(words, limit=PROPOSED)
    if not found:
        raise forms.ValidationError(
            _("« %(words)s » n’est pas un territoire connu. Vérifiez l’orthographe."),
            params={"words": words},
        )
    exact = [place for place in found if fold(words) in (fold(place.label), fold(place.full_name))]
    if len(found) == 1 or exact:
        return (exact or found)[0]
    raise forms.ValidationError(
        _("« %(words)s » désigne plusieurs territoires : %(found)s. Écrivez le nom complet."),
        params={"words": words, "found": " ; ".join(place.full_name for place in found)},
    )


class TerritoryField(forms.CharField):
    """One territory, named as one types."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(max_length=200, **kwargs)

    def prepare_value(self, value: Any) -> Any:
        place = Territory.objects.filter(pk=value).first() if isinstance(value, int) else value
        return place.full_name if isinstance(place, Territory) else place

    def clean(self, value: Any) -> Any:
        text = super().clean(value)
        return pick_territory(text) if text else None


class TerritoriesField(forms.CharField):
    """Several territories, one a line: works for 36,700 of them, and without JavaScript."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("label", gettext_lazy("Territoires"))
        kwargs.setdefault(
            "help_text",
            gettext_lazy("Un par ligne, par exemple Alpes-Maritimes ou Ndem, Sénégal."),
        )
        widget = forms.Textarea(attrs={"rows": 4})
        super().__init__(max_length=4000, required=False, widget=widget, **kwargs)

    def prepare_value(self, value: Any) -> Any:
        if isinstance(value, list):
            return "\n".join(place.full_name for place in value)
        return value

    def clean(self, value: Any) -> Any:
        lines = [line.strip() for line in super().clean(value).splitlines() if line.strip()]
        found, errors = [], []
        for line in lines:
            try:
                found.append(pick_territory(line))
            except forms.ValidationError as error:
                errors.append(error)
        if errors:
            raise forms.ValidationError(errors)
        return found


class OrganisationField(forms.CharField):
    """An organisation of the directory, named as one types."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("label", gettext_lazy("Organisation"))
        kwargs.setdefault(
            "help_text",
            gettext_lazy("Son nom, son sigle ou son numéro SIREN, comme dans l’annuaire."),
        )
        super().__init__(max_length=200, **kwargs)
        self.seen_by: User | None = None

    def clean(self, value: Any) -> Any:
        text = super().clean(value)
        return self._pick(text) if text else None

    def _pick(self, words: str) -> Organisation:
        seen = find_organisations(words, self.seen_by) if self.seen_by else None
        found = list(seen[:PROPOSED]) if seen is not None and fold(words) else []
        exact = [one for one in found if fold(words) in (fold(one.name), fold(one.acronym))]
        if len(found) == 1 or len(exact) == 1:
            return (exact or found)[0]
        if not found:
            raise forms.ValidationError(
                _("« %(words)s » n’est pas dans l’annuaire. Ajoutez d’abord l’organisation."),
                params={"words": words},
            )
        raise forms.ValidationError(
            _("« %(words)s » désigne plusieurs organisations : %(found)s. Écrivez le nom complet."),
            params={"words": words, "found": " ; ".join(one.name for one in found)},
        )


class ProjectField(forms.CharField):
    """A project, named by its title as one types."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("help_text", gettext_lazy("Le titre du projet, ou ses premiers mots."))
        super().__init__(max_length=200, required=False, **kwargs)

    def prepare_value(self, value: Any) -> Any:
        project = Project.objects.filter(pk=value).first() if isinstance(value, int) else value
        return project.title if isinstance(project, Project) else project

    def clean(self, value: Any) -> Any:
        text = super().clean(value)
        return self._pick(text) if text else None

    def _pick(self, words: str) -> Project:
        key = fold(words)
        found = list(Project.objects.filter(title_key__startswith=key)[:PROPOSED]) if key else []
        exact = [one for one in found if one.title_key == key]
        if len(found) == 1 or len(exact) == 1:
            return (exact or found)[0]
        if not found:
            raise forms.ValidationError(
                _("Aucun projet ne s’appelle « %(words)s ». Vérifiez le titre."),
                params={"words": words},
            )
        raise forms.ValidationError(
            _("« %(words)s » désigne plusieurs projets : %(found)s. Écrivez le titre entier."),
            params={"words": words, "found": " ; ".join(one.title for one in found)},
        )


def instant(label: Any) -> forms.DateTimeField:
    """A day and an hour in Paris, whatever the clock of whoever types."""
    widget = forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M")
    return forms.DateTimeField(
        label=label,
        required=False,
        widget=widget,
        help_text=gettext_lazy("Heure de Paris."),
        validators=[refuse_strange_years],
    )


def day(label: Any, *, required: bool = False) -> forms.DateField:
    widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    return forms.DateField(
        label=label, required=required, widget=widget, validators=[refuse_strange_years]
    )
