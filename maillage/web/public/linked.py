"""The same facts for machines: schema.org in JSON-LD, beside each page."""

from collections.abc import Iterable
from typing import Any

from django.conf import settings
from django.urls import reverse

from maillage.actors.models import Kind, Organisation
from maillage.actors.queries import network_identity
from maillage.programmes.models import Call
from maillage.projects.models import Photo, Project

CONTEXT = "https://schema.org"
TYPES = {
    Kind.NGO: "NGO",
    Kind.AUTHORITY: "GovernmentOrganization",
    Kind.COMPANY: "Corporation",
    Kind.UNION: "WorkersUnion",
    Kind.UNIVERSITY: "EducationalOrganization",
}


def _address(thing: Project | Call | Organisation) -> str:
    return f"{settings.SITE_URL}{thing.get_absolute_url()}"


def _network() -> dict[str, Any]:
    return {"@type": "Organization", "name": network_identity().name, "url": settings.SITE_URL}


def _told(facts: dict[str, Any]) -> dict[str, Any]:
    """What is not known is not said."""
    return {name: value for name, value in facts.items() if value not in (None, "", [])}


def organisation(thing: Organisation) -> dict[str, Any]:
    """An actor, by its numbers where it has some."""
    return _told(
        {
            "@context": CONTEXT,
            "@type": TYPES.get(Kind(thing.kind), "Organization"),
            "@id": _address(thing),
            "name": thing.name,
            "alternateName": thing.acronym,
            "description": thing.summary,
            "url": thing.website or _address(thing),
            "taxID": thing.siren,
        }
    )


def project(thing: Project, photos: Iterable[Photo] = ()) -> dict[str, Any]:
    """A project is an organisation of its own to schema.org: members, places, money."""
    allies = [ally.organisation for ally in thing.allies.all()]
    grant = None
    if thing.granted_cents:
        amount = {"@type": "MonetaryAmount", "currency": "EUR", "value": thing.granted_cents / 100}
        grant = {"@type": "MonetaryGrant", "amount": amount, "funder": _network()}
    return _told(
        {
            "@context": CONTEXT,
            "@type": "Project",
            "@id": _address(thing),
            "name": thing.title,
            "description": thing.summary,
            "url": _address(thing),
            "foundingDate": thing.starts_on and thing.starts_on.isoformat(),
            "dissolutionDate": thing.ends_on and thing.ends_on.isoformat(),
            "member": [
                {"@type": "Organization", "name": ally.name, "url": _address(ally)}
                for ally in allies
            ],
            "areaServed": [
                {"@type": "Place", "name": place.full_name} for place in thing.territories.all()
            ],
            "knowsAbout": [theme.name for theme in thing.themes.all()],
            "funding": grant,
            "parentOrganization": _network(),
            "image": [
                settings.SITE_URL + reverse("public:shared_photo", args=[photo.code])
                for photo in photos
            ],
        }
    )


def call(thing: Call) -> dict[str, Any]:
    """A call is a funding scheme that closes one day."""
    return _told(
        {
            "@context": CONTEXT,
            "@type": "FundingScheme",
            "@id": _address(thing),
            "name": thing.title,
            "description": thing.summary,
            "url": _address(thing),
            "funder": _network(),
            "areaServed": [
                {"@type": "Place", "name": place.full_name} for place in thing.territories.all()
            ],
        }
    )
