"""How every door answers: the act's thanks, its refusal beside the text, a list narrowed as one types."""

from collections.abc import Callable, Sequence
from typing import Any, TypeVar

from django import forms
from django.contrib import messages
from django.core.paginator import Page, Paginator
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.cache import patch_vary_headers
from django.utils.functional import Promise

from maillage.core.http import VisitorRequest
from maillage.core.refusal import Refusal

Thing = TypeVar("Thing")
UNPROCESSABLE = 422
A_PAGE = 30


def typed(request: HttpRequest) -> Any:
    """What was posted, or None: an empty post is a post all the same."""
    return request.POST if request.method == "POST" else None


def named(request: HttpRequest, field: str) -> str:
    """The code or address a button posted: as text a data base can be asked for."""
    return str(request.POST.get(field, "")).replace("\x00", "")


def attempt(request: HttpRequest, act: Callable[[], Any], done: str | Promise) -> bool:
    """Do a one-button act; say that it is done, or why it is refused."""
    try:
        act()
    except Refusal as refusal:
        tell(request, refusal)
        return False
    messages.success(request, str(done))
    return True


def tell(request: HttpRequest, refusal: Refusal) -> None:
    """Say why an act was refused, above the page that comes next."""
    for sentence in (str(refusal), *refusal.more):
        messages.error(request, sentence)


def carry_out(form: forms.BaseForm, act: Callable[[], Thing]) -> Thing | None:
    """Do the act of a form; a refusal is written above the fields, which keep their text."""
    try:
        return act()
    except Refusal as refusal:
        form.add_error(None, [str(refusal), *refusal.more])
        return None


def draw(
    request: HttpRequest, template: str, context: dict[str, Any], *forms_: forms.BaseForm
) -> HttpResponse:
    """Draw a page; with the status that says so when a form on it was not understood."""
    refused = any(form.is_bound and form.errors for form in forms_)
    return render(request, template, context, status=UNPROCESSABLE if refused else 200)


def page_of(
    request: HttpRequest,
    things: QuerySet[Any] | Sequence[Any],
    dressed: Callable[[Any], QuerySet[Any]] | None = None,
) -> Page[Any]:
    """The asked page of a long list; a page that does not exist gives the nearest.

    `dressed` adds what the rows show, to those of the page alone.
    """
    page = Paginator(things, A_PAGE).get_page(request.GET.get("page"))
    if dressed and isinstance(things, QuerySet) and page.paginator.count:
        page.object_list = cut(things, page.start_index() - 1, page.end_index(), dressed)
    return page


def cut(
    things: QuerySet[Any], start: int, stop: int, dressed: Callable[[Any], QuerySet[Any]]
) -> QuerySet[Any]:
    """These rows of a long list, dressed: the data base sorts keys alone, and reads what is cut."""
    rows = things.model._default_manager.filter(pk__in=things.values("pk")[start:stop])
    asked = things.query.order_by
    return dressed(rows.order_by(*asked) if asked else rows)


def query_of(request: HttpRequest) -> str:
    """What narrows the list, for its other forms: "?theme=semences", without the page."""
    kept = request.GET.copy()
    kept.pop("page", None)
    for name in [name for name, value in kept.items() if not value]:
        del kept[name]
    return f"?{kept.urlencode()}" if kept else ""


def chosen(filters: forms.Form) -> dict[str, Any]:
    """What the filters say; a value that is none of theirs narrows nothing."""
    filters.is_valid()
    return filters.cleaned_data


def draw_list(request: VisitorRequest, template: str, context: dict[str, Any]) -> HttpResponse:
    """Draw the page, or its results alone when HTMX asks for them."""
    alone = request.htmx and not request.htmx.history_restore_request
    response = render(request, f"{template}#results" if alone else template, context)
    patch_vary_headers(response, ["HX-Request"])
    return response
