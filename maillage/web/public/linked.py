"""The same facts for machines: schema.org in JSON-LD, beside each page. Never people."""

from collections.abc import Iterable
from typing import Any

from django.conf import settings
from django.urls import reverse

from maillage.actors.models import Kind, Organisation
from maillage.actors.queries import network_identity
from maillage.programmes.models import Call, Programme
from maillage.projects.models import Photo, Project
from maillage.territories.models import Territory

CONTEXT = "https://schema.org"
LICENCE = "https://spdx.org/licenses/etalab-2.0.html"
TYPES = {
    Kind.NGO: "NGO",
    Kind.AUTHORITY: "GovernmentOrganization",
    Kind.COMPANY: "Corporation",
    Kind.UNION: "WorkersUnion",
    Kind.UNIVERSITY: "EducationalOrganization",
}
Facts = dict[str, Any]


def _address(thing: Project | Call | Organisation | Territory) -> str:
    return f"{settings.SITE_URL}{thing.get_absolute_url()}"


def _home() -> str:
    return f"{settings.SITE_URL}{reverse('public:home')}"


def network() -> Facts:
    """Who publishes, under one name wherever it is named."""
    name = network_identity().name
    return {"@type": "Organization", "@id": f"{_home()}#reseau", "name": name, "url": _home()}


def _told(facts: Facts) -> Facts:
    """What is not known is not said."""
    return {name: value for name, value in facts.items() if value not in (None, "", [])}


def _on(day: Any) -> str | None:
    return day.isoformat() if day else None


def _place(territory: Territory) -> Facts:
    """A territory, by the identifier its own country gives it."""
    is_placed = territory.lat is not None and territory.lon is not None
    point = {"@type": "GeoCoordinates", "latitude": territory.lat, "longitude": territory.lon}
    return _told(
        {
            "@type": "Country" if territory.kind == "country" else "AdministrativeArea",
            "@id": _address(territory),
            "name": territory.full_name,
            "identifier": territory.public_id,
            "url": _address(territory),
            "geo": point if is_placed else None,
        }
    )


def _money(cents: int) -> Facts:
    return {"@type": "MonetaryAmount", "currency": "EUR", "value": cents / 100}


def home(programme: Programme | None) -> Facts:
    """Whose site this is, and where one searches it."""
    found = f"{settings.SITE_URL}{reverse('public:projects')}?q={{words}}"
    search = {
        "@type": "SearchAction",
        "target": {"@type": "EntryPoint", "urlTemplate": found},
    }
    return _told(
        {
            "@context": CONTEXT,
            "@type": "WebSite",
            "@id": f"{_home()}#site",
            "name": network_identity().name,
            "url": _home(),
            "description": programme.summary if programme else "",
            "publisher": network(),
            "license": LICENCE,
            "potentialAction": search,
        }
    )


def organisation(thing: Organisation) -> Facts:
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
            "identifier": thing.rna,
            "location": _place(thing.seat) if thing.seat else None,
        }
    )


def project(thing: Project, photos: Iterable[Photo] = ()) -> Facts:
    """A project is an organisation of its own to schema.org: members, places, money."""
    grant = None
    if thing.granted_cents:
        amount = _money(thing.granted_cents)
        grant = {"@type": "MonetaryGrant", "amount": amount, "funder": network()}
    return _told(
        {
            "@context": CONTEXT,
            "@type": "Project",
            "@id": _address(thing),
            "name": thing.title,
            "description": thing.summary,
            "url": _address(thing),
            "foundingDate": _on(thing.starts_on),
            "dissolutionDate": _on(thing.ends_on),
            "member": [_named(ally.organisation) for ally in thing.allies.all()],
            "areaServed": [_place(place) for place in thing.territories.all()],
            "knowsAbout": [theme.name for theme in thing.themes.all()],
            "funder": network() if grant else None,
            "@reverse": {"fundedItem": grant} if grant else None,
            "parentOrganization": network(),
            "image": [_picture(photo) for photo in photos],
        }
    )


def _named(thing: Organisation) -> Facts:
    kind = TYPES.get(Kind(thing.kind), "Organization")
    return {"@type": kind, "@id": _address(thing), "name": thing.name, "url": _address(thing)}


def _picture(photo: Photo) -> str:
    return f"{settings.SITE_URL}{reverse('public:shared_photo', args=[photo.code])}"


def call(thing: Call) -> Facts:
    """A call is a grant of the network that one may ask for, between two instants."""
    return _told(
        {
            "@context": CONTEXT,
            "@type": "FundingScheme",
            "@id": _address(thing),
            "name": thing.title,
            "description": thing.summary,
            "url": _address(thing),
            "funder": network(),
            "areaServed": [_place(place) for place in thing.territories.all()],
        }
    )


def territory(thing: Territory, wider: Iterable[Territory] = ()) -> Facts:
    """A place, and what contains it."""
    inside = [{"@type": "Place", "@id": _address(w), "name": w.full_name} for w in wider]
    return _told({"@context": CONTEXT, **_place(thing), "containedInPlace": inside})
