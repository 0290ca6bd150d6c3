"""Inventing the examples: whom to sign in as, an open call with drafts, a closed one being read."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db.models import Q

from maillage.accounts.models import User
from maillage.accounts.services import open_account, set_team
from maillage.actors.models import Organisation
from maillage.actors.services import add_organisation, add_person, give_position, join_network
from maillage.applications.models import Application
from maillage.applications.services import (
    add_partner,
    add_territory,
    start_application,
    submit_application,
    write_application,
)
from maillage.demo.story import alliances, examples
from maillage.demo.story.programme import MEMBERS_SINCE
from maillage.programmes.models import Call, Phase, Programme
from maillage.programmes.services import (
    add_criterion,
    add_question,
    change_call,
    create_call,
    create_phase,
    create_programme,
    publish_call,
)
from maillage.selection.models import Seat
from maillage.selection.services import assign_reader, finish_review, give_seat, write_review
from maillage.territories.models import Territory

DAY = timedelta(days=1)
LEAST = 21 * DAY  # to compose an alliance and write
PARIS = ZoneInfo("Europe/Paris")
OPEN, CLOSED = "alliances-de-territoire", "alliances-de-territoire-precedent"
Accounts = dict[str, User]


def invent_examples(now: datetime) -> None:
    """Whatever of the examples is missing; and an open call that is open."""
    phase = _phase()
    _organisations()
    accounts = _accounts()
    known = Call.objects.filter(slug=OPEN).first()
    if known is None:
        _open_call(phase, accounts, now)
    else:
        _keep_open(known, accounts, now)
    if not Call.objects.filter(slug=CLOSED).exists():
        _closed_call(phase, accounts, now)


def _phase() -> Phase:
    slug = examples.PROGRAMME["slug"]
    known = Phase.objects.filter(programme__slug=slug, number=1).first()
    if known:
        return known
    programme = Programme.objects.filter(slug=slug).first()
    programme = programme or create_programme(by=None, **examples.PROGRAMME)
    return create_phase(programme, by=None, **examples.PHASE)


def _organisations() -> None:
    for slug, name, kind, seat, is_member in examples.ORGANISATIONS:
        if Organisation.objects.filter(slug=slug).exists():
            continue
        organisation = add_organisation(
            by=None,
            listed=True,
            slug=slug,
            name=name,
            kind=kind,
            summary=examples.ORGANISATION_WORDS,
            seat=Territory.objects.get(slug=seat),
            is_example=True,
        )
        if is_member:
            join_network(organisation, on=MEMBERS_SINCE, by=None)


def _accounts() -> Accounts:
    return {account.email.partition("@")[0]: _account(account) for account in examples.ACCOUNTS}


def _account(account: examples.Account) -> User:
    # Whoever tried the page of addresses may sign in by another one now: it is still them.
    here = Q(email=account.email) | Q(emailaddress__email=account.email)
    if known := User.objects.filter(here).first():
        return known
    user = open_account(
        email=account.email, name=account.name, by=None, password=settings.DEMO_PASSWORD
    )
    User.objects.filter(pk=user.pk).update(is_demo=True)  # a mark that no page and no act sets
    if account.team != user.team:
        user = set_team(user, account.team, by=None)
    person = add_person(name=account.name, email=account.email, user=user, by=None)
    if account.organisation:
        organisation = Organisation.objects.get(slug=account.organisation)
        give_position(person, organisation, title=account.title, by=None)
    return user


def next_closing(now: datetime) -> datetime:
    """The next 15 January at noon in Paris that leaves three weeks to write."""
    closing = datetime(now.astimezone(PARIS).year, 1, 15, 12, tzinfo=PARIS)
    while closing - now < LEAST:
        closing = closing.replace(year=closing.year + 1)
    return closing


def _title(closing: datetime) -> str:
    return f"Alliances de territoire {closing.year} (exemple)"


def _paris_hour(moment: datetime, hour: int) -> datetime:
    return moment.astimezone(PARIS).replace(hour=hour, minute=0, second=0, microsecond=0)


def _call(phase: Phase, opens_at: datetime, **fields: object) -> Call:
    """Prepare a call with its questions and its criteria, and publish it the day it opens."""
    call = create_call(
        phase, by=None, is_example=True, opens_at=opens_at, **examples.CALL, **fields
    )
    for label, help_text, most in examples.QUESTIONS:
        add_question(call, by=None, label=label, help=help_text, max_length=most)
    for label, help_text, weight in examples.CRITERIA:
        add_criterion(call, by=None, label=label, help=help_text, weight=weight)
    return publish_call(call, by=None, at=opens_at)


def _open_call(phase: Phase, accounts: Accounts, now: datetime) -> None:
    closing = next_closing(now)
    call = _call(
        phase,
        _paris_hour(now - 10 * DAY, 9),
        slug=OPEN,
        title=_title(closing),
        envelope_cents=examples.OPEN_ENVELOPE_CENTS,
        closes_at=closing,
    )
    shared, *others = alliances.DRAFTS
    draft = _written(call, shared, by=accounts["porteuse"], at=now)
    third = call.questions.get(position=3)
    write_application(
        draft, by=accounts["partenaire"], answers={third.pk: alliances.PARTNER_ANSWER}
    )
    for told in others:
        _written(call, told, by=accounts["porteuse"], at=now)


def _keep_open(call: Call, accounts: Accounts, now: datetime) -> None:
    """A demonstration laid a year ago still has a call to answer."""
    if call.state(now) == Call.State.CLOSED:
        closing = next_closing(now)
        change_call(call, by=accounts["chargee"], title=_title(closing), closes_at=closing)


def _closed_call(phase: Phase, accounts: Accounts, now: datetime) -> None:
    call = _call(
        phase,
        _paris_hour(now - 60 * DAY, 9),
        slug=CLOSED,
        title="Alliances de territoire, édition précédente (exemple)",
        envelope_cents=examples.CLOSED_ENVELOPE_CENTS,
        closes_at=_paris_hour(now - 3 * DAY, 12),
    )
    officer = accounts["chargee"]
    for name in ("lectrice", "lecteur", "relectrice"):
        give_seat(call, accounts[name], role=Seat.Role.READER, by=officer)
    give_seat(call, accounts["presidence"], role=Seat.Role.CHAIR, by=officer)
    for number, told in enumerate(alliances.SUBMITTED):
        arrival = now - (30 - number) * DAY
        application = _written(call, told, by=None, at=arrival)
        submit_application(application, by=None, at=arrival)
        application.refresh_from_db()
        for reading in told.readings:
            _read(application, reading, accounts, now)


def _written(call: Call, told: alliances.Written, *, by: User | None, at: datetime) -> Application:
    """Start an application and write into it whatever is told of it."""
    lead = Organisation.objects.get(slug=told.lead)
    application = start_application(call, lead, title=told.title, by=by, at=at, is_example=True)
    for slug, contribution in told.partners:
        partner = Organisation.objects.get(slug=slug)
        add_partner(application, partner, by=by, contribution=contribution)
    for slug in told.places:
        add_territory(application, Territory.objects.get(slug=slug), by=by)
    if not told.summary:
        return application
    questions = call.questions.all()
    answers = {question.pk: text for question, text in zip(questions, told.answers, strict=False)}
    cents = told.euros * 100 if told.euros else None
    return write_application(
        application, by=by, answers=answers, summary=told.summary, asked_cents=cents
    )


def _read(
    application: Application, reading: alliances.Reading, accounts: Accounts, at: datetime
) -> None:
    """Entrust a reading, and write as much of it as is told."""
    reader = accounts[reading.reader]
    review = assign_reader(application, reader, by=accounts["chargee"])
    if not reading.scores:
        return
    criteria = application.call.criteria.all()
    scores = {c.pk: score for c, score in zip(criteria, reading.scores, strict=True)}
    write_review(
        review,
        by=reader,
        scores=scores,
        for_committee=reading.for_committee,
        for_applicant=reading.for_applicant,
    )
    if reading.is_finished:
        finish_review(review, by=reader, at=at)
