"""Writing a draft: what is kept, what is refused, what is said."""

import pytest
from django.utils import timezone

from maillage.applications.models import Answer, Application, Status
from maillage.journal.services import record
from maillage.programmes.models import Call
from tests.factories.accounts import UserFactory
from tests.factories.actors import MembershipFactory, OrganisationFactory, PositionFactory
from tests.factories.applications import AnswerFactory, ApplicationFactory, PartnerFactory
from tests.factories.programmes import CallFactory, QuestionFactory
from tests.factories.selection import DecisionFactory
from tests.factories.territories import TerritoryFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def lead():
    position = PositionFactory()
    MembershipFactory(organisation=position.organisation)
    return position


@pytest.fixture
def draft(lead):
    return ApplicationFactory(lead=lead.organisation)


@pytest.fixture
def browser(lead, client_of):
    return client_of(lead.person.user)


def url(application, act=""):
    return f"/espace/candidatures/{application.code}/{act}"


def typed(draft, **fields):
    return {
        "title": draft.title,
        "summary": "Une alliance agit.",
        "asked_cents": "12 000",
        "seen_revision": draft.revision,
    } | fields


def text(response):
    return response.content.decode()


class TestStart:
    def test_a_member_starts_a_draft(self, browser, lead):
        call = CallFactory()
        page = browser.get(f"/espace/appels/{call.slug}/repondre/")
        assert lead.organisation.name in text(page)
        response = browser.post(
            f"/espace/appels/{call.slug}/repondre/",
            {"lead": lead.organisation.slug, "title": "Jardins"},
        )
        assert response.status_code == 302
        assert Application.objects.get().title == "Jardins"

    def test_a_refusal_stays_on_the_page_with_what_was_typed(self, client_of):
        stranger = PositionFactory()
        call = CallFactory(leads=Call.Leads.MEMBERS)
        response = client_of(stranger.person.user).post(
            f"/espace/appels/{call.slug}/repondre/",
            {"lead": stranger.organisation.slug, "title": "Mon titre"},
        )
        assert response.status_code == 422
        assert "vous inviter comme partenaire" in text(response)
        assert 'value="Mon titre"' in text(response)

    def test_one_cannot_lead_in_the_name_of_others(self, browser):
        call, other = CallFactory(), OrganisationFactory()
        response = browser.post(
            f"/espace/appels/{call.slug}/repondre/", {"lead": other.slug, "title": "x"}
        )
        assert response.status_code == 422
        assert not Application.objects.exists()

    def test_a_call_in_preparation_is_not_there(self, browser):
        call = CallFactory(draft=True)
        assert browser.get(f"/espace/appels/{call.slug}/repondre/").status_code == 404


class TestWrite:
    def test_everything_is_saved_at_once(self, browser, draft):
        question = QuestionFactory(call=draft.call)
        data = typed(draft, **{f"q_{question.code}": "Parce que."})
        assert browser.post(url(draft, "ecrire/"), data).status_code == 302
        draft.refresh_from_db()
        assert (draft.asked_cents, draft.revision) == (1_200_000, 1)
        assert Answer.objects.get().text == "Parce que."

    def test_a_text_that_is_too_long_says_how_much_and_stays(self, browser, draft):
        question = QuestionFactory(call=draft.call, max_length=10)
        long_text = "é" * 13
        response = browser.post(
            url(draft, "ecrire/"), typed(draft, **{f"q_{question.code}": long_text})
        )
        assert response.status_code == 422
        assert "il y en a 3 de trop" in text(response)
        assert long_text in text(response)
        assert not Answer.objects.exists()

    def test_line_breaks_count_for_one_sign_as_the_counter_says(self, browser, draft):
        question = QuestionFactory(call=draft.call, max_length=3)
        browser.post(url(draft, "ecrire/"), typed(draft, **{f"q_{question.code}": "a\r\nb"}))
        assert Answer.objects.get().text == "a\nb"

    @pytest.mark.parametrize(
        ("field", "value", "sentence"),
        [
            ("asked_cents", "douze mille", "n’est pas un montant"),
            ("asked_cents", "-5", "négatif"),
            ("title", "", "obligatoire"),
            ("title", "x" * 161, "160"),
            ("summary", "a\x00b", "nul"),
            ("seen_revision", "abc", "nombre"),
        ],
    )
    def test_bad_input_gets_a_sentence_and_loses_nothing(
        self, browser, draft, field, value, sentence
    ):
        data = typed(draft, summary="Mon beau texte.") | {field: value}
        response = browser.post(url(draft, "ecrire/"), data)
        assert response.status_code == 422
        assert sentence in text(response)
        if field != "summary":
            assert "Mon beau texte." in text(response)
        draft.refresh_from_db()
        assert draft.revision == 0

    def test_two_people_who_write_at_once_see_both_texts(self, browser, draft):
        question = QuestionFactory(call=draft.call)
        AnswerFactory(application=draft, question=question, text="Version de l’autre.")
        Application.objects.update(revision=1)
        response = browser.post(
            url(draft, "ecrire/"), typed(draft, **{f"q_{question.code}": "Ma version."})
        )
        assert response.status_code == 422
        for words in ("Rien n’a été écrasé", "Version de l’autre.", "Ma version."):
            assert words in text(response)
        assert 'name="seen_revision" value="1"' in text(response)
        assert Answer.objects.get().text == "Version de l’autre."

    def test_a_number_is_a_number(self, browser, draft):
        question = QuestionFactory(call=draft.call, kind="number")
        answer = {f"q_{question.code}": "beaucoup"}
        assert browser.post(url(draft, "ecrire/"), typed(draft, **answer)).status_code == 422


class TestSubmit:
    def ready(self, draft):
        PartnerFactory(application=draft)
        draft.territories.add(TerritoryFactory())

    def test_what_is_missing_is_listed_with_where_it_is_done(self, browser, draft):
        page = text(browser.get(url(draft)))
        assert "Ajoutez au moins un partenaire" in page
        assert url(draft, "alliance/") in page

    def test_a_ready_draft_is_handed_in_and_then_read_only(self, browser, draft):
        self.ready(draft)
        browser.post(url(draft, "deposer/"), typed(draft))
        page = text(browser.get(url(draft)))
        assert "Candidature déposée" in page
        assert draft.code in page
        assert "<textarea" not in page

    def test_pressed_twice_the_second_is_told_so(self, browser, draft):
        self.ready(draft)
        browser.post(url(draft, "deposer/"), typed(draft))
        response = browser.post(url(draft, "deposer/"), typed(draft), follow=True)
        assert "déjà déposée" in text(response)

    def test_who_saves_after_the_deposit_is_told_and_sees_their_text(self, browser, draft):
        """The page was drawn from a draft; somebody handed it in before its button was pressed."""
        self.ready(draft)
        question = QuestionFactory(call=draft.call, label="Qui le demande ?", is_required=False)
        data = typed(draft, title="Trop tard", **{f"q_{question.code}": "Les\r\nhabitants."})
        browser.post(url(draft, "deposer/"), typed(draft))
        browser.get(url(draft))  # the thanks are read
        response = browser.post(url(draft, "ecrire/"), data)
        assert response.status_code == 422
        page = text(response)
        assert page.count("Cette candidature est déjà déposée.") == 1
        assert '<div id="messages"><div class="notice error"' in page
        assert "n’est pas dans la candidature déposée" in page
        assert "Trop tard" in page
        assert "Les<br>habitants." in page
        assert "<textarea" not in page
        draft.refresh_from_db()
        assert draft.title != "Trop tard"

    def test_what_is_wrong_in_a_late_text_is_no_longer_the_question(self, browser, draft):
        self.ready(draft)
        browser.post(url(draft, "deposer/"), typed(draft))
        page = browser.post(url(draft, "ecrire/"), typed(draft, asked_cents="beaucoup"))
        assert page.status_code == 422
        assert "déjà déposée" in text(page)

    def test_who_had_typed_the_same_is_shown_no_text(self, browser, draft):
        self.ready(draft)
        page = browser.post(url(draft, "deposer/"), typed(draft), follow=True)
        assert "n’est pas dans la candidature" not in text(page)
        page = browser.post(url(draft, "ecrire/"), typed(draft))
        assert page.status_code == 422
        assert "n’est pas dans la candidature" not in text(page)
        assert "déjà déposée" in text(page)

    def test_what_was_typed_and_not_saved_is_handed_in(self, browser, draft):
        self.ready(draft)
        browser.post(url(draft, "deposer/"), typed(draft, title="Le dernier titre"))
        draft.refresh_from_db()
        assert (draft.status, draft.title) == (Status.SUBMITTED, "Le dernier titre")

    def test_what_was_typed_is_kept_when_something_is_missing(self, browser, draft):
        page = browser.post(url(draft, "deposer/"), typed(draft, title="Titre"), follow=True)
        draft.refresh_from_db()
        assert (draft.status, draft.title) == (Status.DRAFT, "Titre")
        assert "territoire" in text(page)

    def test_what_cannot_be_read_stops_the_deposit_and_stays(self, browser, draft):
        page = browser.post(url(draft, "deposer/"), typed(draft, asked_cents="beaucoup"))
        assert page.status_code == 422
        assert 'value="beaucoup"' in text(page)
        draft.refresh_from_db()
        assert draft.status == Status.DRAFT

    def test_late_is_late_and_the_draft_stays(self, browser, draft):
        self.ready(draft)
        Call.objects.update(closes_at=timezone.now())
        response = browser.post(url(draft, "deposer/"), typed(draft), follow=True)
        assert "clos" in text(response)
        draft.refresh_from_db()
        assert draft.status == Status.DRAFT

    def test_the_alliance_never_learns_who_reads_it(self, browser, draft):
        self.ready(draft)
        assert "Dernier geste" not in text(browser.get(url(draft)))  # nothing was done yet
        browser.post(url(draft, "ecrire/"), typed(draft))
        assert "Dernier geste" in text(browser.get(url(draft)))
        draft.refresh_from_db()
        browser.post(url(draft, "deposer/"), typed(draft))
        record("review.assigned", draft, by=UserFactory(name="Lalao Lectrice"))
        page = text(browser.get(url(draft)))
        assert "Lalao" not in page
        assert "Dernier geste" not in page

    def test_the_decision_is_shown_once_announced(self, browser, lead):
        decision = DecisionFactory(application__lead=lead.organisation, reason="Un ancrage rare.")
        application = decision.application
        assert "Un ancrage rare." not in text(browser.get(url(application)))
        assert "retenue" not in text(browser.get("/espace/candidatures/"))
        Call.objects.update(decided_at=timezone.now())
        assert "Un ancrage rare." in text(browser.get(url(application)))
        assert "retenue" in text(browser.get("/espace/candidatures/"))


class TestAlliance:
    def test_an_ally_is_found_as_one_types(self, browser, draft):
        OrganisationFactory(name="Ville de Caen", name_key="ville de caen")
        part = browser.get(url(draft, "alliance/?q=caen"), headers={"HX-Request": "true"})
        assert "Ville de Caen" in text(part)
        assert "<html" not in text(part)

    def test_an_organisation_that_is_not_in_the_directory_is_added_and_allied(self, browser, draft):
        response = browser.post(
            url(draft, "alliance/nouvelle/"), {"name": "Amicale de Ndem", "kind": "ngo"}
        )
        assert response.status_code == 302
        assert draft.partners.get().organisation.name == "Amicale de Ndem"

    def test_a_wrong_siren_is_explained_and_the_rest_stays(self, browser, draft):
        response = browser.post(
            url(draft, "alliance/nouvelle/"),
            {"name": "Amicale", "kind": "ngo", "siren": "123456789"},
        )
        assert response.status_code == 422
        assert "9 chiffres" in text(response)
        assert 'value="Amicale"' in text(response)

    @pytest.mark.parametrize("slug", ["inconnue", "", "a b", "\x00"])
    def test_an_unknown_organisation_is_not_found(self, browser, draft, slug):
        response = browser.post(url(draft, "alliance/ajouter/"), {"organisation": slug})
        assert response.status_code == 404

    def test_territories_are_found_without_accents(self, browser, draft):
        TerritoryFactory(name="Ardèche")
        assert "Ardèche" in text(browser.get(url(draft, "territoires/?q=ardeche")))


class TestPeople:
    def test_a_partner_who_left_no_longer_finds_the_draft(self, client_of, draft):
        position = PositionFactory(ends_on=timezone.localdate().replace(year=2020))
        PartnerFactory(application=draft, organisation=position.organisation)
        assert client_of(position.person.user).get(url(draft)).status_code == 404

    def test_somebody_without_a_position_is_told_how_to_get_one(self, client_of):
        page = text(client_of(UserFactory()).get("/espace/"))
        assert "Écrivez au réseau" in page

    def test_my_organisation_is_changed_by_its_people(self, browser, lead):
        address = f"/espace/organisations/{lead.organisation.slug}/"
        wrong = browser.post(address, {"siren": "1", "summary": "Nous."})
        assert wrong.status_code == 422
        assert "Nous." in text(wrong)
        assert browser.post(address, {"summary": "Nous."}).status_code == 302
        lead.organisation.refresh_from_db()
        assert lead.organisation.summary == "Nous."

    @pytest.mark.parametrize("count", [1, 3])
    def test_the_list_costs_the_same(self, browser, lead, count, django_assert_num_queries):
        for _ in range(count):
            PartnerFactory(application__lead=lead.organisation)
        browser.get("/espace/candidatures/")
        with django_assert_num_queries(8):
            browser.get("/espace/candidatures/")
