"""What each demonstration account is for; the `demo` room says it when the house starts."""

from django.utils.functional import Promise

_purposes: dict[str, str | Promise] = {}


def offer(email: str, purpose: str | Promise) -> None:
    _purposes[email] = purpose


def purpose_of(email: str) -> str | Promise:
    """One line, or nothing for an account that the demonstration does not know any more."""
    return _purposes.get(email, "")
