"""Who gets in at the members' door: the people of an alliance, to what is theirs."""

from tests.web.rules import ALLIANCE, LEAD, SIGNED_IN, Rule

ONLY_LEAD = frozenset({LEAD})


def draft(story):
    return (story.draft.code,)


ACCESS = {
    "space:home": Rule(SIGNED_IN),
    "space:applications": Rule(SIGNED_IN),
    "space:projects": Rule(SIGNED_IN),
    "space:organisations": Rule(SIGNED_IN),
    "space:apply": Rule(SIGNED_IN, args=lambda s: (s.open_call.slug,)),
    "space:application": Rule(ALLIANCE, args=draft),
    "space:write": Rule(ALLIANCE, args=draft, post=True),
    "space:submit": Rule(ONLY_LEAD, args=draft, post=True),
    "space:drop": Rule(ONLY_LEAD, args=draft, post=True),
    "space:partners": Rule(ALLIANCE, args=draft),
    "space:partner_add": Rule(
        ALLIANCE, args=draft, post=True, data=lambda s: {"organisation": s.organisation.slug}
    ),
    "space:partner_create": Rule(ALLIANCE, args=draft),
    "space:partner_remove": Rule(
        ALLIANCE, args=lambda s: (s.draft.code, s.draft_partner.code), post=True
    ),
    "space:territories": Rule(ALLIANCE, args=draft),
    "space:territory_add": Rule(
        ALLIANCE, args=draft, post=True, data=lambda s: {"territory": s.territory.slug}
    ),
    "space:territory_remove": Rule(
        ALLIANCE, args=lambda s: (s.draft.code, s.territory.slug), post=True
    ),
    "space:organisation_edit": Rule(ONLY_LEAD, args=lambda s: (s.organisation.slug,)),
}
