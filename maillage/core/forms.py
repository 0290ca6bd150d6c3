"""Forms and fields that several rooms need."""

from collections.abc import Callable, Container
from typing import Any

from django import forms
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from maillage.core.money import cents, money

MOST = 10**13  # a hundred billion euros: beyond, somebody slept on the keyboard


class ThingForm(forms.ModelForm[Any]):
    """Fields of a model, typed; nothing is saved here, and services say in words what is taken."""

    def _post_clean(self) -> None:
        """Check each field as the model does; a constraint's name is no sentence to a person."""
        self.instance.validate_constraints = lambda *_args, **_kwargs: None
        super()._post_clean()  # type: ignore[misc] # the stubs leave it out


class NumberField(forms.CharField):
    """A register's number as papers print it, « 443 061 841 »: spaces, dots and hyphens go."""

    SIRET = 14

    def to_python(self, value: Any) -> str:
        bare = "".join(sign for sign in str(super().to_python(value) or "") if sign.isalnum())
        if self.max_length and self.max_length < self.SIRET == len(bare) and bare.isdigit():
            raise forms.ValidationError(
                _(
                    "« %(value)s » est un numéro SIRET. Le SIREN, ce sont ses neuf premiers chiffres."
                ),
                params={"value": value},
            )
        return bare.upper()

    def widget_attrs(self, widget: forms.Widget) -> dict[str, Any]:
        """The box holds the spaces too: a pasted number is never cut."""
        return super().widget_attrs(widget) | {"maxlength": "30"}


class MoneyField(forms.CharField):
    """An amount in euros as people type it, « 15 000,50 € »; gives integer cents, or None."""

    default_error_messages = {
        "invalid": _(
            "« %(value)s » n’est pas un montant. Écrivez par exemple 15 000 ou 15 000,50."
        ),
        "negative": _("Un montant ne peut pas être négatif."),
        "too_big": _("Ce montant est trop grand. Vérifiez le nombre de zéros."),
    }

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault(
            "widget", forms.TextInput(attrs={"inputmode": "decimal", "autocomplete": "off"})
        )
        super().__init__(max_length=40, **kwargs)

    def prepare_value(self, value: Any) -> Any:
        return money(value) if isinstance(value, int) else value

    def clean(self, value: Any) -> Any:
        text = super().clean(value)
        if not text:
            return None
        try:
            amount = cents(text)
        except ValueError:
            raise forms.ValidationError(
                self.error_messages["invalid"], "invalid", {"value": text}
            ) from None
        if amount < 0:
            raise forms.ValidationError(self.error_messages["negative"], "negative")
        if amount > MOST:
            raise forms.ValidationError(self.error_messages["too_big"], "too_big")
        return amount


class ToldSelect(forms.Select):
    """A list of things that people named: those named in French alone say so on an English page."""

    def __init__(self, in_english: Callable[[], Container[str]] = frozenset) -> None:
        super().__init__()
        self.in_english = in_english

    def create_option(self, *args: Any, **kwargs: Any) -> dict[str, Any]:
        option = super().create_option(*args, **kwargs)
        is_french = (get_language() or "fr").startswith("fr")
        value = str(option["value"])
        if value and not is_french and value not in self.in_english():
            option["attrs"]["lang"] = "fr"
        return option
