"""What a call asks and what readers score: chosen while it is in preparation."""

from typing import Any

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from maillage.accounts.models import User
from maillage.core.locking import locked
from maillage.core.refusal import Refusal
from maillage.journal.services import record
from maillage.programmes.models import Call, Criterion, Question


def _locked_draft(call: Call) -> Call:
    """Hold a call whose questions and criteria may still change."""
    call = locked(call)
    if call.published_at is not None:
        raise Refusal(_("L’appel est public : ses questions et ses critères ne changent plus."))
    return call


@transaction.atomic
def add_question(call: Call, *, by: User | None, **fields: Any) -> Question:
    """Ask one more thing, last."""
    call = _locked_draft(call)
    last = call.questions.aggregate(last=Max("position"))["last"] or 0
    question = Question.objects.create(call=call, position=last + 1, **fields)
    record("question.added", question, by=by, call=call.code)
    return question


@transaction.atomic
def remove_question(question: Question, *, by: User) -> None:
    call, question = _locked_draft(question.call), locked(question)
    record("question.removed", question, by=by, call=call.code)
    question.delete()


@transaction.atomic
def add_criterion(call: Call, *, by: User | None, **fields: Any) -> Criterion:
    """Let readers score one more thing, last."""
    call = _locked_draft(call)
    last = call.criteria.aggregate(last=Max("position"))["last"] or 0
    criterion = Criterion.objects.create(call=call, position=last + 1, **fields)
    record("criterion.added", criterion, by=by, call=call.code)
    return criterion


@transaction.atomic
def remove_criterion(criterion: Criterion, *, by: User) -> None:
    call, criterion = _locked_draft(criterion.call), locked(criterion)
    record("criterion.removed", criterion, by=by, call=call.code)
    criterion.delete()
