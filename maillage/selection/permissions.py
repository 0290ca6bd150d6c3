"""Who may read, score and decide."""

from datetime import datetime

from maillage.accounts.models import User
from maillage.applications.models import Application, Status
from maillage.programmes.models import Call
from maillage.selection.models import Review, Seat


def is_concerned(user: User, application: Application) -> bool:
    """Does this person hold a position in the alliance? Then they neither read nor decide."""
    own = Application.objects.written_by_organisations_of(user)
    return own.filter(pk=application.pk).exists()


def can_know_outcome(user: User, application: Application) -> bool:
    """Nobody of an alliance learns its decision before the others, whatever their role."""
    return application.call.decided_at is not None or not is_concerned(user, application)


def can_compose_committee(user: User) -> bool:
    return user.is_team


def chairs(user: User, call: Call) -> bool:
    return Seat.objects.filter(user=user, call=call, role=Seat.Role.CHAIR).exists()


def can_see_standings(user: User, call: Call) -> bool:
    """The whole ranking is for the chair and the team; readers judge without seeing the others."""
    return user.is_team or chairs(user, call)


def can_score(user: User, review: Review) -> bool:
    """Their own reading, until the results of the call are announced."""
    return (
        review.reader_id == user.pk
        and review.application.call.decided_at is None
        and not is_concerned(user, review.application)
    )


def can_decide(user: User, application: Application, at: datetime) -> bool:
    """The chair of the committee, once the call is closed and while nothing is announced."""
    return (
        application.status == Status.SUBMITTED
        and application.call.state(at) == Call.State.CLOSED
        and chairs(user, application.call)
        and not is_concerned(user, application)
    )
