"""Read elsewhere: a calendar of the calls that close, to subscribe to or to note one closing."""

from datetime import UTC, datetime, timedelta

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.views.decorators.http import conditional_page, require_safe
from icalendar import Alarm, Calendar, Event

from maillage.actors.queries import network_identity
from maillage.core.http import VisitorRequest
from maillage.core.text import printable
from maillage.journal.queries import with_changes
from maillage.programmes.models import Call
from maillage.web.public.feeds import TOLD

A_WEEK, A_YEAR = timedelta(days=7), timedelta(days=365)
HOUR, TWICE_A_DAY = timedelta(hours=1), timedelta(hours=12)


@login_not_required
@require_safe
@conditional_page
def calls(request: VisitorRequest) -> HttpResponse:
    """When the calls close, those of the past year too, to subscribe to."""
    found = _closing_calls().filter(closes_at__gte=request.arrived_at - A_YEAR)
    return _calendar("appels.ics", found)


@login_not_required
@require_safe
@conditional_page
def call(_request: VisitorRequest, slug: str) -> HttpResponse:
    """When this call closes, to put in one's own calendar."""
    found = _closing_calls().filter(slug=slug)
    get_object_or_404(found)
    return _calendar(f"{slug}.ics", found)


def _closing_calls() -> QuerySet[Call]:
    return Call.objects.published().exclude(closes_at=None)


def _calendar(name: str, found: QuerySet[Call]) -> HttpResponse:
    title = f"{_('Appels à projets')} · {printable(network_identity().name)}"
    book = Calendar()
    book.add("prodid", "-//Maillage//Appels//FR")
    book.add("version", "2.0")
    book.add("calscale", "GREGORIAN")
    book.add("name", title)
    book.add("x-wr-calname", title)
    book.add("refresh-interval", TWICE_A_DAY, {"VALUE": "DURATION"})
    book.add("x-published-ttl", "PT12H")
    for call in with_changes(found.order_by("closes_at", "pk"), TOLD[Call]):
        book.add_component(_event(call, call.closes_at, call.changed_at, call.changes))
    response = HttpResponse(book.to_ical(), content_type="text/calendar; charset=utf-8")
    response["Content-Disposition"] = f'inline; filename="{name}"'
    return response


def _event(call: Call, closes: datetime, changed: datetime | None, changes: int) -> Event:
    """The last hour, and a reminder a week before; in UTC, which every calendar places rightly.

    A call that is changed gets a new number: calendars then take its new closing for the newer.
    """
    stamp = max(filter(None, (call.published_at, changed)), default=closes).astimezone(UTC)
    title = printable(call.title)
    event = Event()
    event.add("uid", f"{call.code}@maillage")
    event.add("sequence", changes)
    event.add("dtstamp", stamp)
    event.add("last-modified", stamp)
    event.add("dtstart", (closes - HOUR).astimezone(UTC))
    event.add("dtend", closes.astimezone(UTC))
    event.add("summary", _("Clôture de l’appel « %(title)s »") % {"title": title})
    event.add("description", printable(call.summary))
    event.add("url", settings.SITE_URL + call.get_absolute_url())
    event.add("transp", "TRANSPARENT")  # nobody is busy because a call closes
    event.add_component(_reminder(title))
    return event


def _reminder(title: str) -> Alarm:
    alarm = Alarm()
    alarm.add("action", "DISPLAY")
    alarm.add("trigger", -A_WEEK)
    alarm.add("description", title)
    return alarm
