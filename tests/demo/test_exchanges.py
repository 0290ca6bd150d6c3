"""What the demonstration's own pages say to machines."""

import feedparser
import pytest
from icalendar import Calendar

from maillage.actors.models import Organisation
from maillage.programmes.models import Call
from maillage.projects.models import Project
from tests.web.public.test_linked import OLD, blocks, check


@pytest.mark.filterwarnings(OLD)
def test_every_page_says_terms_of_schema_org(client, demo):
    addresses = ["/", "/donnees/", "/territoires/calvados/", "/territoires/senegal/"]
    addresses += [project.get_absolute_url() for project in Project.objects.published()]
    addresses += [call.get_absolute_url() for call in Call.objects.published()]
    actors = Organisation.objects.filter(status="listed").order_by("kind", "pk")
    addresses += [actor.get_absolute_url() for actor in actors[:12]]
    for address in addresses:
        response = client.get(address)
        assert response.status_code == 200, address
        (facts,) = blocks(response.content.decode())
        check(facts)


def test_its_feeds_and_its_calendar_are_read_again(client, demo):
    for address, told in (("/projets.atom", Project), ("/appels.atom", Call)):
        feed = feedparser.parse(client.get(address).content)
        assert not feed.bozo
        assert len(feed.entries) == told.objects.published().count()
    book = Calendar.from_ical(client.get("/appels.ics").content)
    closing = Call.objects.published().exclude(closes_at=None)
    assert {event.decoded("dtend") for event in book.walk("VEVENT")} == {
        call.closes_at.replace(microsecond=0) for call in closing
    }
