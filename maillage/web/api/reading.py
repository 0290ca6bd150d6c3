"""How every answer of the API is given: to any site, to nobody in particular, once if unchanged."""

from collections.abc import Callable, Collection
from hashlib import sha256
from http import HTTPStatus
from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.core.cache import caches
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils.cache import get_conditional_response, patch_vary_headers, set_response_etag
from django.views.decorators.csrf import csrf_exempt

from maillage.web.api.limits import seconds_to_wait, too_many

View = Callable[..., HttpResponse]
SAFE = ("GET", "HEAD", "OPTIONS")
A_MINUTE, A_DAY = 60, 86_400


def readable(view: View, takes: Collection[str] | None = None) -> View:
    """Open a view of the API to pages of other sites, and answer 304 to who has it already.

    Nothing here depends on who asks: no session is read, so any cache may keep it a minute. Nor is
    anything read again within that minute for who shows that they have it. `takes` names the
    parameters: a misspelt filter is refused, not taken for no filter.
    """

    @csrf_exempt
    @login_not_required
    def handle(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if request.method not in SAFE:
            return _open(refusal(405, "This interface is read only: GET.", Allow=", ".join(SAFE)))
        if request.method == "OPTIONS":
            return _open(_preflight())
        return _open(
            _unchanged(request)
            or _refused(request)
            or _misspelt(request, takes)
            or _read(request, view, args, kwargs)
        )

    return handle


def refusal(status: int, sentence: str, **headers: str) -> JsonResponse:
    """What was not given, and why, in the same shape wherever it is said."""
    return JsonResponse({"detail": sentence}, status=status, headers=headers)


def _refused(request: HttpRequest) -> HttpResponse | None:
    wait = seconds_to_wait(request)
    return refusal(429, too_many(wait), **{"Retry-After": str(wait)}) if wait else None


def _misspelt(request: HttpRequest, takes: Collection[str] | None) -> HttpResponse | None:
    unknown = [] if takes is None else sorted(set(request.GET) - set(takes))
    if not unknown:
        return None
    known = f"this address takes {', '.join(takes)}" if takes else "this address takes none"
    errors = [{"field": name, "message": f"no such parameter: {known}"} for name in unknown]
    detail = "; ".join(f"{error['field']}: {error['message']}" for error in errors)
    return JsonResponse({"detail": detail, "errors": errors}, status=422)


def _read(
    request: HttpRequest, view: View, args: tuple[Any, ...], kwargs: dict[str, Any]
) -> HttpResponse:
    """The answer, with its mark; a HEAD is a GET whose body the server keeps."""
    asked, request.method = request.method, "GET"
    try:
        response = view(request, *args, **kwargs)
    finally:
        request.method = asked
    if response.status_code != HTTPStatus.OK:
        return response
    set_response_etag(response)
    caches["process"].set(_key(request), response["ETag"], A_MINUTE)
    response["Cache-Control"] = f"public, max-age={A_MINUTE}"
    return get_conditional_response(request, etag=response["ETag"], response=response) or response


def _unchanged(request: HttpRequest) -> HttpResponse | None:
    """304 without a query, when this process gave that very mark less than a minute ago."""
    mark = caches["process"].get(_key(request)) if "If-None-Match" in request.headers else None
    found = get_conditional_response(request, etag=mark) if mark else None
    return found if found and found.status_code == HTTPStatus.NOT_MODIFIED else None


def _key(request: HttpRequest) -> str:
    return f"api.{sha256(request.get_full_path().encode()).hexdigest()}"


def _preflight() -> HttpResponse:
    """What a browser asks before a page of another site sends a header of its own."""
    response = HttpResponse(status=204)
    response["Access-Control-Allow-Headers"] = "Accept, Accept-Language, If-None-Match"
    response["Access-Control-Max-Age"] = str(A_DAY)
    return response


def _open(response: HttpResponse) -> HttpResponse:
    response["Access-Control-Allow-Origin"] = "*"
    response["Access-Control-Allow-Methods"] = ", ".join(SAFE)
    response["Access-Control-Expose-Headers"] = "ETag, Link, Retry-After"
    patch_vary_headers(response, ["Accept-Encoding"])
    return response
