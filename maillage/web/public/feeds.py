"""Read elsewhere: Atom feeds of what is new, a calendar of what closes."""

from datetime import UTC, datetime, timedelta

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.feedgenerator import Atom1Feed
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe
from icalendar import Alarm, Calendar, Event

from maillage.actors.queries import network_identity
from maillage.core.http import VisitorRequest
from maillage.programmes.models import Call, CallQuerySet
from maillage.projects.models import Project
from maillage.web.public.projects import wanted_projects

SHOWN = 50
A_WEEK = timedelta(days=7)
HOUR = timedelta(hours=1)


def _feed(request: VisitorRequest, title: str, page: str) -> Atom1Feed:
    """An empty feed whose name does not change when the server moves behind another address."""
    return Atom1Feed(
        title=f"{title} · {network_identity().name}",
        link=settings.SITE_URL + page,
        description="",
        language=get_language(),
        feed_url=settings.SITE_URL + request.get_full_path(),
        author_name=network_identity().name,
    )


def _add(feed: Atom1Feed, thing: Call | Project, name: str, *, updated: datetime | None) -> None:
    feed.add_item(
        title=thing.title,
        link=settings.SITE_URL + thing.get_absolute_url(),
        description=thing.summary,
        unique_id=f"urn:maillage:{name}",
        pubdate=thing.published_at,
        updateddate=updated,
    )


def _atom(feed: Atom1Feed) -> HttpResponse:
    return HttpResponse(feed.writeString("utf-8"), content_type="application/atom+xml")


@login_not_required
@require_safe
def projects(request: VisitorRequest) -> HttpResponse:
    """The projects last published, narrowed as the page is."""
    _filters, found = wanted_projects(request)
    feed = _feed(request, _("Projets"), reverse("public:projects"))
    for project in found.published().order_by("-published_at", "pk")[:SHOWN]:
        _add(feed, project, f"project:{project.code}", updated=project.published_at)
    return _atom(feed)


@login_not_required
@require_safe
def calls(request: VisitorRequest) -> HttpResponse:
    """The calls last published."""
    feed = _feed(request, _("Appels à projets"), reverse("public:calls"))
    for call in Call.objects.published().order_by("-published_at", "pk")[:SHOWN]:
        _add(feed, call, f"call:{call.code}", updated=call.decided_at or call.published_at)
    return _atom(feed)


@login_not_required
@require_safe
def calendar(_request: VisitorRequest) -> HttpResponse:
    """When the calls close, to subscribe to."""
    return _calendar(Call.objects.published().exclude(closes_at=None))


@login_not_required
@require_safe
def call_calendar(_request: VisitorRequest, slug: str) -> HttpResponse:
    """When this call closes, to put in one's own calendar."""
    found = Call.objects.published().exclude(closes_at=None).filter(slug=slug)
    get_object_or_404(found)
    return _calendar(found)


def _calendar(calls: CallQuerySet) -> HttpResponse:
    book = Calendar()
    book.add("prodid", "-//Maillage//FR")
    book.add("version", "2.0")
    book.add("x-wr-calname", f"{_('Appels à projets')} · {network_identity().name}")
    for call in calls.order_by("closes_at", "pk"):
        book.add_component(_closing(call))
    return HttpResponse(book.to_ical(), content_type="text/calendar; charset=utf-8")


def _closing(call: Call) -> Event:
    """The last hour, and a reminder a week before; in UTC, which every calendar places rightly."""
    closes = (call.closes_at or timezone.now()).astimezone(UTC)
    event = Event()
    event.add("uid", f"{call.code}@maillage")
    event.add("dtstamp", (call.published_at or closes).astimezone(UTC))
    event.add("dtstart", closes - HOUR)
    event.add("dtend", closes)
    event.add("summary", _("Clôture de l’appel « %(title)s »") % {"title": call.title})
    event.add("description", call.summary)
    event.add("url", settings.SITE_URL + call.get_absolute_url())
    alarm = Alarm()
    alarm.add("action", "DISPLAY")
    alarm.add("trigger", -A_WEEK)
    alarm.add("description", call.title)
    event.add_component(alarm)
    return event
