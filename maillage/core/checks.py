"""What must not go into service: a default key, the demonstration's accounts or its marker."""

from pathlib import Path
from typing import Any

from django.conf import settings
from django.contrib.auth import get_user_model
from django.core.checks import CheckMessage, Error, Warning, register  # noqa: A004 -- Django's own word
from django.core.exceptions import ImproperlyConfigured
from django.db import DatabaseError

MARKER = "DEMO"


def demo_marker() -> Path:
    """The file that says: this folder's data is the demonstration's."""
    return Path(settings.VAR) / MARKER


def unsafe_reasons() -> list[str]:
    """Why this installation must not serve people; empty in demonstration and development."""
    if settings.DEBUG or settings.DEMO:
        return []
    reasons = []
    if settings.SECRET_KEY == settings.DEMO_SECRET_KEY:
        reasons.append("SECRET_KEY is the demonstration's: set one of your own.")
    if demo_marker().exists():
        reasons.append(
            f"{demo_marker()} says that this data is the demonstration's: start from an empty folder."
        )
    if _has_demo_accounts():
        reasons.append(
            "The database holds demonstration accounts, whose password everybody knows: start from an empty database."
        )
    return reasons


def _has_demo_accounts() -> bool:
    try:
        return get_user_model().objects.filter(is_demo=True).exists()
    except DatabaseError:
        return False  # no table yet: nothing was ever stored here


def refuse_unsafe_start() -> None:
    """Stop the server with a sentence rather than open a door everybody has the key of."""
    if reasons := unsafe_reasons():
        raise ImproperlyConfigured(" ".join(reasons))


@register()
def configuration(**_kwargs: Any) -> list[CheckMessage]:
    """Say the same in `maillage check`, without touching the database."""
    found: list[CheckMessage] = []
    if not (settings.DEBUG or settings.DEMO):
        if settings.SECRET_KEY == settings.DEMO_SECRET_KEY:
            found.append(Error("SECRET_KEY is the demonstration's.", id="maillage.E001"))
        if demo_marker().exists():
            found.append(Error("This data is the demonstration's.", id="maillage.E002"))
        if not settings.EMAIL_URL:
            found.append(
                Warning("EMAIL_URL is not set: messages stay in the outbox.", id="maillage.W001")
            )
    return found
