"""What the API says of each thing. Names are the glossary's; amounts are integer cents."""

from datetime import date, datetime
from typing import Any

from django.conf import settings
from django.urls import reverse
from ninja import Field, Schema


class WithPage(Schema):
    """What has a page of its own on the public site."""

    url: str

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


class TerritoryOut(Schema):
    id: str = Field(
        alias="public_id", description="insee:14118, siren:200065597, iso:MG, gn:7670855"
    )
    slug: str
    name: str
    full_name: str = Field(alias="label")
    kind: str
    country: str = Field(alias="country_code")
    population: int | None
    lat: float | None
    lon: float | None


class OrganisationOut(WithPage):
    slug: str
    name: str
    acronym: str
    kind: str
    siren: str | None
    rna: str | None
    website: str
    seat: TerritoryOut | None
    is_example: bool


class CallOut(OfPhase, WithPage):
    slug: str
    title: str
    summary: str
    audience: str
    opens_at: datetime | None
    closes_at: datetime | None
    min_cents: int | None
    max_cents: int | None
    envelope_cents: int | None
    decided_at: datetime | None
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


class AllyOut(Schema):
    role: str
    organisation: str
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
    call: str | None
    allies: list[AllyOut]
    territories: list[TerritoryOut]
    themes: list[ThemeOut]
    granted_cents: int | None
    starts_on: date | None
    ends_on: date | None
    published_at: datetime
    is_example: bool

    @staticmethod
    def resolve_call(thing: Any) -> str | None:
        return thing.call.slug if thing.call else None
