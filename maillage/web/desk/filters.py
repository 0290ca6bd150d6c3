"""What narrows the desk's lists. A filter that means nothing narrows nothing."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from maillage.actors.models import Organisation
from maillage.core.forms import ToldSelect
from maillage.mail.models import Message
from maillage.programmes.models import Call
from maillage.projects.models import Project

ALL = ("", _("Tous les états"))


def _search(label: Any) -> forms.CharField:
    return forms.CharField(label=label, required=False, max_length=120, widget=forms.SearchInput())


def _state(*choices: tuple[Any, Any]) -> forms.ChoiceField:
    return forms.ChoiceField(label=_("État"), required=False, choices=[ALL, *choices])


class CallFilters(forms.Form):
    q = _search(_("Chercher un titre"))
    state = _state(
        ("draft", _("en préparation")),
        ("open", _("ouvert")),
        ("closed", _("clos, à décider")),
        ("ready", _("prêt à annoncer")),
        ("decided", _("résultats annoncés")),
    )


class CockpitFilters(forms.Form):
    q = _search(_("Chercher un titre ou un chef de file"))
    state = _state(
        ("unread", _("sans lecteur")),
        ("undecided", _("sans décision")),
        ("accepted", _("retenue")),
        ("declined", _("non retenue")),
    )


class ApplicationFilters(forms.Form):
    q = _search(_("Chercher un titre, un code, une organisation"))
    state = _state(
        ("unread", _("sans lecteur")),
        ("late", _("lecture en retard")),
        ("undecided", _("à décider")),
        ("accepted", _("retenue, sans projet")),
    )
    call = forms.ModelChoiceField(
        Call.objects.exclude(published_at=None),
        label=_("Appel"),
        required=False,
        empty_label=_("Tous les appels"),
        widget=ToldSelect(),
        to_field_name="slug",
    )


class ProjectFilters(forms.Form):
    q = _search(_("Chercher un titre ou une organisation"))
    state = _state(*Project.Status.choices)


class OrganisationFilters(forms.Form):
    q = _search(_("Chercher un nom, un sigle, un numéro"))
    state = _state(*Organisation.Status.choices)


class PeopleFilters(forms.Form):
    q = _search(_("Chercher un nom, une adresse, une organisation"))


class OutboxFilters(forms.Form):
    q = _search(_("Chercher une adresse ou un objet"))
    state = _state(*Message.Status.choices)


class JournalFilters(forms.Form):
    q = _search(_("Chercher un mot"))
    person = _search(_("Par qui"))
    verb = forms.ChoiceField(label=_("Acte"), required=False)

    def __init__(self, data: Any, *, verbs: list[tuple[str, str]]) -> None:
        super().__init__(data)
        verb = self.fields["verb"]
        if isinstance(verb, forms.ChoiceField):
            verb.choices = [("", _("Tous les actes")), *verbs]
