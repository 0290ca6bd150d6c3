"""Who gets in at the desk: the network's team, and some rooms the administrators alone."""

from tests.web.rules import ADMIN, TEAM, Rule

ADMINS = frozenset({ADMIN})

ACCESS = {
    "desk:home": Rule(TEAM, refused=(403,)),
    "desk:programmes": Rule(TEAM, refused=(403,)),
    "desk:programme_new": Rule(TEAM, refused=(403,)),
    "desk:phase_new": Rule(TEAM, lambda s: (s.programme.slug,), refused=(403,)),
    "desk:calls": Rule(TEAM, refused=(403,)),
    "desk:call_new": Rule(TEAM, refused=(403,)),
    "desk:call": Rule(TEAM, lambda s: (s.draft_call.slug,), refused=(404,)),
    "desk:call_edit": Rule(TEAM, lambda s: (s.open_call.slug,), refused=(403,)),
    "desk:call_publish": Rule(TEAM, lambda s: (s.draft_call.slug,), post=True, refused=(404,)),
    "desk:call_announce": Rule(TEAM, lambda s: (s.closed_call.slug,), refused=(403,)),
    "desk:question_add": Rule(TEAM, lambda s: (s.draft_call.slug,), post=True, refused=(404,)),
    "desk:question_remove": Rule(TEAM, lambda s: (s.question.code,), post=True),
    "desk:criterion_add": Rule(TEAM, lambda s: (s.draft_call.slug,), post=True, refused=(404,)),
    "desk:criterion_remove": Rule(TEAM, lambda s: (s.criterion.code,), post=True),
    "desk:seats": Rule(TEAM, lambda s: (s.closed_call.slug,), refused=(403,)),
    "desk:seat_add": Rule(TEAM, lambda s: (s.closed_call.slug,), post=True),
    "desk:seat_remove": Rule(TEAM, lambda s: (s.seat.code,), post=True),
    "desk:applications": Rule(TEAM, refused=(403,)),
    "desk:application": Rule(TEAM, lambda s: (s.submitted.code,)),
    "desk:reader_assign": Rule(TEAM, lambda s: (s.accepted.code,), post=True),
    "desk:reader_withdraw": Rule(TEAM, lambda s: (s.review.code,), post=True),
    "desk:project_open": Rule(TEAM, lambda s: (s.accepted.code,), post=True),
    "desk:projects": Rule(TEAM, refused=(403,)),
    "desk:project_edit": Rule(TEAM, lambda s: (s.opened_project.slug,)),
    "desk:project_publish": Rule(TEAM, lambda s: (s.opened_project.slug,), post=True),
    "desk:organisations": Rule(TEAM, refused=(403,)),
    "desk:organisation_new": Rule(TEAM, refused=(403,)),
    "desk:organisation_edit": Rule(TEAM, lambda s: (s.organisation.slug,), refused=(403,)),
    "desk:organisation_list": Rule(TEAM, lambda s: (s.proposed.slug,), post=True, refused=(404,)),
    "desk:membership_join": Rule(TEAM, lambda s: (s.proposed.slug,), post=True, refused=(404,)),
    "desk:membership_leave": Rule(
        TEAM, lambda s: (s.organisation.slug,), post=True, refused=(403,)
    ),
    "desk:people": Rule(TEAM, refused=(403,)),
    "desk:person_new": Rule(TEAM, refused=(403,)),
    "desk:person": Rule(TEAM, lambda s: (s.person.code,)),
    "desk:position_add": Rule(TEAM, lambda s: (s.person.code,), post=True),
    "desk:position_end": Rule(TEAM, lambda s: (s.position.code,), post=True),
    "desk:team_set": Rule(ADMINS, lambda s: (s.person.code,), post=True, refused=(403,)),
    "desk:outbox": Rule(TEAM, refused=(403,)),
    "desk:message": Rule(TEAM, lambda s: (s.message.code,), refused=(404,)),
    "desk:message_retry": Rule(TEAM, lambda s: (s.message.code,), post=True, refused=(404,)),
    "desk:message_cancel": Rule(TEAM, lambda s: (s.message.code,), post=True, refused=(404,)),
    "desk:journal": Rule(TEAM, refused=(403,)),
    "desk:network": Rule(ADMINS, refused=(403,)),
    "desk:components": Rule(ADMINS, refused=(403,)),
}
