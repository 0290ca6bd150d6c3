"""Who gets in at the machines' door: everybody, to what is published."""

from tests.web.rules import EVERYBODY, Rule

ACCESS = {
    "api:docs": Rule(EVERYBODY),
    "api:api-root": Rule(EVERYBODY),
    "api:nowhere": Rule(frozenset(), args=lambda _s: ("nowhere",)),
    "api:openapi-json": Rule(EVERYBODY),
    "api:calls": Rule(EVERYBODY),
    "api:call": Rule(EVERYBODY, args=lambda s: (s.open_call.slug,)),
    "api:projects": Rule(EVERYBODY),
    "api:project": Rule(EVERYBODY, args=lambda s: (s.project.slug,)),
    "api:organisations": Rule(EVERYBODY),
    "api:organisation": Rule(EVERYBODY, args=lambda s: (s.organisation.slug,)),
    "api:territories": Rule(EVERYBODY),
    "api:territory": Rule(EVERYBODY, args=lambda s: (s.territory.slug,)),
    "api:themes": Rule(EVERYBODY),
    "api:search": Rule(EVERYBODY),
}
