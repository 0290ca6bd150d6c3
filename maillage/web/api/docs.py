"""The description of the API, read by people: drawn from what machines read."""

from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from maillage.core.http import VisitorRequest
from maillage.web.api.v1 import api


def _addresses() -> list[dict[str, Any]]:
    """Each address with what it takes, in the order of the description."""
    paths = api.get_openapi_schema(path_prefix="/api/v1/")["paths"]
    return [
        {
            "path": path,
            "told": acts["get"].get("description", ""),
            "takes": [
                {
                    "name": taken["name"],
                    "told": taken.get("description", taken["schema"].get("description", "")),
                    "is_needed": taken.get("required", False),
                }
                for taken in acts["get"].get("parameters", ())
            ],
        }
        for path, acts in paths.items()
    ]


@login_not_required
@require_safe
def docs(request: VisitorRequest) -> HttpResponse:
    context = {"addresses": _addresses(), "description": api.description}
    return render(request, "api/docs.html", context)
