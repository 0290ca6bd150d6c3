"""How much one address may ask the API."""

from django.conf import settings
from django.http import HttpRequest

from maillage.core import limits


def seconds_to_wait(request: HttpRequest) -> int:
    return limits.seconds_to_wait(request, "api", settings.API_PER_MINUTE)


def too_many(wait: int) -> str:
    return (
        f"More than {settings.API_PER_MINUTE} questions in a minute from one address: "
        f"ask again in {wait} s, or take the whole list as a file, see {settings.SITE_URL}/donnees/"
    )
