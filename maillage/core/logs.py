"""What is said in the logs: a line for people, or JSON for machines; never anything personal.

Addresses, keys of links, passwords of URLs and values that PostgreSQL quotes are masked in all that
is written, tracebacks included: whoever reads logs keeps a server, and need not know who is who.
"""

import logging
import logging.config
import re
import time
from contextvars import ContextVar
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.utils.encoding import escape_uri_path
from gunicorn.glogging import Logger
from pythonjsonlogger.json import JsonFormatter

REQUEST_ID: ContextVar[str] = ContextVar("request_id", default="")
# Only these leave the process as fields: what a library adds to a record may hold anything.
FIELDS = (
    *("request_id", "method", "path", "view", "status", "ms", "queries", "user"),
    *("task", "seconds", "outcome"),
)
SECRETS = frozenset({"key", "uidb36"})  # parts of an address that open something
PLAIN = 24  # a longer part of an address that no page answers may be such a key
LONGEST = 200
MASKS = (
    (re.compile(r"(?<=//)[^/\s@]+(?=@)"), "…"),
    (re.compile(r"[\w.+%'=-]+@[\w-]+(?:\.[\w-]+)+"), "…@…"),
    (re.compile(r"(?<=\)=\()[^\n]*(?=\) )"), "…"),
    (re.compile(r"(?<=Failing row contains \()[^\n]*(?=\))"), "…"),
)


def mask(text: str) -> str:
    """The text, without what could say who somebody is or open a door."""
    for pattern, instead in MASKS:
        text = pattern.sub(instead, text)
    return text


def shown_path(request: HttpRequest) -> str:
    """The path without its query, without what opens something, on one line."""
    match = request.resolver_match
    if match:
        hidden = {str(value) for name, value in match.kwargs.items() if name in SECRETS}
        parts = [_without(part, hidden) for part in request.path.split("/")]
    else:
        parts = [part if len(part) <= PLAIN else "…" for part in request.path.split("/")]
    path = str(escape_uri_path(mask("/".join(parts)))).replace("%E2%80%A6", "…")
    return path[:LONGEST]


def _without(part: str, hidden: set[str]) -> str:
    return "…" if any(secret in part for secret in hidden) else part


class Context(logging.Filter):
    """Say during which request a line was written; keep the paths of Django's own lines clean."""

    def filter(self, record: logging.LogRecord) -> bool:
        record.request_id = REQUEST_ID.get() or "-"
        request = getattr(record, "request", None)
        if isinstance(request, HttpRequest) and isinstance(record.args, tuple):
            record.args = tuple(
                shown_path(request) if word == request.path else word for word in record.args
            )
        return True


class Human(logging.Formatter):
    """A line for a terminal."""

    def format(self, record: logging.LogRecord) -> str:
        return mask(super().format(record))


class Json(JsonFormatter):
    """One object a line, in UTF-8: the fields named here and no other."""

    converter = staticmethod(time.gmtime)

    def add_fields(
        self, log_data: dict[str, Any], record: logging.LogRecord, message_dict: dict[str, Any]
    ) -> None:
        at = self.formatTime(record, "%Y-%m-%dT%H:%M:%S")
        log_data |= {
            "at": f"{at}.{int(record.msecs):03d}Z",
            "level": record.levelname.lower(),
            "logger": record.name,
            "message": record.message,
        }
        log_data |= {name: getattr(record, name) for name in FIELDS if hasattr(record, name)}
        if "exc_info" in message_dict:
            log_data["exc_info"] = message_dict["exc_info"]

    def process_log_record(self, log_data: dict[str, Any]) -> dict[str, Any]:
        return {k: mask(v) if isinstance(v, str) else v for k, v in log_data.items()}


class ServerLogger(Logger):  # type: ignore[misc] # the library says no types
    """The web server's own words, among ours."""

    def setup(self, cfg: Any) -> None:
        super().setup(cfg)
        logging.config.dictConfig(settings.LOGGING)
        self.error_log.handlers.clear()
        self.error_log.propagate = True
