"""What is done in a selection."""

from collections.abc import Mapping
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from maillage.accounts.models import User
from maillage.actors.queries import network_identity, people_of
from maillage.applications.models import Application, Status
from maillage.core.locking import locked
from maillage.core.refusal import Refusal
from maillage.journal.services import record
from maillage.mail.services import post
from maillage.programmes.models import Call, Criterion
from maillage.programmes.services import mark_decided
from maillage.selection.models import Decision, Review, Score, Seat
from maillage.selection.permissions import is_concerned


@transaction.atomic
def give_seat(call: Call, user: User, *, role: str, by: User | None) -> Seat:
    """Give a person a place in the committee of a call."""
    call = locked(call)
    if call.seats.filter(user=user).exists():
        raise Refusal(_("%(user)s siège déjà dans ce comité.") % {"user": user})
    if role == Seat.Role.CHAIR and call.seats.filter(role=Seat.Role.CHAIR).exists():
        raise Refusal(_("Ce comité a déjà une présidence. Retirez-la avant d’en nommer une autre."))
    seat = Seat.objects.create(call=call, user=user, role=role)
    record("seat.given", seat, by=by, call=call.code)
    return seat


@transaction.atomic
def withdraw_seat(seat: Seat, *, by: User) -> None:
    """Free a seat; whoever already finished a reading keeps it, for the record of the decision."""
    seat = locked(seat)
    if Review.objects.done().filter(reader=seat.user, application__call=seat.call).exists():
        raise Refusal(
            _("%(user)s a déjà rendu des lectures : son siège ne peut plus être retiré.")
            % {"user": seat.user}
        )
    Review.objects.filter(reader=seat.user, application__call=seat.call).delete()
    record("seat.withdrawn", seat, by=by, call=seat.call.code)
    seat.delete()


@transaction.atomic
def assign_reader(application: Application, reader: User, *, by: User | None) -> Review:
    """Entrust a reading; refused to whoever belongs to the alliance."""
    application = locked(application)
    if application.status != Status.SUBMITTED:
        raise Refusal(_("Seule une candidature déposée peut être lue."))
    if not Seat.objects.filter(call=application.call_id, user=reader).exists():
        raise Refusal(
            _("%(reader)s ne siège pas dans le comité de cet appel.") % {"reader": reader}
        )
    if is_concerned(reader, application):
        raise Refusal(
            _(
                "%(reader)s appartient à l’alliance candidate : ce conflit d’intérêts interdit la lecture. Choisissez un autre lecteur."
            )
            % {"reader": reader}
        )
    if application.reviews.filter(reader=reader).exists():
        raise Refusal(_("%(reader)s lit déjà cette candidature.") % {"reader": reader})
    review = Review.objects.create(application=application, reader=reader)
    record("review.assigned", application, by=by, reader=reader.code)
    context = {"review": review, "network": network_identity().name}
    post(to=reader, kind="review.assigned", template="selection/mail/assigned", context=context)
    return review


@transaction.atomic
def withdraw_review(review: Review, *, by: User) -> None:
    """Take a reading back, as long as it is not handed in."""
    review = locked(review)
    if review.status == Review.Status.DONE:
        raise Refusal(_("Cette lecture est déjà rendue : elle reste au dossier."))
    record("review.withdrawn", review.application, by=by, reader=review.reader.code)
    review.delete()


@transaction.atomic
def write_review(
    review: Review,
    *,
    by: User | None,
    scores: Mapping[int, int | None],
    for_committee: str,
    for_applicant: str,
) -> Review:
    """Keep a reading as it is written: scores by criterion id, None for "not yet"."""
    review = _locked_review(review)
    if review.status == Review.Status.DONE:
        raise Refusal(_("Cette lecture est rendue. Reprenez-la avant de la changer."))
    review.for_committee, review.for_applicant = for_committee, for_applicant
    review.save(update_fields=["for_committee", "for_applicant"])
    for criterion in review.application.call.criteria.all():
        if criterion.pk in scores:
            _write_score(review, criterion, scores[criterion.pk])
    record("review.written", review.application, by=by)
    return review


def _locked_review(review: Review) -> Review:
    """Hold a reading and its call, so that nothing is announced meanwhile."""
    review = locked(review)
    if locked(review.application.call).decided_at is not None:
        raise Refusal(_("Les résultats sont annoncés : les lectures ne changent plus."))
    return review


def _write_score(review: Review, criterion: Criterion, value: int | None) -> None:
    if value is None:
        Score.objects.filter(review=review, criterion=criterion).delete()
        return
    if not 0 <= value <= criterion.max_score:
        raise Refusal(
            _("La note de « %(criterion)s » va de 0 à %(max)s.")
            % {"criterion": criterion.label, "max": criterion.max_score}
        )
    Score.objects.update_or_create(review=review, criterion=criterion, defaults={"value": value})


@transaction.atomic
def finish_review(review: Review, *, by: User | None, at: datetime) -> Review:
    """Hand a reading in: every criterion is scored."""
    review = _locked_review(review)
    scored = set(review.scores.values_list("criterion", flat=True))
    if missing := [c.label for c in review.application.call.criteria.all() if c.pk not in scored]:
        raise Refusal(
            _(
                "Il manque des notes pour rendre cette lecture. Ce que vous avez écrit est enregistré."
            ),
            more=[_("Notez « %(criterion)s ».") % {"criterion": label} for label in missing],
        )
    if review.status != Review.Status.DONE:
        review.status, review.done_at = Review.Status.DONE, at
        review.save(update_fields=["status", "done_at"])
        record("review.finished", review.application, by=by)
    return review


@transaction.atomic
def reopen_review(review: Review, *, by: User) -> Review:
    """Take one's reading up again before the results are announced."""
    review = _locked_review(review)
    if review.status != Review.Status.DONE:
        raise Refusal(_("Cette lecture n’est pas rendue : vous pouvez l’écrire."))
    review.status, review.done_at = Review.Status.ASSIGNED, None
    review.save(update_fields=["status", "done_at"])
    record("review.reopened", review.application, by=by)
    return review


@transaction.atomic
def decide(
    application: Application,
    *,
    outcome: str,
    reason: str,
    by: User | None,
    at: datetime,
    granted_cents: int | None = None,
) -> Decision:
    """Write what the committee decided; it can be changed until the results are announced."""
    application = _locked_undecided(application)
    if outcome == Decision.Outcome.DECLINED:
        granted_cents = None
    elif not granted_cents:
        raise Refusal(_("Indiquez le montant accordé."))
    words = {"outcome": outcome, "reason": reason, "granted_cents": granted_cents}
    if same := Decision.objects.filter(application=application, **words).first():
        return same  # the button was pressed twice
    decision, _created = Decision.objects.update_or_create(
        application=application, defaults={**words, "by": by, "decided_at": at}
    )
    record("decision.taken", application, by=by, outcome=outcome, granted_cents=granted_cents)
    return decision


def _locked_undecided(application: Application) -> Application:
    """Hold a file and its call, so that nothing is announced meanwhile."""
    application = locked(application)
    if locked(application.call).decided_at is not None:
        raise Refusal(_("Les résultats de cet appel sont annoncés : la décision ne change plus."))
    if application.status != Status.SUBMITTED:
        raise Refusal(_("Seule une candidature déposée peut être décidée."))
    return application


@transaction.atomic
def announce_results(call: Call, *, by: User, at: datetime) -> Call:
    """Tell every alliance what was decided, all at once."""
    call = locked(call)
    if call.decided_at is not None:
        raise Refusal(_("Les résultats de cet appel sont déjà annoncés."))
    if call.state(at) != Call.State.CLOSED:
        raise Refusal(_("L’appel n’est pas clos : les résultats s’annoncent après la clôture."))
    waiting = call.applications.submitted().filter(decision=None)
    if waiting.exists():
        raise Refusal(
            _("Toutes les candidatures ne sont pas décidées."),
            more=[_("« %(title)s » attend une décision.") % {"title": a.title} for a in waiting],
        )
    mark_decided(call, by=by, at=at)
    for application in call.applications.submitted().select_related("decision", "lead"):
        _post_decision(application)
    return call


def _post_decision(application: Application) -> None:
    comments = [
        review.for_applicant for review in application.reviews.all() if review.for_applicant.strip()
    ]
    context = {
        "application": application,
        "decision": application.decision,
        "comments": comments,
        "network": network_identity().name,
    }
    organisations = [
        application.lead_id,
        *application.partners.values_list("organisation", flat=True),
    ]
    for user in people_of(organisations):
        post(to=user, kind="decision", template="selection/mail/decision", context=context)
