"""My readings: the list, the file beside the grid, handing in."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.shortcuts import render as render_page
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from maillage.core.answers import attempt, carry_out, draw, typed
from maillage.core.http import MemberRequest, require
from maillage.selection.models import Review
from maillage.selection.permissions import can_score
from maillage.selection.queries import next_to_read, reading_lists, sits_on_a_committee, total_of
from maillage.selection.services import finish_review, reopen_review, write_review
from maillage.web.jury.forms import ReadingForm


def _find(request: MemberRequest, code: str) -> Review:
    seen = Review.objects.visible_to(request.user)
    seen = seen.select_related("application__call", "application__lead__seat", "reader")
    seen = seen.prefetch_related("scores__criterion", "application__partners__organisation")
    return get_object_or_404(seen, code=code)


@require_GET
def home(request: MemberRequest) -> HttpResponse:
    """What I have to read, call by call."""
    lists = reading_lists(request.user)
    context = {"lists": lists, "sits": bool(lists) or sits_on_a_committee(request.user)}
    return render_page(request, "jury/home.html", context)


@require_http_methods(["GET", "POST"])
def review(request: MemberRequest, code: str) -> HttpResponse:
    """Read and score; what is posted is kept, whatever is still missing."""
    found = _find(request, code)
    require(request.method == "GET" or can_score(request.user, found))
    form = ReadingForm(typed(request), review=found)
    if form.is_valid() and _keep(form, found, request):
        messages.success(request, _("Votre lecture est enregistrée."))
        return _onward(request, found)
    return _draw(request, found, form)


def _keep(form: ReadingForm, review: Review, request: MemberRequest) -> Review | None:
    words = {name: form.cleaned_data[name] for name in ("for_committee", "for_applicant")}
    return carry_out(
        form, lambda: write_review(review, by=request.user, scores=form.scores(), **words)
    )


def _onward(request: MemberRequest, found: Review) -> HttpResponse:
    """Stay, or go to the next reading when that button was pressed."""
    if "next" not in request.POST:
        return redirect("jury:review", found.code)
    following = next_to_read(request.user, found)
    if following is None:
        messages.info(request, _("C’était la dernière lecture à faire pour cet appel."))
        return redirect("jury:home")
    return redirect("jury:review", following.code)


def _draw(request: MemberRequest, found: Review, form: ReadingForm) -> HttpResponse:
    if form.is_bound:
        found = _find(request, found.code)  # as it stands now: another press may have come first
    may_score = can_score(request.user, found)
    has_grid = may_score and found.status == Review.Status.ASSIGNED
    if form.is_bound and not has_grid:
        # The form, and the refusal above it, are no longer on the page.
        for sentence in form.non_field_errors():
            messages.error(request, str(sentence))
    context = {
        "review": found,
        "application": found.application,
        "answers": found.application.answers.select_related("question"),
        "form": form,
        "total": total_of(found),
        "may_score": may_score,
        "has_grid": has_grid,
        "lost": [] if has_grid else _texts_not_kept(found, form),
        "is_mine": found.reader_id == request.user.pk,
        "following": next_to_read(request.user, found),
    }
    return draw(request, "jury/review.html", context, form)


def _texts_not_kept(found: Review, form: ReadingForm) -> list[tuple[str, str]]:
    """The comments typed that the reading does not hold, each under its label."""
    names = ("for_committee", "for_applicant") if form.is_bound else ()
    typed_in = [(name, str(form.data.get(name, "")).replace("\r\n", "\n")) for name in names]
    return [
        (str(form.fields[name].label), text)
        for name, text in typed_in
        if text.strip() and text != getattr(found, name)
    ]


@require_POST
def finish(request: MemberRequest, code: str) -> HttpResponse:
    """Keep what is on the page, then hand the reading in."""
    found = _find(request, code)
    require(can_score(request.user, found))
    form = ReadingForm(request.POST, review=found)
    if not form.is_valid() or not _keep(form, found, request):
        return _draw(request, found, form)
    done = carry_out(form, lambda: finish_review(found, by=request.user, at=request.arrived_at))
    if done is None:
        return _draw(request, found, form)
    messages.success(request, _("Votre lecture est rendue. Merci !"))
    return redirect("jury:home")


@require_POST
def reopen(request: MemberRequest, code: str) -> HttpResponse:
    """Take my reading up again."""
    found = _find(request, code)
    require(can_score(request.user, found))
    again = _("Votre lecture est de nouveau à vous : pensez à la rendre.")
    attempt(request, lambda: reopen_review(found, by=request.user), again)
    return redirect("jury:review", code)
