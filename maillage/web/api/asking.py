"""What the API understands of a question."""

from collections.abc import Callable
from typing import Annotated, Any, Literal

from django.db.models import TextChoices
from ninja import Field, Schema
from pydantic import AfterValidator, WithJsonSchema

from maillage.actors.models import Kind
from maillage.territories.models import Kind as Scale

MOST = 100
FARTHEST = 1_000_000
WORDS, NAME, PLACE = "^[^\x00]*$", "^[-a-zA-Z0-9_]*$", "^[-a-zA-Z0-9_.:]*$"


def _known(choices: type[TextChoices]) -> Callable[[str], str]:
    def check(value: str) -> str:
        if value not in choices.values:
            raise ValueError(f"must be one of {', '.join(choices.values)}")
        return value

    return check


def _listed(choices: type[TextChoices]) -> dict[str, Any]:
    return {"type": "string", "enum": list(choices.values)}


Words = Annotated[str, Field(max_length=100, description="words to find", pattern=WORDS)]
Slug = Annotated[str, Field(max_length=120, pattern=NAME)]
Place = Annotated[str, Field(max_length=120, pattern=PLACE)]
# In an address, a name too long to be one is a name that does not exist.
Named = Annotated[str, Field(pattern=NAME)]
NamedPlace = Annotated[str, Field(pattern=PLACE)]
# Two lists of kinds have one name: each is written out where it is asked for.
ActorKind = Annotated[str, AfterValidator(_known(Kind)), WithJsonSchema(_listed(Kind))]
TerritoryKind = Annotated[str, AfterValidator(_known(Scale)), WithJsonSchema(_listed(Scale))]
FoundKind = Literal["call", "project", "organisation", "theme", "territory"]


class Window(Schema):
    """Which part of a list."""

    limit: Annotated[int, Field(ge=1, le=MOST, description="how many, 1 to 100")] = 20
    offset: Annotated[int, Field(ge=0, le=FARTHEST, description="from which on")] = 0


class ProjectFilters(Schema):
    """What narrows the projects; what is empty narrows nothing."""

    q: Words = Field("", description="words of the title, the allies, the territories")
    theme: Slug = Field("", description="slug of a theme")
    territory: Place = Field(
        "", description="slug or identifier of a territory; what it contains counts too"
    )
    kind: ActorKind | None = Field(None, description="kind of one of the allies")
    call: Slug = Field("", description="slug of a call")
    phase: Annotated[str, Field(max_length=100, pattern=r"^([-a-zA-Z0-9_]+\.[0-9]{1,4})?$")] = (
        Field("", description='programme and number of a phase: "programme.2"')
    )
    organisation: Slug = Field("", description="slug of one of the allies")
