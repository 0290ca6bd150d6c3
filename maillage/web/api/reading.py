"""How every answer of the API is given: to any site, to nobody in particular, once if unchanged."""

from collections.abc import Callable
from http import HTTPStatus
from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.utils.cache import get_conditional_response, patch_vary_headers, set_response_etag
from django.views.decorators.csrf import csrf_exempt

View = Callable[..., HttpResponse]
SAFE = ("GET", "HEAD", "OPTIONS")
A_MINUTE = 60


def readable(view: View) -> View:
    """Open a view of the API to pages of other sites, and answer 304 to who has it already.

    Nothing here depends on who asks: no session is read, so any cache may keep it a minute.
    """

    @csrf_exempt
    @login_not_required
    def handle(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if request.method not in SAFE:
            return _open(HttpResponse(status=405, headers={"Allow": ", ".join(SAFE)}))
        if request.method == "OPTIONS":
            return _open(HttpResponse(status=204))
        response = _open(view(request, *args, **kwargs))
        if response.status_code != HTTPStatus.OK:
            return response
        response["Cache-Control"] = f"public, max-age={A_MINUTE}"
        set_response_etag(response)
        return (
            get_conditional_response(request, etag=response["ETag"], response=response) or response
        )

    return handle


def _open(response: HttpResponse) -> HttpResponse:
    response["Access-Control-Allow-Origin"] = "*"
    response["Access-Control-Allow-Methods"] = ", ".join(SAFE)
    response["Access-Control-Expose-Headers"] = "ETag, Retry-After"
    patch_vary_headers(response, ["Accept-Encoding"])
    return response
