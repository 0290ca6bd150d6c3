"""What is done to every request before a door sees it."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse, HttpResponseBadRequest
from django.utils import timezone
from django.utils.cache import add_never_cache_headers
from django.utils.translation import gettext as _

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
