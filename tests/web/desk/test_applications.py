"""Applications at the desk: found, read, entrusted; projects opened from them."""

import pytest
from django.urls import reverse
from django.utils import timezone

from maillage.mail.models import Message
from maillage.projects.models import Project
from maillage.selection.models import Review, Seat
from tests.factories.accounts import UserFactory
from tests.factories.actors import PersonFactory, PositionFactory
from tests.factories.applications import AnswerFactory, ApplicationFactory, PartnerFactory
from tests.factories.programmes import CallFactory
from tests.factories.selection import DecisionFactory, ReviewFactory, SeatFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def application():
    return ApplicationFactory(call__closed=True, submitted=True, title="Jardins de la Roya")


def test_the_list_finds_by_words_code_and_partner(desk, application):
    partner = PartnerFactory(application=application)
    ApplicationFactory(submitted=True, title="Abeilles")
    ApplicationFactory(title="Brouillon")
    for words in ("jardins roya", application.code, partner.organisation.name):
        part = desk.narrow("applications", q=words)
        assert "Jardins de la Roya" in part
        assert "Abeilles" not in part
    assert "Brouillon" not in desk.see("applications")
    assert "Rien ne correspond." in desk.see("applications", q="zzz")


def test_the_list_narrows_by_what_waits_and_by_call(desk, application):
    late = ReviewFactory(application__call__closed=True, application__title="Tardive").application
    accepted = DecisionFactory(application__title="Retenue", application__call__closed=True)
    titles = {application.title, late.title, accepted.application.title}

    def shown(**query):
        part = desk.narrow("applications", **query)
        return {title for title in titles if title in part}

    assert shown(state="unread") == {application.title, "Retenue"}
    assert shown(state="late") == {"Tardive"}
    assert shown(state="undecided") == {application.title, "Tardive"}
    assert shown(state="accepted") == {"Retenue"}
    assert shown(call=late.call.slug) == {"Tardive"}
    assert shown(state="nonsense", call="nowhere") == titles


def test_the_list_costs_the_same_for_three_as_for_one(
    desk, application, django_assert_max_num_queries
):
    DecisionFactory(application=application)
    with django_assert_max_num_queries(25) as one:
        assert "9\u202f000\u202f€" in desk.see("applications")
    for other in ApplicationFactory.create_batch(2, submitted=True):
        ReviewFactory(application=other)
        DecisionFactory(application=other, outcome="declined", granted_cents=None)
    with django_assert_max_num_queries(len(one.captured_queries)):
        assert "non retenue" in desk.see("applications")


def test_an_empty_list_says_what_will_come(desk):
    assert "Aucune candidature déposée pour l’instant." in desk.see("applications")


def test_a_list_has_pages(desk):
    call = CallFactory()
    ApplicationFactory.create_batch(31, call=call, submitted=True)
    assert "page=2" in desk.see("applications")
    assert desk.see("applications", page="2").count("<tr>") == 2
    assert desk.see("applications", page="nonsense").count("<tr>") == 31


def test_the_file_says_everything(desk, application):
    AnswerFactory(application=application, text="Nous sèmerons ensemble.")
    html = desk.see("application", application.code)
    assert "Nous sèmerons ensemble." in html
    assert "Personne ne lit encore cette candidature." in html
    assert "Le comité est vide." in html


def test_a_reading_is_entrusted_and_written_about(desk, application):
    reader = SeatFactory(call=application.call).user
    html = desk.told("reader_assign", application.code, reader=reader.code)
    assert "reçoit un courriel" in html
    assert Review.objects.get().reader == reader
    assert Message.objects.get().to == reader.email
    assert "(lit déjà)" in desk.see("application", application.code)


def test_a_conflict_is_shown_disabled_with_its_reason_and_refused(desk, application):
    allied = PositionFactory(organisation=application.lead).person.user
    SeatFactory(call=application.call, user=allied)
    html = desk.see("application", application.code)
    assert f'<option value="{allied.code}" disabled>' in html
    assert "conflit d’intérêts" in html
    html = desk.told("reader_assign", application.code, reader=allied.code)
    assert "appartient à l’alliance candidate" in html
    assert not Review.objects.exists()


def test_nobody_chosen_is_told(desk, application):
    assert "Choisissez un lecteur" in desk.told("reader_assign", application.code, reader="X")


def test_a_reading_is_taken_back_until_it_is_handed_in(desk, application):
    waiting = ReviewFactory(application=application)
    done = ReviewFactory(application=application, done=True)
    assert "La lecture est retirée." in desk.told("reader_withdraw", waiting.code)
    assert "elle reste au dossier" in desk.told("reader_withdraw", done.code)
    assert list(Review.objects.all()) == [done]


def test_an_officer_of_the_alliance_does_not_see_its_readings(desk, application):
    ReviewFactory(application=application, for_committee="Secret.")
    PositionFactory(person=PersonFactory(user=desk.user), organisation=application.lead)
    html = desk.see("application", application.code)
    assert "ses lectures vous sont cachées" in html


def test_a_draft_is_not_the_teams_to_read(desk):
    draft = ApplicationFactory()
    response = desk.client.get(reverse("desk:application", args=[draft.code]))
    assert response.status_code == 404


def test_a_project_is_opened_once(desk, application):
    assert "Ouvrir le projet" not in desk.see("application", application.code)
    assert "Seule une candidature retenue" in desk.told("project_open", application.code)
    DecisionFactory(application=application)
    assert "Ouvrir le projet" in desk.see("application", application.code)
    assert "Le projet est ouvert." in desk.told("project_open", application.code)
    assert "déjà ouvert" in desk.told("project_open", application.code)
    assert Project.objects.get().application == application
    assert "Voir le projet" in desk.see("application", application.code)


def test_seats_are_found_by_name_or_address_and_given(desk):
    call = CallFactory()
    user = UserFactory(name="Awa Diop", email="awa@example.org")
    assert "Personne n’y siège encore." in desk.see("seats", call.slug)
    for words in ("awa diop", "AWA@example"):
        assert user.code in desk.see("seats", call.slug, q=words)
    assert "Aucun compte ne correspond." in desk.see("seats", call.slug, q="zzz")
    html = desk.told("seat_add", call.slug, account=user.code, role="chair")
    assert "Awa Diop siège au comité." in html
    seat = Seat.objects.get()
    assert seat.role == Seat.Role.CHAIR
    assert user.code not in desk.see("seats", call.slug, q="awa")
    assert "siège déjà" in desk.told("seat_add", call.slug, account=user.code, role="nonsense")


def test_a_seat_is_freed_unless_readings_are_handed_in(desk):
    free, busy = SeatFactory(), SeatFactory()
    ReviewFactory(application__call=busy.call, reader=busy.user, done=True)
    assert "Le siège est retiré." in desk.told("seat_remove", free.code)
    assert "ne peut plus être retiré" in desk.told("seat_remove", busy.code)
    assert Seat.objects.get() == busy


def test_nobody_named_gets_no_seat(desk):
    assert "Cherchez d’abord une personne" in desk.told("seat_add", CallFactory().slug, account="?")
    assert not Seat.objects.exists()


def test_few_accounts_are_shown_of_many(desk):
    for number in range(12):
        UserFactory(name=f"Awa {number}", joined_at=timezone.now())
    assert desk.see("seats", CallFactory().slug, q="awa").count('name="account"') == 10
