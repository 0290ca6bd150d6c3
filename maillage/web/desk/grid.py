"""What a call asks and what readers score: added and removed while it is in preparation."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from maillage.core.answers import attempt, carry_out
from maillage.core.http import MemberRequest, require
from maillage.programmes.models import Criterion, Question
from maillage.programmes.permissions import can_run_programmes
from maillage.programmes.services import (
    add_criterion,
    add_question,
    remove_criterion,
    remove_question,
)
from maillage.web.desk.calls import draw_cockpit, find_call
from maillage.web.desk.forms import CriterionForm, QuestionForm


@require_POST
def question_add(request: MemberRequest, slug: str) -> HttpResponse:
    call = find_call(request, slug)
    form = QuestionForm(request.POST)
    if (
        form.is_valid()
        and carry_out(form, lambda: add_question(call, by=request.user, **form.cleaned_data))
        is not None
    ):
        return redirect("desk:call", slug)
    return draw_cockpit(request, call, question=form)


@require_POST
def criterion_add(request: MemberRequest, slug: str) -> HttpResponse:
    call = find_call(request, slug)
    form = CriterionForm(request.POST)
    if (
        form.is_valid()
        and carry_out(form, lambda: add_criterion(call, by=request.user, **form.cleaned_data))
        is not None
    ):
        return redirect("desk:call", slug)
    return draw_cockpit(request, call, criterion=form)


@require_POST
def question_remove(request: MemberRequest, code: str) -> HttpResponse:
    require(can_run_programmes(request.user))
    question = get_object_or_404(Question.objects.select_related("call"), code=code)
    attempt(
        request, lambda: remove_question(question, by=request.user), _("La question est retirée.")
    )
    return redirect("desk:call", question.call.slug)


@require_POST
def criterion_remove(request: MemberRequest, code: str) -> HttpResponse:
    require(can_run_programmes(request.user))
    criterion = get_object_or_404(Criterion.objects.select_related("call"), code=code)
    attempt(
        request, lambda: remove_criterion(criterion, by=request.user), _("Le critère est retiré.")
    )
    return redirect("desk:call", criterion.call.slug)
