"""The description of the API, read by people: drawn from what machines read."""

from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from maillage.core.http import VisitorRequest
from maillage.web.api.v1 import LICENCE, api

# Asked of each address as an example; the others are asked as they are.
EXAMPLES = {
    "projects": "?theme=migrations&limit=5",
    "calls": "?is_open=true",
    "organisations": "?kind=union",
    "territories": "?q=itasy",
    "territories/{key}": "insee:14",
    "search": "?q=semences",
}
SHOWN = (
    "ProjectOut",
    "CallOut",
    "OrganisationOut",
    "TerritoryInFull",
    "ThemeOut",
    "HitOut",
    "AllyOut",
)


@dataclass(frozen=True, slots=True)
class Line:
    """A parameter or a field: its name, what it holds, what it means."""

    name: str
    holds: str
    told: str


@dataclass(frozen=True, slots=True)
class Address:
    path: str
    told: str
    takes: list[Line]
    example: str


@dataclass(frozen=True, slots=True)
class Thing:
    name: str
    fields: list[Line]


@login_not_required
@require_safe
def docs(request: VisitorRequest) -> HttpResponse:
    described = api.get_openapi_schema(path_prefix=reverse("api:api-root"))
    context = {
        "description": api.description,
        "base": settings.SITE_URL + reverse("api:api-root"),
        "most": settings.API_PER_MINUTE,
        "licence": LICENCE,
        "addresses": [_address(path, acts["get"]) for path, acts in described["paths"].items()],
        "things": _things(described["components"]["schemas"]),
    }
    return render(request, "api/docs.html", context)


def _address(path: str, act: dict[str, Any]) -> Address:
    takes = [
        Line(taken["name"], _holds(taken["schema"]), taken.get("description", ""))
        for taken in act.get("parameters", ())
    ]
    return Address(path, act.get("description", ""), takes, _example(path))


def _example(path: str) -> str:
    """What to type in a terminal; a name in braces is the reader's to fill."""
    short = path.removeprefix(reverse("api:api-root"))
    asked = EXAMPLES.get(short, "")
    if "{" in path and asked:
        return f"{settings.SITE_URL}{path.partition('{')[0]}{asked}"
    return f"{settings.SITE_URL}{path}{asked}"


def _things(schemas: dict[str, Any]) -> list[Thing]:
    return [
        Thing(
            name.removesuffix("Out").removesuffix("InFull"),
            [
                Line(field, _holds(facts), facts.get("description", ""))
                for field, facts in schemas[name]["properties"].items()
            ],
        )
        for name in SHOWN
    ]


def _holds(schema: dict[str, Any]) -> str:
    """The type of a value as one says it: "text or null", "list of Theme"."""
    if "anyOf" in schema:
        return " or ".join(_holds(part) for part in schema["anyOf"])
    if "$ref" in schema:
        return str(schema["$ref"]).rpartition("/")[2].removesuffix("Out")
    if schema.get("type") == "array":
        return f"list of {_holds(schema['items'])}"
    if "enum" in schema:
        return ", ".join(schema["enum"])
    kind = str(schema["type"])
    return str(schema.get("format", "text")) if kind == "string" else kind
