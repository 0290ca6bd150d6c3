"""Each request: its number, one line in the logs, one more in the metrics."""

import logging
import re
from collections.abc import Callable
from time import perf_counter
from typing import Any
from uuid import uuid4

from django.conf import settings
from django.db import connection
from django.http import HttpRequest, HttpResponse

from maillage.core.logs import REQUEST_ID, shown_path
from maillage.core.metrics import count_request

logger = logging.getLogger("maillage.access")
HEADER = "X-Request-ID"
GIVEN = re.compile(r"[A-Za-z0-9._-]{8,64}")
METHODS = frozenset({"GET", "HEAD", "POST", "OPTIONS"})
Handler = Callable[[HttpRequest], HttpResponse]


class Queries:
    """Counts what is asked of the database."""

    def __init__(self) -> None:
        self.number = 0

    def __call__(self, execute: Callable[..., Any], *words: Any) -> Any:
        self.number += 1
        return execute(*words)


def access(get_response: Handler) -> Handler:
    """Number the request, time it, say how it ended.

    The number goes with each line written meanwhile and comes back in the answer's header: who tells
    us of a broken page can give it.
    """

    def handle(request: HttpRequest) -> HttpResponse:
        number, started, queries = _number_of(request), perf_counter(), Queries()
        token = REQUEST_ID.set(number)
        try:
            with connection.execute_wrapper(queries):
                response = get_response(request)
            response[HEADER] = number
            _say(request, response, perf_counter() - started, queries.number)
        finally:
            REQUEST_ID.reset(token)
        return response

    return handle


def _number_of(request: HttpRequest) -> str:
    """The proxy's number, where a proxy of ours stands in front; else anybody could choose it."""
    given = request.headers.get(HEADER, "") if settings.BEHIND_PROXY else ""
    return given if GIVEN.fullmatch(given) else uuid4().hex


def _say(request: HttpRequest, response: HttpResponse, seconds: float, queries: int) -> None:
    method = request.method if request.method in METHODS else "other"
    view, path = _view_of(request), shown_path(request)
    count_request(view, str(method), response.status_code, seconds)
    facts = {
        "method": method,
        "path": path,
        "view": view,
        "status": response.status_code,
        "ms": round(seconds * 1000),
        "queries": queries,
        "user": _user_of(request),
    }
    words = "%(method)s %(path)s %(status)s, %(ms)s ms, %(queries)s queries, %(user)s"
    logger.info(words, facts, extra=facts)


def _view_of(request: HttpRequest) -> str:
    """The name of the page, of which there are so many and no more; never what was typed."""
    if request.resolver_match:
        return request.resolver_match.view_name
    return "static" if request.path.startswith(settings.STATIC_URL) else "none"


def _user_of(request: HttpRequest) -> str:
    """The code of who signed in, if the page asked: logging must not ask for it."""
    user = getattr(request, "_cached_user", None)
    return user.code if user is not None and user.is_authenticated else "-"
