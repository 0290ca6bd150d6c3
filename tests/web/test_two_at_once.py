"""Two people press the same button in the same second: one effect, one line, one refusal.

Real threads on the real database, each with its own connection: SQLite in its file, or PostgreSQL
(`make postgres`), where rows are really held.
"""

import threading
from datetime import timedelta

import pytest
from django.contrib.messages import ERROR, SUCCESS, get_messages  # noqa: TID251 -- a test looks at what a door says
from django.db import connections
from django.utils import timezone

from maillage.accounts.models import Team, User
from maillage.actors.models import Membership, Organisation, Position, TextVersion
from maillage.applications.models import Application, Partner
from maillage.journal.models import Entry
from maillage.mail.models import Message
from maillage.programmes.models import Phase
from maillage.projects.models import Project
from maillage.selection.models import Decision, Review, Seat
from tests.factories.accounts import AdminFactory
from tests.factories.actors import (
    MembershipFactory,
    OrganisationFactory,
    PositionFactory,
    TextVersionFactory,
)
from tests.factories.applications import ApplicationFactory, PartnerFactory, as_written
from tests.factories.programmes import (
    CallFactory,
    CriterionFactory,
    PhaseFactory,
    ProgrammeFactory,
    QuestionFactory,
)
from tests.factories.projects import ProjectFactory
from tests.factories.selection import DecisionFactory, ReviewFactory, ScoreFactory, SeatFactory
from tests.factories.territories import TerritoryFactory

pytestmark = pytest.mark.django_db(transaction=True)


def together(*presses):
    """Start everybody from one line; give what each got, or raise what broke."""
    line, got, broken = threading.Barrier(len(presses)), {}, []

    def run(number, press):
        try:
            line.wait(timeout=10)
            got[number] = press()
        except Exception as error:  # noqa: BLE001 -- shown by the test, in its own thread
            broken.append(error)
        finally:
            connections.close_all()

    threads = [threading.Thread(target=run, args=pair) for pair in enumerate(presses)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    if broken:
        raise broken[0]
    return [got[number] for number in range(len(presses))]


@pytest.fixture
def press_twice(client_of):
    """Two browsers of the same person send the same form; both get an answer that is no crash."""

    def press(user, address, data=None):
        browsers = [client_of(user), client_of(user)]
        answers = together(*(lambda b=b: b.post(address, data or {}) for b in browsers))
        assert {answer.status_code for answer in answers} <= {302, 404, 403, 422}
        return answers

    return press


def thanked(answers):
    """How many were told that it is done."""
    return sum(
        message.level == SUCCESS
        for answer in answers
        for message in get_messages(answer.wsgi_request)
    )


def refusals(answers):
    """The sentences told to who came second."""
    return [
        str(message)
        for answer in answers
        for message in get_messages(answer.wsgi_request)
        if message.level == ERROR
    ]


def lines(verb):
    return Entry.objects.filter(verb=verb).count()


def ready_draft():
    lead = PositionFactory()
    MembershipFactory(organisation=lead.organisation)
    draft = ApplicationFactory(lead=lead.organisation)
    PartnerFactory(application=draft)
    draft.territories.add(TerritoryFactory())
    return draft, lead.person.user


def decided_application():
    application = ApplicationFactory(submitted=True, call=CallFactory(closed=True))
    DecisionFactory(application=application)
    return application


def test_submitting(press_twice):
    draft, user = ready_draft()
    answers = press_twice(user, f"/espace/candidatures/{draft.code}/deposer/", as_written(draft))
    assert (thanked(answers), lines("application.submitted")) == (1, 1)
    assert refusals(answers) == ["Cette candidature est déjà déposée."]
    assert lines("application.written") == 1
    assert Message.objects.filter(kind="application.receipt").count() == 1


def test_dropping(press_twice):
    draft, user = ready_draft()
    answers = press_twice(user, f"/espace/candidatures/{draft.code}/supprimer/")
    assert (thanked(answers), lines("application.dropped")) == (1, 1)
    assert not Application.objects.exists()


def test_submitting_while_another_drops(client_of):
    draft, user = ready_draft()
    one, other = client_of(user), client_of(user)
    url = f"/espace/candidatures/{draft.code}/"
    data = as_written(draft)
    together(lambda: one.post(f"{url}deposer/", data), lambda: other.post(f"{url}supprimer/"))
    assert lines("application.submitted") + lines("application.dropped") == 1
    assert Application.objects.count() == lines("application.submitted")


def test_allying(press_twice):
    draft, user = ready_draft()
    data = {"organisation": OrganisationFactory().slug}
    answers = press_twice(user, f"/espace/candidatures/{draft.code}/alliance/ajouter/", data)
    assert (thanked(answers), lines("partner.invited")) == (1, 1)
    assert draft.partners.count() == 2


def test_parting(press_twice):
    draft, user = ready_draft()
    gone = draft.partners.get()
    url = f"/espace/candidatures/{draft.code}/alliance/{gone.code}/retirer/"
    assert (thanked(press_twice(user, url)), lines("partner.removed")) == (1, 1)
    assert not Partner.objects.exists()


def test_writing(press_twice):
    """The second is told that somebody saved meanwhile, and keeps their text."""
    draft, user = ready_draft()
    data = {"title": "Nouveau", "summary": "x", "asked_cents": "5000", "seen_revision": "0"}
    answers = press_twice(user, f"/espace/candidatures/{draft.code}/ecrire/", data)
    assert sorted(answer.status_code for answer in answers) == [302, 422]
    assert lines("application.written") == 1


def test_deciding(press_twice):
    application = ApplicationFactory(submitted=True, call=CallFactory(closed=True))
    chair = SeatFactory(call=application.call, role=Seat.Role.CHAIR).user
    data = {"outcome": "accepted", "granted_cents": "9000", "reason": "Solide."}
    press_twice(chair, f"/comite/candidatures/{application.code}/decision/", data)
    assert (Decision.objects.count(), lines("decision.taken")) == (1, 1)


def test_handing_a_reading_in(press_twice):
    application = ApplicationFactory(submitted=True, call=CallFactory(closed=True))
    criterion = CriterionFactory(call=application.call)
    review = ReviewFactory(application=application)
    SeatFactory(call=application.call, user=review.reader)
    ScoreFactory(review=review, criterion=criterion)
    data = {f"score_{criterion.code}": "3"}
    press_twice(review.reader, f"/comite/lectures/{review.code}/rendre/", data)
    review.refresh_from_db()
    assert (review.status, lines("review.finished")) == (Review.Status.DONE, 1)


def test_taking_a_reading_up_again(press_twice):
    review = ReviewFactory(done=True, application__call__closed=True)
    answers = press_twice(review.reader, f"/comite/lectures/{review.code}/reprendre/")
    assert (thanked(answers), lines("review.reopened")) == (1, 1)


def test_announcing(press_twice):
    application = decided_application()
    PositionFactory(organisation=application.lead)
    url = f"/pilotage/appels/{application.call.slug}/annoncer/"
    assert (thanked(press_twice(AdminFactory(), url)), lines("call.announced")) == (1, 1)
    assert Message.objects.filter(kind="decision").count() == 1


def test_publishing_a_call(press_twice):
    call = CallFactory(draft=True)
    QuestionFactory(call=call)
    CriterionFactory(call=call)
    answers = press_twice(AdminFactory(), f"/pilotage/appels/{call.slug}/publier/")
    assert (thanked(answers), lines("call.published")) == (1, 1)


def test_opening_a_project(press_twice):
    application = decided_application()
    answers = press_twice(AdminFactory(), f"/pilotage/candidatures/{application.code}/projet/")
    assert (thanked(answers), lines("project.opened")) == (1, 1)
    assert Project.objects.count() == 1


def test_publishing_a_project(press_twice):
    project = ProjectFactory(status=Project.Status.OPENED, published_at=None)
    answers = press_twice(AdminFactory(), f"/pilotage/projets/{project.slug}/publier/")
    assert (thanked(answers), lines("project.published")) == (1, 1)


def test_seating_entrusting_and_withdrawing(press_twice):
    team, reader = AdminFactory(), PositionFactory().person.user
    application = ApplicationFactory(submitted=True, call=CallFactory(closed=True))
    seats = f"/pilotage/appels/{application.call.slug}/comite/ajouter/"
    assert thanked(press_twice(team, seats, {"account": reader.code, "role": "chair"})) == 1
    entrust = f"/pilotage/candidatures/{application.code}/lecteur/"
    assert thanked(press_twice(team, entrust, {"reader": reader.code})) == 1
    review, seat = Review.objects.get(), Seat.objects.get()
    assert thanked(press_twice(team, f"/pilotage/lectures/{review.code}/retirer/")) == 1
    assert thanked(press_twice(team, f"/pilotage/sieges/{seat.code}/retirer/")) == 1
    verbs = ("seat.given", "review.assigned", "review.withdrawn", "seat.withdrawn")
    assert [lines(verb) for verb in verbs] == [1, 1, 1, 1]
    assert Message.objects.filter(kind="review.assigned").count() == 1


def test_checking_an_organisation_and_noting_its_membership(press_twice):
    team = AdminFactory()
    found = OrganisationFactory(status=Organisation.Status.PROPOSED)
    url = f"/pilotage/organisations/{found.slug}"
    assert thanked(press_twice(team, f"{url}/verifier/")) == 1
    assert thanked(press_twice(team, f"{url}/adhesion/", {"on": "2026-01-01"})) == 1
    assert thanked(press_twice(team, f"{url}/depart/", {"on": "2026-06-01"})) == 1
    assert Membership.objects.count() == 1
    verbs = ("organisation.listed", "organisation.joined", "organisation.left")
    assert [lines(verb) for verb in verbs] == [1, 1, 1]


def test_noting_a_position_and_its_end(press_twice):
    team, known = AdminFactory(), PositionFactory()
    other = OrganisationFactory(name="Les Amis du Bocage", name_key="les amis du bocage")
    data = {"organisation": other.name, "title": "trésorière"}
    assert (
        thanked(press_twice(team, f"/pilotage/personnes/{known.person.code}/fonctions/", data)) == 1
    )
    end = f"/pilotage/fonctions/{known.code}/fin/"
    assert thanked(press_twice(team, end, {"on": "2026-06-01"})) == 1
    assert Position.objects.count() == 2
    assert (lines("position.given"), lines("position.ended")) == (1, 1)


def test_opening_an_account(press_twice):
    data = {"name": "Alma", "email": "alma@example.org", "opens_account": "on"}
    answers = press_twice(AdminFactory(), "/pilotage/nouvelle-personne/", data)
    assert sorted(answer.status_code for answer in answers) == [302, 422]
    assert User.objects.filter(email="alma@example.org").count() == 1


def test_a_phase_and_its_number(press_twice):
    programme = ProgrammeFactory()
    data = {"number": "1", "name": "phase pilote"}
    url = f"/pilotage/programmes/{programme.slug}/nouvelle-phase/"
    answers = press_twice(AdminFactory(), url, data)
    assert sorted(answer.status_code for answer in answers) == [302, 422]
    assert Phase.objects.count() == lines("phase.created") == 1


def test_two_things_of_one_title_get_two_addresses(press_twice):
    team, phase = AdminFactory(), PhaseFactory()
    call = {"phase": phase.pk, "title": "Été 2027", "summary": "x", "leads": "members"}
    assert thanked(press_twice(team, "/pilotage/nouvel-appel/", call)) == 2
    assert thanked(press_twice(team, "/pilotage/nouveau-programme/", {"name": "Haies"})) == 2
    actor = {"name": "Les Haies", "kind": "ngo", "sure": "1"}
    assert thanked(press_twice(team, "/pilotage/nouvelle-organisation/", actor)) == 2


def test_two_administrators_cannot_send_each_other_away(client_of):
    one, other = PositionFactory().person, PositionFactory().person
    User.objects.update(team=Team.ADMIN)
    first, second = client_of(one.user), client_of(other.user)
    together(
        lambda: first.post(f"/pilotage/personnes/{other.code}/droits/", {"team": "none"}),
        lambda: second.post(f"/pilotage/personnes/{one.code}/droits/", {"team": "none"}),
    )
    assert User.objects.filter(team=Team.ADMIN).count() == 1


class TestWhatAPageWasDrawnFrom:
    """The row changed between the page and its button: what others did is not undone."""

    def test_changing_a_call_does_not_unpublish_it(self):
        from maillage.programmes.services import change_call, publish_call

        stale, user = CallFactory(draft=True), AdminFactory()
        QuestionFactory(call=stale)
        CriterionFactory(call=stale)
        publish_call(stale, by=user, at=timezone.now())
        call = change_call(stale, by=user, title="Un autre titre")
        call.refresh_from_db()
        assert call.published_at is not None
        assert call.title == "Un autre titre"

    def test_changing_a_project_does_not_unpublish_it(self):
        from maillage.projects.services import change_project, publish_project

        user = AdminFactory()
        stale = ProjectFactory(status=Project.Status.OPENED, published_at=None)
        publish_project(stale, by=user, at=timezone.now())
        change_project(stale, by=user, title="Un autre titre")
        assert Project.objects.get().status == Project.Status.PUBLISHED

    def test_changing_an_organisation_does_not_uncheck_it(self):
        from maillage.actors.services import change_organisation, list_organisation

        stale, user = OrganisationFactory(status=Organisation.Status.PROPOSED), AdminFactory()
        list_organisation(stale, by=user)
        change_organisation(stale, by=user, summary="Autre chose.")
        assert Organisation.objects.get().status == Organisation.Status.LISTED

    def test_a_reading_handed_in_meanwhile_is_not_withdrawn(self):
        from maillage.core.refusal import Refusal
        from maillage.selection.services import finish_review, withdraw_review

        stale, at = ReviewFactory(application__call__closed=True), timezone.now() - timedelta(1)
        finish_review(stale, by=stale.reader, at=at)
        with pytest.raises(Refusal, match="déjà rendue"):
            withdraw_review(stale, by=AdminFactory())
        assert Review.objects.exists()

    def test_a_call_published_meanwhile_takes_no_more_question(self):
        from maillage.core.refusal import Refusal
        from maillage.programmes.services import add_question, publish_call, remove_criterion

        stale, user = CallFactory(draft=True), AdminFactory()
        QuestionFactory(call=stale)
        criterion = CriterionFactory(call=stale)
        publish_call(stale, by=user, at=timezone.now())
        with pytest.raises(Refusal, match="public"):
            add_question(stale, by=user, label="Et encore ?")
        with pytest.raises(Refusal, match="public"):
            remove_criterion(criterion, by=user)


def test_writing_one_text(client_of):
    """Whoever comes second is told, and the version of the first is not lost."""
    writers = [client_of(AdminFactory()), client_of(AdminFactory())]
    address = "/pilotage/textes/mentions-legales/fr/"
    answers = together(
        *(
            lambda writer=writer, body=body: writer.post(address, {"body": body, "seen": "0"})
            for writer, body in zip(writers, ("Tenu à Caen.", "Tenu à Brest."), strict=True)
        )
    )
    assert sorted(answer.status_code for answer in answers) == [302, 422]
    assert TextVersion.objects.get().number == 1
    assert lines("text.written") == 1


def test_going_back_to_one_version(press_twice):
    TextVersionFactory(number=1, body="Tenu à Caen.")
    TextVersionFactory(number=2, body="Tenu à Brest.")
    address = "/pilotage/textes/mentions-legales/fr/1/reprendre/"
    answers = press_twice(AdminFactory(), address, {"seen": "2"})
    assert (thanked(answers), lines("text.restored")) == (1, 1)
    assert TextVersion.objects.count() == 3
