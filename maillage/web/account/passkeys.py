"""The sign-in library's forms for passkeys, in our words (named in MFA_FORMS)."""

from typing import Any

from allauth.mfa.webauthn.forms import AddWebAuthnForm, EditWebAuthnForm
from django.utils.translation import gettext_lazy as _


class AddPasskeyForm(AddWebAuthnForm):  # type: ignore[misc]
    """A key that opens the door alone, unless one says otherwise."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["name"].label = _("Nom de la clé")
        free = self.fields["passwordless"]
        free.label, free.initial = _("Se connecter avec cette clé seule, sans mot de passe"), True
        free.help_text = _("L’appareil vérifie que c’est vous : empreinte, visage ou code.")


class RenamePasskeyForm(EditWebAuthnForm):  # type: ignore[misc]
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["name"].label = _("Nom de la clé")
