"""What the API says of each thing. Names are the glossary's; amounts are integer cents."""

from datetime import date, datetime
from typing import Any, Generic, TypeVar

from django.conf import settings
from django.urls import reverse
from ninja import Field, Schema

from maillage.territories.models import Territory

Out = TypeVar("Out")


class Page(Schema, Generic[Out]):
    """A part of a list, and the addresses of the parts around it, or nothing at its ends."""

    count: int = Field(description="how many there are in all")
    next: str | None = Field(description="address of the next part")
    previous: str | None = Field(description="address of the part before")
    results: list[Out]


class Wrong(Schema):
    field: str
    message: str


class Problem(Schema):
    """Why nothing was given: a sentence; for a question that was not understood, field by field."""

    detail: str
    errors: list[Wrong] | None = None


class Start(Schema):
    """The addresses of everything."""

    calls: str
    projects: str
    organisations: str
    territories: str
    themes: str
    search: str
    openapi: str
    documentation: str
    licence: str


class WithPage(Schema):
    """What has a page of its own on the public site."""

    url: str = Field(description="its page, for people")

    @staticmethod
    def resolve_url(thing: Any) -> str:
        return f"{settings.SITE_URL}{thing.get_absolute_url()}"


class OfPhase(Schema):
    """What happens within a phase of a programme."""

    programme: str
    phase: str

    @staticmethod
    def resolve_programme(thing: Any) -> str:
        return str(thing.phase.programme)

    @staticmethod
    def resolve_phase(thing: Any) -> str:
        return str(thing.phase.name)


class ThemeOut(WithPage):
    slug: str
    name: str
    name_en: str


class TerritoryOut(WithPage):
    id: str = Field(
        alias="public_id", description="insee:14118, siren:200065597, iso:MG, gn:7670855"
    )
    slug: str
    name: str
    full_name: str = Field(alias="label")
    kind: str
    country: str = Field(alias="country_code")
    population: int | None
    lat: float | None = Field(description="of its middle, in degrees (WGS 84)")
    lon: float | None


class TerritoryInFull(TerritoryOut):
    """A territory, with what contains it."""

    is_current: bool = Field(description="false: merged or renamed, kept for what was said of it")
    within: list[str] = Field(description="identifiers of what contains it, the narrowest first")

    @staticmethod
    def resolve_within(thing: Territory) -> list[str]:
        wider = Territory.objects.containing(thing).order_by("scale", "name_key", "pk")
        return [territory.public_id for territory in wider]


class OrganisationOut(WithPage):
    slug: str
    name: str
    acronym: str
    kind: str
    siren: str | None = Field(description="nine digits, as text; null when unknown")
    rna: str | None = Field(description="W and nine digits; null when unknown")
    website: str
    seat: TerritoryOut | None
    is_example: bool = Field(description="true: invented, to show what this software does")

    @staticmethod
    def resolve_siren(thing: Any) -> str | None:
        return thing.siren or None

    @staticmethod
    def resolve_rna(thing: Any) -> str | None:
        return thing.rna or None


class CallOut(OfPhase, WithPage):
    slug: str
    title: str
    summary: str
    audience: str
    opens_at: datetime | None
    closes_at: datetime | None
    min_cents: int | None = Field(description="least that may be asked for, in cents")
    max_cents: int | None = Field(description="most that may be asked for, in cents")
    envelope_cents: int | None = Field(description="to share between all, in cents")
    decided_at: datetime | None = Field(description="when the results were announced")
    themes: list[ThemeOut]
    territories: list[TerritoryOut]
    is_example: bool


class HitOut(Schema):
    """A public thing that answers: its kind says which address gives it whole."""

    kind: str
    slug: str = Field(alias="key")
    title: str
    summary: str
    url: str
    is_example: bool

    @staticmethod
    def resolve_url(hit: Any) -> str:
        return f"{settings.SITE_URL}{reverse(f'public:{hit.kind}', args=[hit.key])}"


class Found(Page[HitOut]):
    """The best first."""

    exact: int = Field(description="how many have all the words as they were typed")
    corrected: str = Field(description="what was understood, when nothing has all the words")


class AllyOut(Schema):
    role: str = Field(description="lead or partner")
    organisation: str = Field(description="its slug")
    name: str
    kind: str

    @staticmethod
    def resolve_organisation(thing: Any) -> str:
        return str(thing.organisation.slug)

    @staticmethod
    def resolve_name(thing: Any) -> str:
        return str(thing.organisation.name)

    @staticmethod
    def resolve_kind(thing: Any) -> str:
        return str(thing.organisation.kind)


class ProjectOut(OfPhase, WithPage):
    slug: str
    title: str
    summary: str
    call: str | None = Field(description="slug of the call it answered")
    allies: list[AllyOut]
    territories: list[TerritoryOut]
    themes: list[ThemeOut]
    granted_cents: int | None = Field(description="what the network gives, in cents")
    starts_on: date | None
    ends_on: date | None
    published_at: datetime
    is_example: bool

    @staticmethod
    def resolve_call(thing: Any) -> str | None:
        return thing.call.slug if thing.call else None
