"""One's own name and language."""

from django import forms

from maillage.accounts.models import User


class ProfileForm(forms.ModelForm):  # type: ignore[type-arg]
    """Checked here, saved by the service."""

    class Meta:
        model = User
        fields = ("name", "language")
