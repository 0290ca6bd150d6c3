"""Addresses of the API; a version never changes its words, a new one stands beside it."""

import re

from django.http import HttpRequest, HttpResponse
from django.urls import URLPattern, path, re_path

from maillage.web.api.docs import docs
from maillage.web.api.reading import readable, refusal
from maillage.web.api.v1 import api

CONVERTED = re.compile(r"<(?:\w+:)?(\w+)>")


def _opened() -> list[URLPattern]:
    """The library's addresses, each answering as `readable` says; the first of one name wins."""
    described = api.get_openapi_schema(path_prefix="/")["paths"]
    opened = []
    for found in api.urls[0]:
        if isinstance(found, URLPattern):
            name = "/" + CONVERTED.sub(r"{\1}", str(found.pattern))
            act = described.get(name, {}).get("get", {})
            takes = [p["name"] for p in act.get("parameters", ()) if p["in"] == "query"]
            view = readable(found.callback, takes)
            opened.append(path(f"v1/{found.pattern}", view, name=found.name or ""))
    return opened


def _nowhere(_request: HttpRequest, _rest: str) -> HttpResponse:
    return refusal(404, "There is no such address: /api/v1/ names those that exist.")


app_name = "api"
urlpatterns = [
    path("", docs, name="docs"),
    *_opened(),
    # "path" would leave out an address with a line break in it.
    re_path(r"^v1/(?P<_rest>(?s:.+))$", readable(_nowhere), name="nowhere"),
]
