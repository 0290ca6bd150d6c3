"""Who gets in at the public door: everybody, to what is published."""

from tests.web.rules import EVERYBODY, TEAM, Rule

ACCESS = {
    "public:home": Rule(EVERYBODY),
    "public:calls": Rule(EVERYBODY),
    "public:call": Rule(EVERYBODY, args=lambda s: (s.open_call.slug,)),
    "public:projects": Rule(EVERYBODY),
    "public:project": Rule(EVERYBODY, args=lambda s: (s.project.slug,)),
    "public:organisations": Rule(EVERYBODY),
    "public:organisation": Rule(EVERYBODY, args=lambda s: (s.organisation.slug,)),
    "public:call_calendar": Rule(EVERYBODY, args=lambda s: (s.open_call.slug,)),
    "public:calls_calendar": Rule(EVERYBODY),
    "public:calls_feed": Rule(EVERYBODY),
    "public:calls_csv": Rule(EVERYBODY),
    "public:calls_xlsx": Rule(EVERYBODY),
    "public:projects_feed": Rule(EVERYBODY),
    "public:projects_csv": Rule(EVERYBODY),
    "public:projects_geojson": Rule(EVERYBODY),
    "public:projects_xlsx": Rule(EVERYBODY),
    "public:organisations_csv": Rule(EVERYBODY),
    "public:organisations_xlsx": Rule(EVERYBODY),
    "public:territories": Rule(EVERYBODY),
    "public:territory": Rule(EVERYBODY, args=lambda s: (s.territory.slug,)),
    "public:themes": Rule(EVERYBODY),
    "public:theme": Rule(EVERYBODY, args=lambda s: (s.theme.slug,)),
    "public:photo": Rule(EVERYBODY, args=lambda s: (s.photo.code, 480)),
    "public:shared_photo": Rule(EVERYBODY, args=lambda s: (s.photo.code,)),
    "public:paper": Rule(EVERYBODY, args=lambda s: (s.paper.code,)),
    "public:network_poster": Rule(EVERYBODY),
    "public:project_poster": Rule(EVERYBODY, args=lambda s: (s.project.slug,)),
    "public:call_poster": Rule(EVERYBODY, args=lambda s: (s.open_call.slug,)),
    "public:sitemap": Rule(EVERYBODY),
    "public:data": Rule(EVERYBODY),
    "public:legal": Rule(EVERYBODY),
    "public:privacy": Rule(EVERYBODY),
    "public:health": Rule(EVERYBODY),
    "public:identity": Rule(EVERYBODY),
    "public:robots": Rule(EVERYBODY),
    "public:favicon": Rule(EVERYBODY),
    # No word is set in the tests' settings: there are no figures here.
    "public:metrics": Rule(frozenset(), refused=(404,)),
    # No logo is set in the story, and this is no demonstration: nobody finds them.
    "public:logo": Rule(frozenset()),
    "public:demo_accounts": Rule(frozenset()),
    "set_language": Rule(EVERYBODY, post=True, data=lambda _s: {"language": "en"}),
}
# What is not published is seen by the team alone (its own alliance apart).
UNPUBLISHED = {
    "public:call": Rule(TEAM, args=lambda s: (s.draft_call.slug,)),
    "public:organisation": Rule(TEAM, args=lambda s: (s.proposed.slug,)),
    "public:project": Rule(TEAM, args=lambda s: (s.opened_project.slug,)),
    "public:photo": Rule(TEAM, args=lambda s: (s.hidden_photo.code, 480)),
    "public:shared_photo": Rule(TEAM, args=lambda s: (s.hidden_photo.code,)),
    "public:paper": Rule(TEAM, args=lambda s: (s.hidden_paper.code,)),
    "public:project_poster": Rule(frozenset(), args=lambda s: (s.opened_project.slug,)),
    "public:call_poster": Rule(frozenset(), args=lambda s: (s.draft_call.slug,)),
}
