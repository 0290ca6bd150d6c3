"""The examples: plainly marked, useful at once, and never out of date."""

from datetime import UTC, datetime, timedelta

import pytest
from django.conf import settings
from django.contrib.auth import authenticate
from django.core.management import call_command
from django.urls import reverse
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from maillage.accounts.models import Team, User
from maillage.accounts.services import erase_account
from maillage.actors.models import Network, Organisation, Person
from maillage.applications.models import Answer, Application
from maillage.applications.queries import missing_before_submission
from maillage.demo.inventing import CLOSED, OPEN, PARIS, invent_examples, next_closing
from maillage.journal.models import Entry
from maillage.mail.models import Message
from maillage.programmes.models import Call
from maillage.projects.models import Project
from maillage.selection.models import Decision, Review, Score, Seat
from maillage.selection.permissions import can_decide, is_concerned

DAY = timedelta(days=1)
instants = st.datetimes(datetime(2000, 1, 1), datetime(2100, 1, 1), timezones=st.just(UTC))  # noqa: DTZ001


def user(name):
    return User.objects.get(email=f"{name}@demo.example")


@pytest.fixture
def open_call(demo):
    return Call.objects.get(slug=OPEN)


@pytest.fixture
def closed_call(demo):
    return Call.objects.get(slug=CLOSED)


# --- The day it closes -------------------------------------------------------------


@given(now=instants)
def test_the_closing_is_a_15_january_at_noon_that_leaves_three_weeks(now):
    closing = next_closing(now)

    assert (closing.month, closing.day, closing.hour, closing.minute) == (1, 15, 12, 0)
    assert closing.tzinfo == PARIS
    assert timedelta(days=21) <= closing - now <= timedelta(days=366 + 21)


@given(now=instants)
def test_no_earlier_15_january_would_do(now):
    closing = next_closing(now)

    assert closing.replace(year=closing.year - 1) - now < timedelta(days=21)


def test_three_weeks_to_the_minute_are_enough():
    now = datetime(2026, 12, 25, 12, tzinfo=PARIS)

    assert next_closing(now).year == 2027
    assert next_closing(now + timedelta(minutes=1)).year == 2028


# --- Marked ------------------------------------------------------------------------


def test_nothing_invented_is_unmarked(demo):
    assert set(Application.objects.values_list("is_example", flat=True)) == {True}
    assert Call.objects.filter(is_example=False).count() == 1  # the call of the end of 2021
    assert Organisation.objects.filter(is_example=True).count() == 14
    assert set(User.objects.values_list("is_demo", flat=True)) == {True}
    assert not Project.objects.filter(is_example=True).exists()


def test_no_example_stands_in_the_real_programme(demo):
    real = Call.objects.filter(phase__programme__slug="caac")

    assert not real.filter(is_example=True).exists()
    assert {c.phase.name for c in Call.objects.filter(is_example=True)} == {"phase exemple"}


def test_no_example_stands_in_a_real_project(demo):
    assert not Project.objects.filter(allies__organisation__is_example=True).exists()


def test_no_real_organisation_stands_in_an_example(demo):
    assert not Application.objects.filter(lead__is_example=False).exists()
    assert not Application.objects.filter(partners__organisation__is_example=False).exists()


def test_the_names_say_it_too(demo):
    names = [o.name for o in Organisation.objects.filter(is_example=True)]
    names += [person.name for person in Person.objects.all()]
    names += [account.name for account in User.objects.all()]
    names += [call.title for call in Call.objects.filter(is_example=True)]

    assert [name for name in names if "exemple" not in name.lower()] == []


def test_every_address_is_of_a_domain_that_cannot_exist(demo):
    addresses = {
        *User.objects.values_list("email", flat=True),
        *Person.objects.values_list("email", flat=True),
        *Message.objects.values_list("to", flat=True),
        Network.objects.get().contact_email,
    }

    assert [address for address in addresses if not address.endswith("@demo.example")] == []


def test_the_open_call_s_page_wears_the_badge(open_call, client):
    page = client.get(reverse("public:call", args=[open_call.slug])).content.decode()

    assert "exemple" in page
    assert "Répondre à cet appel" in page


# --- Accounts ----------------------------------------------------------------------


def test_every_account_opens_with_the_printed_password(demo, rf):
    for account in User.objects.all():
        asked = {"email": account.email, "password": settings.DEMO_PASSWORD}
        assert authenticate(rf.post("/"), **asked) == account
        assert account.emailaddress_set.get().verified
        assert account.person.name == account.name


def test_one_admin_one_officer_and_nobody_else_in_the_team(demo):
    teams = dict(User.objects.exclude(team=Team.NONE).values_list("email", "team"))

    assert teams == {
        "responsable@demo.example": Team.ADMIN,
        "chargee@demo.example": Team.OFFICER,
    }


def test_whoever_is_not_of_the_team_holds_a_position(demo):
    for account in User.objects.filter(team=Team.NONE):
        assert account.person.positions.get().organisation.is_example


# --- The open call -----------------------------------------------------------------


def test_the_open_call_can_be_answered_now(open_call):
    assert open_call.is_open(timezone.now())
    assert open_call.questions.count() == 5
    assert [c.weight for c in open_call.criteria.all()] == [3, 3, 2, 2]
    assert (open_call.envelope_cents, open_call.max_cents) == (18_000_000, 1_500_000)
    assert open_call.title == f"Alliances de territoire {open_call.closes_at.year} (exemple)"


def test_its_drafts_are_written_by_two_and_still_to_finish(open_call):
    shared = open_call.applications.get(title__startswith="Cuisines")

    assert open_call.applications.filter(status=Application.Status.DRAFT).count() == 2
    assert shared.answers.count() == 3
    assert {answer.written_by for answer in shared.answers.all()} == {
        user("porteuse"),
        user("partenaire"),
    }
    assert missing_before_submission(shared)


def test_the_lead_and_the_partner_see_the_draft_and_the_team_does_not(open_call):
    shared = open_call.applications.get(title__startswith="Cuisines")

    for name, sees in {"porteuse": True, "partenaire": True, "chargee": False}.items():
        assert (shared in Application.objects.visible_to(user(name))) is sees


def test_once_closed_it_opens_again_and_its_title_follows(open_call):
    later = open_call.closes_at + DAY
    entries = Entry.objects.count()

    invent_examples(later)

    open_call.refresh_from_db()
    assert open_call.is_open(later)
    assert open_call.closes_at == next_closing(later)
    assert str(open_call.closes_at.year) in open_call.title
    assert Entry.objects.count() == entries + 1


def test_a_call_whose_results_were_announced_stays_so(open_call):
    closing = open_call.closes_at
    Call.objects.filter(pk=open_call.pk).update(decided_at=closing + DAY)

    invent_examples(closing + 2 * DAY)

    open_call.refresh_from_db()
    assert open_call.closes_at == closing


# --- The closed call ---------------------------------------------------------------


def test_the_closed_call_waits_for_its_committee(closed_call):
    assert closed_call.state(timezone.now()) == Call.State.CLOSED
    assert closed_call.applications.submitted().count() == 6
    assert not Decision.objects.exists()
    assert closed_call.seats.filter(role=Seat.Role.READER).count() == 3
    assert closed_call.seats.get(role=Seat.Role.CHAIR).user == user("presidence")


def test_every_application_is_complete_and_came_in_time(closed_call):
    for application in closed_call.applications.all():
        assert missing_before_submission(application) == []
        assert closed_call.opens_at < application.submitted_at < closed_call.closes_at
        assert application.answers.count() == 5
        assert application.partners.exists()
        assert application.territories.count() == 2


def test_no_answer_is_said_twice(closed_call):
    texts = list(Answer.objects.values_list("text", flat=True))

    assert len(texts) == len(set(texts))


def test_more_is_asked_than_there_is(closed_call):
    asked = sum(application.asked_cents for application in closed_call.applications.all())

    assert asked > closed_call.envelope_cents


def test_readings_are_partly_done(closed_call):
    reviews = Review.objects.filter(application__call=closed_call)

    assert reviews.done().count() == 8
    assert reviews.filter(status=Review.Status.ASSIGNED).count() == 2
    assert reviews.get(reader=user("relectrice"), status="assigned").scores.count() == 2
    assert reviews.get(reader=user("lecteur"), status="assigned").scores.count() == 0
    assert closed_call.applications.filter(reviews=None).count() == 1
    assert len(set(Score.objects.values_list("value", flat=True))) >= 4


def test_a_finished_reading_speaks_to_both(closed_call):
    for review in Review.objects.done():
        assert review.for_committee
        assert review.for_applicant


def test_one_reader_has_a_conflict_that_keeps_her_from_one_application(closed_call):
    concerned = [
        a.title for a in closed_call.applications.all() if is_concerned(user("relectrice"), a)
    ]

    assert concerned == ["Lycées agricoles en réseau"]


def test_the_chair_may_decide_each_application(closed_call):
    for application in closed_call.applications.all():
        assert can_decide(user("presidence"), application, timezone.now())


# --- What it leaves behind -----------------------------------------------------------


def test_messages_wait_in_the_outbox(demo):
    kinds = set(Message.objects.values_list("kind", flat=True))

    assert kinds == {"application.receipt", "review.assigned"}
    assert set(Message.objects.values_list("status", flat=True)) == {"waiting"}


def test_every_line_of_the_journal_is_signed_by_the_platform_or_a_marked_account(demo):
    assert not Entry.objects.filter(by__is_demo=False).exists()
    assert Entry.objects.filter(verb="application.submitted").count() == 6


def test_an_account_that_was_erased_is_opened_again(demo):
    erase_account(user("presidence"), by=user("responsable"))

    call_command("demo", verbosity=0)

    assert user("presidence").is_demo
    assert user("presidence").person.name == "Présidence exemple"


def test_an_account_that_took_another_address_is_left_alone(demo):
    User.objects.filter(email="presidence@demo.example").update(email="ailleurs@demo.example")

    call_command("demo", verbosity=0)

    assert User.objects.count() == 8
