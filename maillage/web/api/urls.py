"""Addresses of the API; a version never changes its words, a new one stands beside it."""

from django.urls import URLPattern, path

from maillage.web.api.docs import docs
from maillage.web.api.reading import readable
from maillage.web.api.v1 import api


def _opened() -> list[URLPattern]:
    """The library's addresses, each answering as `readable` says."""
    return [
        path(f"v1/{found.pattern}", readable(found.callback), name=found.name or "")
        for found in api.urls[0]
        if isinstance(found, URLPattern)
    ]


app_name = "api"
urlpatterns = [path("", docs, name="docs"), *_opened()]
