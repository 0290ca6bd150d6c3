"""What readers and committees look at."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby
from math import ceil, floor

from django.db.models import Case, Count, Exists, F, OuterRef, Q, When

from maillage.accounts.models import User
from maillage.actors.queries import accounts_of, people_of
from maillage.algorithms.scoring import Mark, Summary, out_of_100, summarise
from maillage.applications.models import Application, ApplicationQuerySet
from maillage.applications.queries import with_alliance
from maillage.programmes.models import Call, CallQuerySet
from maillage.selection.models import Decision, Review, ReviewQuerySet, Seat


def sits_on_a_committee(user: User) -> bool:
    return Seat.objects.filter(user=user).exists()


def total_of(review: Review) -> float | None:
    """The reading's weighted mean out of 100; None while nothing is scored."""
    return out_of_100(
        [
            Mark(score.value, score.criterion.max_score, score.criterion.weight)
            for score in review.scores.all()
        ]
    )


def readings_of(user: User) -> ReviewQuerySet:
    """This reader's readings with what their list shows."""
    return (
        Review.objects.visible_to(user)
        .filter(reader=user)
        .select_related("application__call", "application__lead")
        .prefetch_related("scores__criterion", "application__territories")
    )


@dataclass(frozen=True, slots=True)
class ReadingList:
    """A reader's readings of one call, those to do first."""

    call: Call
    reviews: list[Review]

    @property
    def done(self) -> int:
        return sum(review.status == Review.Status.DONE for review in self.reviews)


def reading_lists(user: User) -> list[ReadingList]:
    """Call by call, the running ones first; in each, what waits before what is handed in."""
    reviews = sorted(
        readings_of(user),
        key=lambda review: (
            review.application.call.decided_at is not None,
            -review.application.call_id,
            review.status == Review.Status.DONE,
            review.application.title,
        ),
    )
    grouped = groupby(reviews, key=lambda review: review.application.call)
    return [ReadingList(call, list(group)) for call, group in grouped]


def readable_applications(user: User) -> ApplicationQuerySet:
    """Files a person may read for a committee: entrusted ones, the chair's, all for the team.

    Those of their own organisations stay shut to them, whatever their role.
    """
    submitted = Application.objects.submitted()
    if not user.is_team:
        entrusted = Review.objects.filter(reader=user).values("application")
        chaired = Seat.objects.filter(user=user, role=Seat.Role.CHAIR).values("call")
        submitted = submitted.filter(Q(pk__in=entrusted) | Q(call__in=chaired))
    own = Application.objects.written_by_organisations_of(user)
    return submitted.exclude(pk__in=own.values("pk"))


def hidden_from(user: User, call: Call) -> int:
    """How many applications of a call this person's own organisations take part in."""
    own = Application.objects.written_by_organisations_of(user)
    return own.submitted().filter(call=call).distinct().count()


def next_to_read(user: User, after: Review) -> Review | None:
    """The following reading still to do in the same call."""
    waiting = readings_of(user).filter(
        status=Review.Status.ASSIGNED, application__call=after.application.call_id
    )
    return waiting.exclude(pk=after.pk).order_by("application__title", "pk").first()


@dataclass(frozen=True, slots=True)
class Standing:
    """One application in front of the committee."""

    application: Application
    assigned: int
    summary: Summary | None
    decision: Decision | None
    reviews: list[Review]

    @property
    def done(self) -> int:
        return self.summary.count if self.summary else 0


def standings(call: Call, user: User) -> list[Standing]:
    """The applications of a call from the best mean down, those not read yet last.

    What concerns this person's own organisations is left out, scores and all.
    """
    own = Application.objects.written_by_organisations_of(user)
    submitted = (
        with_alliance(call.applications.submitted())
        .exclude(pk__in=own.values("pk"))
        .select_related("call", "lead", "lead__seat", "decision")
        .prefetch_related("reviews__scores__criterion", "reviews__reader")
    )
    rows = [_standing(application) for application in submitted]
    return sorted(rows, key=_rank)


def _rank(row: Standing) -> tuple[bool, float, str]:
    mean = row.summary.mean if row.summary else 0.0
    return (row.summary is None, -mean, row.application.title)


def _standing(application: Application) -> Standing:
    reviews = list(application.reviews.all())
    totals = [total_of(review) for review in reviews if review.status == Review.Status.DONE]
    return Standing(
        application=application,
        assigned=len(reviews),
        summary=summarise([total for total in totals if total is not None]),
        decision=getattr(application, "decision", None),
        reviews=reviews,
    )


@dataclass(frozen=True, slots=True)
class Scale:
    """The range the intervals are drawn on."""

    low: int
    high: int


def scale_of(rows: Iterable[Standing]) -> Scale:
    """The range of the data, widened to tens: differences show, and the axis stays readable."""
    summaries = [row.summary for row in rows if row.summary]
    if not summaries:
        return Scale(0, 100)
    low = floor(min(summary.lowest for summary in summaries) / 10) * 10
    high = ceil(max(summary.highest for summary in summaries) / 10) * 10
    return Scale(low, high) if high > low else Scale(max(0, low - 10), min(100, high + 10))


@dataclass(frozen=True, slots=True)
class Judged:
    """A reading with what it amounts to."""

    review: Review
    total: float | None


def judged(application: Application, user: User) -> list[Judged]:
    """The readings of one application this person may see, handed-in ones first."""
    seen = Review.objects.visible_to(user).filter(application=application)
    reviews = seen.select_related("reader").prefetch_related("scores__criterion")
    ordered = reviews.order_by("-status", "reader__name", "pk")  # "done" sorts after "assigned"
    return [Judged(review, total_of(review)) for review in ordered]


@dataclass(frozen=True, slots=True)
class Committee:
    """The committee of a call as a list shows it."""

    call: Call
    seat: Seat | None
    assigned: int
    done: int


def committees_of(user: User) -> list[Committee]:
    """Those this person sits on; for the team, every committee that has a seat."""
    seats = {seat.call_id: seat for seat in Seat.objects.filter(user=user)}
    calls = (
        Call.objects.filter(seats__isnull=False)
        if user.is_team
        else Call.objects.filter(pk__in=seats)
    )
    ordered = list(calls.distinct().order_by("-closes_at", "-pk"))
    states = Review.objects.filter(application__call__in=ordered).values_list(
        "application__call", "status"
    )
    assigned = Counter(call for call, _status in states)
    done = Counter(call for call, status in states if status == Review.Status.DONE)
    return [
        Committee(
            call,
            seats.get(call.pk),
            assigned[call.pk],
            done[call.pk],
        )
        for call in ordered
    ]


@dataclass(frozen=True, slots=True)
class Envelope:
    """How much of the call's envelope the decisions use, in cents."""

    total: int | None
    granted: int

    @property
    def left(self) -> int | None:
        return None if self.total is None else self.total - self.granted


def envelope(call: Call) -> Envelope:
    granted = Decision.objects.filter(application__call=call).values_list(
        "granted_cents", flat=True
    )
    return Envelope(call.envelope_cents, sum(cents or 0 for cents in granted))


@dataclass(frozen=True, slots=True)
class PossibleReader:
    """Somebody of the committee, and whether a reading can be entrusted to them."""

    user: User
    is_concerned: bool
    reads: bool


def possible_readers(application: Application) -> list[PossibleReader]:
    """The committee in front of one application: conflicts are shown, not hidden."""
    organisations = [
        application.lead_id,
        *application.partners.values_list("organisation", flat=True),
    ]
    alliance = {user.pk for user in people_of(organisations)}
    reading = set(application.reviews.values_list("reader", flat=True))
    return [
        PossibleReader(seat.user, seat.user_id in alliance, seat.user_id in reading)
        for seat in application.call.seats.select_related("user")
    ]


def with_readings(applications: ApplicationQuerySet, user: User) -> ApplicationQuerySet:
    """Count the readings entrusted and handed in, « 2 avis sur 3 », and tell what was decided.

    Of their own alliances, people of the team know no outcome before it is announced.
    """
    done = Q(reviews__status=Review.Status.DONE)
    known = known_outcome(user)
    return applications.annotate(
        assigned=Count("reviews", distinct=True),
        done=Count("reviews", filter=done, distinct=True),
        outcome=Case(When(known, then=F("decision__outcome")), default=None),
        granted_cents=Case(When(known, then=F("decision__granted_cents")), default=None),
    )


def known_outcome(user: User) -> Q:
    """Applications whose decision this person may know: `can_know_outcome`, for a list."""
    own = Application.objects.written_by_organisations_of(user)
    return Q(call__decided_at__isnull=False) | ~Q(pk__in=own.values("pk"))


@dataclass(frozen=True, slots=True)
class Letters:
    """What the announcement will write: how many mails, and the alliances nobody can be told for."""

    count: int
    unreachable: list[Application]


def letters_to_send(call: Call) -> Letters:
    """One mail for each person of each alliance who has an account today."""
    applications = list(call.applications.submitted().prefetch_related("partners"))
    alliances = [
        {application.lead_id, *(partner.organisation_id for partner in application.partners.all())}
        for application in applications
    ]
    accounts = accounts_of(set().union(*alliances))
    told = [
        len(set().union(*(accounts.get(organisation, set()) for organisation in alliance)))
        for alliance in alliances
    ]
    untold = [one for one, people in zip(applications, told, strict=True) if not people]
    return Letters(sum(told), untold)


def without_reader() -> ApplicationQuerySet:
    """Submitted, waiting for an answer, and entrusted to nobody."""
    return Application.objects.submitted().filter(call__decided_at=None, reviews=None)


def late_readings(at: datetime) -> ReviewQuerySet:
    """Readings not handed in although their call is closed and not announced."""
    return Review.objects.filter(
        status=Review.Status.ASSIGNED,
        application__call__closes_at__lte=at,
        application__call__decided_at=None,
    )


def undecided(at: datetime) -> ApplicationQuerySet:
    """Submitted to a call that is closed, and without a decision."""
    return Application.objects.submitted().filter(
        decision=None, call__closes_at__lte=at, call__decided_at=None
    )


def calls_to_announce(at: datetime) -> CallQuerySet:
    """Closed calls whose every application is decided: the results can go out."""
    submitted = Application.objects.submitted().filter(call=OuterRef("pk"))
    return (
        Call.objects.published()
        .filter(Exists(submitted), closes_at__lte=at, decided_at=None)
        .exclude(Exists(submitted.filter(decision=None)))
    )


def announced_decision(application: Application) -> Decision | None:
    """The decision as its alliance may know it: nothing before the results are announced."""
    if application.call.decided_at is None:
        return None
    return Decision.objects.filter(application=application).first()


def with_announced_outcome(applications: ApplicationQuerySet) -> ApplicationQuerySet:
    """Give each application its `announced_outcome`: None before the results are announced."""
    announced = When(call__decided_at__isnull=False, then=F("decision__outcome"))
    return applications.annotate(announced_outcome=Case(announced, default=None))
