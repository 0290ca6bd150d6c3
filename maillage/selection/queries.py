"""What readers and committees look at."""

from dataclasses import dataclass

from maillage.accounts.models import User
from maillage.algorithms.scoring import Mark, Summary, out_of_100, summarise
from maillage.applications.models import Application
from maillage.applications.queries import with_alliance
from maillage.programmes.models import Call
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
