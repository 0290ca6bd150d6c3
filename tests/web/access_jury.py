"""Who gets in at the committee's door."""

from tests.web.rules import ADMIN, CHAIR, OFFICER, READER, SIGNED_IN, TEAM, Rule

TEAM_AND_CHAIR = TEAM | {CHAIR}
THEIR_READER = frozenset({READER})

ACCESS = {
    "jury:home": Rule(SIGNED_IN),
    "jury:committees": Rule(SIGNED_IN),
    "jury:committee": Rule(TEAM_AND_CHAIR, lambda s: (s.closed_call.slug,), refused=(403,)),
    "jury:review": Rule(TEAM_AND_CHAIR | {READER}, lambda s: (s.review.code,), refused=(404,)),
    "jury:review_finish": Rule(THEIR_READER, lambda s: (s.review.code,), post=True),
    "jury:review_reopen": Rule(THEIR_READER, lambda s: (s.review.code,), post=True),
    "jury:application": Rule(
        frozenset({READER, CHAIR, OFFICER, ADMIN}), lambda s: (s.submitted.code,), refused=(404,)
    ),
    "jury:decide": Rule(frozenset({CHAIR}), lambda s: (s.submitted.code,)),
}
