"""The sign-in library's forms for passkeys: in our words, and what a key answers looked at first."""

from typing import Any

from allauth.mfa.webauthn.forms import (
    AddWebAuthnForm,
    EditWebAuthnForm,
    LoginWebAuthnForm,
    ReauthenticateWebAuthnForm,
)
from django import forms
from django.utils.translation import gettext_lazy as _

LONGEST = 50_000  # signs; a key with its whole chain of certificates needs a tenth of it


class CredentialField(forms.JSONField):
    """A JSON object of a size and a depth a key may have; anything else is a mistake, not a crash."""

    def __init__(self) -> None:
        super().__init__(widget=forms.HiddenInput)

    def to_python(self, value: Any) -> Any:
        found = None
        if isinstance(value, str) and len(value) <= LONGEST:
            try:
                found = super().to_python(value)
            except (ValueError, RecursionError):
                found = None
        if not isinstance(found, dict) or not isinstance(found.get("response"), dict):
            raise forms.ValidationError(self.error_messages["invalid"], "invalid", {"value": ""})
        return found

    def bound_data(self, _data: Any, initial: Any) -> Any:
        """An answer serves once: it is never drawn again."""
        return initial


class LoginKeyForm(LoginWebAuthnForm):  # type: ignore[misc]
    credential = CredentialField()


class AddKeyForm(AddWebAuthnForm):  # type: ignore[misc]
    """A key that opens the door alone, unless one says otherwise."""

    credential = CredentialField()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["name"].label = _("Nom de la clé")
        free = self.fields["passwordless"]
        free.label, free.initial = _("Se connecter avec cette clé seule, sans mot de passe"), True
        free.help_text = _("L’appareil vérifie que c’est vous : empreinte, visage ou code.")


class RenameKeyForm(EditWebAuthnForm):  # type: ignore[misc]
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["name"].label = _("Nom de la clé")


class ReauthenticateKeyForm(ReauthenticateWebAuthnForm):  # type: ignore[misc]
    credential = CredentialField()
