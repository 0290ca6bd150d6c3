"""What belongs to others: it is not found, not acted on, and not guessed."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from maillage.applications.models import Status
from maillage.core.codes import ALPHABET, LENGTH, new_code
from maillage.journal.models import Entry
from maillage.projects.models import Project
from maillage.projects.services import open_project
from maillage.selection.models import Decision, Review, Seat
from tests.factories.accounts import OfficerFactory
from tests.factories.actors import MembershipFactory, PositionFactory
from tests.factories.applications import ApplicationFactory, PartnerFactory, as_written
from tests.factories.programmes import CallFactory, CriterionFactory
from tests.factories.selection import DecisionFactory, ReviewFactory, SeatFactory
from tests.factories.territories import TerritoryFactory
from tests.web import rules, story
from tests.web.test_access import TABLES

pytestmark = pytest.mark.django_db
ALLIANCE_PAGES = sorted(name for name, rule in TABLES.items() if rule.allowed == rules.ALLIANCE)
REASON = "Une raison que personne ne doit lire trop tôt."


@pytest.mark.parametrize("name", [*ALLIANCE_PAGES, "space:submit", "space:drop"])
def test_another_alliance_finds_nothing_of_ours(name, client_of):
    told = story.tell()
    theirs = PositionFactory()
    MembershipFactory(organisation=theirs.organisation)
    PartnerFactory(application=ApplicationFactory(), organisation=theirs.organisation)
    address = reverse(name, args=TABLES[name].args(told))
    browser, before = client_of(theirs.person.user), Entry.objects.count()
    data = TABLES[name].data
    posted = browser.post(address, data(told) if callable(data) else data)
    assert posted.status_code in {404, 405}
    assert browser.get(address).status_code in {302, 404}  # a button's page is led back to
    assert Entry.objects.count() == before


def test_a_partner_of_one_application_cannot_part_with_that_of_another(client_of):
    """The partner's code is right, the application's is somebody else's."""
    mine, theirs = ApplicationFactory(), PartnerFactory()
    user = PositionFactory(organisation=mine.lead).person.user
    address = reverse("space:partner_remove", args=[mine.code, theirs.code])
    assert client_of(user).post(address).status_code == 404
    theirs.refresh_from_db()


def test_a_reader_of_another_call_finds_no_file_of_this_one(client_of):
    told = story.tell()
    elsewhere = ReviewFactory(application__call=CallFactory(closed=True))
    SeatFactory(call=elsewhere.application.call, user=elsewhere.reader, role=Seat.Role.CHAIR)
    browser = client_of(elsewhere.reader)
    for name in ("jury:review", "jury:review_finish", "jury:application", "jury:decide"):
        address = reverse(name, args=TABLES[name].args(told))
        assert browser.get(address).status_code in {302, 404}
        posted = browser.post(address, {"outcome": "declined", "reason": "x"})
        assert posted.status_code in {404, 405}
    assert browser.get(f"/comite/comites/{told.closed_call.slug}/").status_code == 403
    assert not Decision.objects.filter(application=told.submitted).exists()


def test_a_reader_cannot_write_in_the_reading_beside_theirs(client_of):
    mine = ReviewFactory()
    theirs = ReviewFactory(application=mine.application)
    criterion = CriterionFactory(call=mine.application.call)
    for act in ("", "rendre/", "reprendre/"):
        address = f"/comite/lectures/{theirs.code}/{act}"
        data = {f"score_{criterion.code}": "5", "for_committee": "faux"}
        assert client_of(mine.reader).post(address, data).status_code == 404
    assert not theirs.scores.exists()


def test_nobody_decides_of_their_own_application(client_of):
    """The chair who joined the alliance meanwhile."""
    application = ApplicationFactory(submitted=True, call=CallFactory(closed=True))
    chair = PositionFactory(organisation=application.lead).person.user
    SeatFactory(call=application.call, user=chair, role=Seat.Role.CHAIR)
    data = {"outcome": "accepted", "granted_cents": "9", "reason": "Pour nous."}
    address = f"/comite/candidatures/{application.code}/decision/"
    assert client_of(chair).post(address, data).status_code == 404
    assert not Decision.objects.exists()


class TestAnOfficerOfTheAlliance:
    """Of the team and of an alliance: they learn its outcome when the others do."""

    @pytest.fixture
    def decision(self):
        call = CallFactory(closed=True)
        return DecisionFactory(
            application=ApplicationFactory(submitted=True, call=call), reason=REASON
        )

    @pytest.fixture
    def officer(self, decision):
        user = OfficerFactory()
        PositionFactory(organisation=decision.application.lead, person__user=user)
        return user

    def pages(self, application):
        call = application.call
        yield f"/pilotage/candidatures/{application.code}/"
        yield "/pilotage/candidatures/"
        yield "/pilotage/candidatures/?state=accepted"
        yield f"/pilotage/appels/{call.slug}/?state=accepted"
        yield f"/pilotage/appels/{call.slug}/?q={application.title}"

    def test_sees_no_outcome_before_it_is_announced(self, client_of, officer, decision):
        for page in self.pages(decision.application):
            text = client_of(officer).get(page).content.decode()
            assert REASON not in text, page
            assert '<span class="badge ok">retenue' not in text, page
            assert "Ouvrir le projet" not in text, page

    def test_sees_it_with_everybody_else(self, client_of, officer, decision):
        decision.application.call.decided_at = timezone.now()
        decision.application.call.save()
        page = client_of(officer).get(f"/pilotage/candidatures/{decision.application.code}/")
        assert REASON in page.content.decode()

    def test_does_not_learn_it_by_opening_the_project(self, client_of, officer, decision):
        address = f"/pilotage/candidatures/{decision.application.code}/projet/"
        assert client_of(officer).post(address).status_code == 403
        assert not Project.objects.exists()

    def test_neither_reads_nor_withdraws_its_readings(self, client_of, officer, decision):
        review = ReviewFactory(application=decision.application, for_committee="Entre nous.")
        browser = client_of(officer)
        assert browser.get(f"/comite/lectures/{review.code}/").status_code == 404
        assert browser.post(f"/pilotage/lectures/{review.code}/retirer/").status_code == 404
        assert Review.objects.filter(pk=review.pk).exists()

    def test_their_colleagues_see_it(self, client_of, decision):
        page = client_of(OfficerFactory()).get(
            f"/pilotage/candidatures/{decision.application.code}/"
        )
        assert REASON in page.content.decode()


def test_an_alliance_does_not_find_its_project_before_the_results(client_of):
    decision = DecisionFactory(
        application=ApplicationFactory(submitted=True, call=CallFactory(closed=True))
    )
    project = open_project(decision.application, by=OfficerFactory())
    user = PositionFactory(organisation=decision.application.lead).person.user
    browser, address = client_of(user), f"/projets/{project.slug}/"
    assert browser.get(address).status_code == 404
    assert project.title not in browser.get("/espace/projets/").content.decode()
    decision.application.call.decided_at = timezone.now()
    decision.application.call.save()
    assert browser.get(address).status_code == 200


def test_a_lead_who_comes_a_second_late_is_told_and_nothing_changes(client_of):
    draft = ApplicationFactory(call=CallFactory(closes_at=timezone.now() - timedelta(seconds=1)))
    PartnerFactory(application=draft)
    draft.territories.add(TerritoryFactory())
    user = PositionFactory(organisation=draft.lead).person.user
    address = f"/espace/candidatures/{draft.code}/deposer/"
    page = client_of(user).post(address, as_written(draft), follow=True)
    draft.refresh_from_db()
    assert "clos" in page.content.decode()
    assert draft.status == Status.DRAFT


def test_who_left_an_organisation_finds_none_of_its_applications(client_of):
    draft = ApplicationFactory()
    gone = PositionFactory(organisation=draft.lead, ends_on=timezone.localdate() - timedelta(1))
    assert client_of(gone.person.user).get(f"/espace/candidatures/{draft.code}/").status_code == 404


def test_codes_are_drawn_from_more_than_anybody_can_try():
    codes = {new_code() for _ in range(2000)}
    assert len(codes) == 2000
    assert all(len(code) == LENGTH and set(code) <= set(ALPHABET) for code in codes)
    assert len(ALPHABET) ** LENGTH > 2**49
