"""Inventing the examples: accounts to sign in as, an open call, a closed one with its readings."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from django.conf import settings

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
from maillage.demo.story import examples
from maillage.demo.story.programme import MEMBERS_SINCE
from maillage.programmes.models import Call, Phase
from maillage.programmes.services import add_criterion, add_question, create_call, publish_call
from maillage.selection.models import Seat
from maillage.selection.services import assign_reader, finish_review, give_seat, write_review
from maillage.territories.models import Territory

DAY = timedelta(days=1)
PARIS = ZoneInfo("Europe/Paris")
OPEN, CLOSED = "alliances-de-territoire", "alliances-de-territoire-precedent"


def invent_examples(phase: Phase, now: datetime) -> None:
    """Whatever of the examples is missing."""
    _organisations()
    accounts = _accounts()
    if not Call.objects.filter(slug=OPEN).exists():
        _open_call(phase, accounts, now)
    if not Call.objects.filter(slug=CLOSED).exists():
        _closed_call(phase, accounts, now)


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
            seat=Territory.objects.get(slug=seat),
            is_example=True,
        )
        if is_member:
            join_network(organisation, on=MEMBERS_SINCE, by=None)


def _accounts() -> dict[str, User]:
    return {account.email.partition("@")[0]: _account(account) for account in examples.ACCOUNTS}


def _account(account: examples.Account) -> User:
    known = User.objects.filter(email=account.email).first()
    if known:
        return known
    user = open_account(
        email=account.email, name=account.name, by=None, password=settings.DEMO_PASSWORD
    )
    User.objects.filter(pk=user.pk).update(is_demo=True)  # a mark no page can set
    if account.team != user.team:
        user = set_team(user, account.team, by=None)
    person = add_person(name=account.name, email=account.email, user=user, by=None)
    if account.organisation:
        organisation = Organisation.objects.get(slug=account.organisation)
        give_position(person, organisation, title=account.title, by=None)
    return user


def next_closing(now: datetime) -> datetime:
    """The next 15 January at noon in Paris that leaves three weeks to write."""
    local = now.astimezone(PARIS)
    closing = datetime(local.year, 1, 15, 12, tzinfo=PARIS)
    while closing < local + 21 * DAY:
        closing = closing.replace(year=closing.year + 1)
    return closing


def _call(phase: Phase, slug: str, title: str, opens_at: datetime, closes_at: datetime) -> Call:
    call = create_call(
        phase,
        by=None,
        slug=slug,
        title=title,
        summary="Pour des alliances qui tissent des liens entre acteurs, ici et là-bas.",
        audience="les membres du réseau et leurs partenaires",
        description=examples.CALL_TEXT,
        preparation=examples.PREPARATION,
        envelope_cents=18_000_000,
        max_cents=1_500_000,
        opens_at=opens_at,
        closes_at=closes_at,
        is_example=True,
    )
    for label, help_text, most in examples.QUESTIONS:
        add_question(call, by=None, label=label, help=help_text, max_length=most)
    for label, help_text, weight in examples.CRITERIA:
        add_criterion(call, by=None, label=label, help=help_text, weight=weight)
    return publish_call(call, by=None, at=opens_at)


def _open_call(phase: Phase, accounts: dict[str, User], now: datetime) -> None:
    call = _call(phase, OPEN, "Alliances de territoire", now - 10 * DAY, next_closing(now))
    draft = start_application(
        call,
        Organisation.objects.get(slug="exemple-quais"),
        title="Cuisines de quartier, de Nantes à Dakar",
        by=accounts["porteuse"],
        at=now,
        is_example=True,
    )
    add_partner(
        draft,
        Organisation.objects.get(slug="exemple-dakar"),
        by=accounts["porteuse"],
        contribution="trois cuisines et leurs cuisinières",
    )
    first = call.questions.get(position=1)
    write_application(
        draft,
        by=accounts["partenaire"],
        answers={first.pk: examples.ANSWER},
        summary="Des cuisines ouvertes au quartier, ici et là-bas, apprennent l’une de l’autre.",
    )


def _closed_call(phase: Phase, accounts: dict[str, User], now: datetime) -> None:
    call = _call(
        phase, CLOSED, "Alliances de territoire, édition précédente", now - 60 * DAY, now - 3 * DAY
    )
    readers = [accounts[name] for name in ("lectrice", "lecteur", "relectrice")]
    for reader in readers:
        give_seat(call, reader, role=Seat.Role.READER, by=accounts["chargee"])
    give_seat(call, accounts["presidence"], role=Seat.Role.CHAIR, by=accounts["chargee"])
    for number, (title, lead, partners, places, euros, readings) in enumerate(examples.SUBMITTED):
        at = now - (30 - number) * DAY
        application = _submitted(call, title, lead, partners, places, euros, at)
        for place, scores, words in readings:
            _read(application, readers[place], scores, words, accounts["chargee"], now)
    unread = call.applications.get(title=examples.SUBMITTED[3][0])
    assign_reader(unread, readers[1], by=accounts["chargee"])


def _submitted(
    call: Call,
    title: str,
    lead: str,
    partners: tuple[str, ...],
    places: tuple[str, ...],
    euros: int,
    at: datetime,
) -> Application:
    application = start_application(
        call, Organisation.objects.get(slug=lead), title=title, by=None, at=at, is_example=True
    )
    for slug in partners:
        add_partner(application, Organisation.objects.get(slug=slug), by=None)
    for slug in places:
        add_territory(application, Territory.objects.get(slug=slug), by=None)
    write_application(
        application,
        by=None,
        answers={question.pk: examples.ANSWER for question in call.questions.all()},
        summary="Candidature d’exemple : une alliance constate un besoin, et y répond à plusieurs.",
        asked_cents=euros * 100,
    )
    return submit_application(application, by=None, at=at)


def _read(
    application: Application,
    reader: User,
    scores: tuple[int, ...],
    words: str,
    officer: User,
    at: datetime,
) -> None:
    review = assign_reader(application, reader, by=officer)
    criteria = application.call.criteria.all()
    given = {criterion.pk: score for criterion, score in zip(criteria, scores, strict=True)}
    write_review(review, by=reader, scores=given, for_committee=words, for_applicant="")
    finish_review(review, by=reader, at=at)
