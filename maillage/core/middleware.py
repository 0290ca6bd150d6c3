"""What is done to every request before a door sees it."""

from collections.abc import Callable
from typing import Any
from urllib.parse import urlsplit

from django.contrib.auth.middleware import LoginRequiredMiddleware
from django.contrib.auth.views import redirect_to_login
from django.http import (
    HttpRequest,
    HttpResponse,
    HttpResponseBadRequest,
    HttpResponseBase,
    HttpResponseRedirect,
)
from django.utils import timezone
from django.utils.cache import add_never_cache_headers
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django_htmx.http import HttpResponseClientRedirect

NOT_ALLOWED = 405
SAFE = frozenset({"GET", "HEAD", "OPTIONS"})
Handler = Callable[[HttpRequest], HttpResponse]


def arrival(get_response: Handler) -> Handler:
    """Note when the request arrived.

    A deadline is compared with this instant, not with the end of the queue.
    """

    def handle(request: HttpRequest) -> HttpResponse:
        request.arrived_at = timezone.now()  # type: ignore[attr-defined]
        return get_response(request)

    return handle


def personal_pages(get_response: Handler) -> Handler:
    """Keep what somebody who signed in was shown out of every cache, the browser's own included.

    On a shared machine, "back" after signing out shows nothing. A page that says itself how long
    it may be kept (the logo, the colours) holds nothing about anybody.
    """

    def handle(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        session = request.session
        is_personal = session.accessed and "_auth_user_id" in session
        if is_personal and not response.has_header("Cache-Control"):
            add_never_cache_headers(response)
        return response

    return handle


def plain_input(get_response: Handler) -> Handler:
    """Refuse NUL bytes in addresses: PostgreSQL cannot hold them, and no person types them.

    A cookie with one is none of ours, and is forgotten. Bodies are checked by the forms, which
    keep what was typed.
    """

    def handle(request: HttpRequest) -> HttpResponse:
        if "\x00" in request.path or "%00" in request.META.get("QUERY_STRING", ""):
            return HttpResponseBadRequest(
                _("Cette adresse contient un caractère interdit."),
                content_type="text/plain; charset=utf-8",
            )
        for name in [name for name, value in request.COOKIES.items() if "\x00" in value]:
            del request.COOKIES[name]
        return get_response(request)

    return handle


def way_back(get_response: Handler) -> Handler:
    """Who opens by its address what only a button does is led to the page of that button.

    It happens every day: the page reloaded after a refusal, a language chosen there, a bookmark.
    """

    def handle(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        if response.status_code == NOT_ALLOWED and request.method in SAFE:
            return HttpResponseRedirect("../")
        return response

    return handle


class SignedIn(LoginRequiredMiddleware):
    """A page is closed unless marked; after signing in, people are back where they were."""

    def process_view(
        self,
        request: HttpRequest,
        view_func: Callable[..., Any],
        view_args: tuple[Any, ...],
        view_kwargs: dict[str, Any],
    ) -> HttpResponseBase | None:
        """Who comes to an open page is not asked for: its answer may then be anybody's."""
        if not getattr(view_func, "login_required", True):
            return None
        return super().process_view(request, view_func, view_args, view_kwargs)

    def handle_no_permission(  # type: ignore[override] # HTMX is answered otherwise
        self, request: HttpRequest, view_func: Callable[..., Any]
    ) -> HttpResponseBase:
        """What was pressed is not pressed again: one is led to the page that held the button."""
        is_part = request.headers.get("HX-Request") == "true"
        back = request.get_full_path()
        if is_part or request.method not in SAFE:
            back = _page_before(request) or back
        answer = redirect_to_login(
            back, self.get_login_url(view_func), self.get_redirect_field_name(view_func)
        )
        # A part of a page cannot hold the sign-in form: the whole page goes there.
        return HttpResponseClientRedirect(answer.url) if is_part else answer


def _page_before(request: HttpRequest) -> str:
    """The path of the page the request came from, when it is one of ours."""
    before = request.headers.get("Referer", "")
    if not url_has_allowed_host_and_scheme(before, {request.get_host()}):
        return ""
    found = urlsplit(before)
    return f"{found.path}?{found.query}" if found.query else found.path
