"""Calls: prepared, published, announced; bad input gets a sentence and loses nothing."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.urls import reverse
from django.utils import timezone

from maillage.mail.models import Message
from maillage.programmes.models import Call, Criterion, Phase, Programme, Question
from tests.factories.actors import PositionFactory
from tests.factories.applications import ApplicationFactory
from tests.factories.programmes import (
    CallFactory,
    CriterionFactory,
    PhaseFactory,
    ProgrammeFactory,
    QuestionFactory,
)
from tests.factories.selection import DecisionFactory, ReviewFactory
from tests.factories.territories import TerritoryFactory
from tests.factories.themes import ThemeFactory

pytestmark = pytest.mark.django_db


def filled(**more):
    return {
        "phase": (Phase.objects.first() or PhaseFactory()).pk,
        "title": "Alliances 2027",
        "summary": "Pour agir ensemble.",
        "leads": "members",
        "envelope_cents": "180 000",
        "min_cents": "5 000",
        "max_cents": "15 000,50 €",
        "opens_at": "2027-01-10T12:00",
        "closes_at": "2027-03-15T12:00",
        **more,
    }


def test_a_call_is_prepared_with_money_and_hours_of_paris(desk):
    theme, place = ThemeFactory(), TerritoryFactory(name="Manche")
    response = desk.post("call_new", **filled(themes=[theme.slug], territories="manche"))
    call = Call.objects.get()
    assert response["Location"] == reverse("desk:call", args=[call.slug])
    assert (call.envelope_cents, call.max_cents) == (18_000_000, 1_500_050)
    assert call.closes_at == datetime(2027, 3, 15, 12, 0, tzinfo=ZoneInfo("Europe/Paris"))
    assert list(call.themes.all()) == [theme]
    assert list(call.territories.all()) == [place]
    assert call.published_at is None
    assert "Heure de Paris." in desk.see("call_new")


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"title": ""}, "Titre"),
        ({"title": "x" * 161}, "x" * 161),
        ({"title": "a\x00b"}, "Quelque chose est à corriger"),
        ({"envelope_cents": "beaucoup"}, "n’est pas un montant"),
        ({"min_cents": "20 000"}, "Le maximum ne peut pas être inférieur au minimum."),
        ({"closes_at": "2027-01-10T12:00"}, "La clôture doit venir après l’ouverture."),
        ({"closes_at": "demain"}, "demain"),
        ({"phase": "99999"}, "Quelque chose est à corriger"),
        (
            {"territories": "Nullepart"},
            "«\N{NO-BREAK SPACE}Nullepart\N{NO-BREAK SPACE}» n’est pas un territoire connu.",
        ),
    ],
)
def test_a_bad_field_gets_a_sentence_and_the_rest_stays(desk, change, sentence):
    response = desk.post("call_new", **filled(**change))
    html = response.content.decode()
    assert response.status_code == 422
    assert sentence in html
    assert "Pour agir ensemble." in html
    assert not Call.objects.exists()


def test_a_place_with_several_meanings_names_them(desk):
    TerritoryFactory(name="Valence A", label="Valence A (Drôme)")
    TerritoryFactory(name="Valence B", label="Valence B (Charente)")
    html = desk.post("call_new", **filled(territories="valence")).content.decode()
    assert "désigne plusieurs territoires" in html
    assert "Valence A (Drôme)" in html


def test_without_a_phase_the_way_is_shown(desk):
    assert "il n’y en a pas encore" in desk.see("call_new")


def test_a_call_is_changed_and_shown_as_kept(desk):
    call = CallFactory(draft=True, title="Avant", min_cents=500_000)
    call.territories.add(TerritoryFactory(name="Orne"))
    html = desk.see("call_edit", call.slug)
    assert "Orne</textarea>" in html
    assert "5\u202f000\u202f€" in html
    desk.post("call_edit", call.slug, **filled(title="Après", territories="Orne"))
    call.refresh_from_db()
    assert (call.title, call.territories.get().name) == ("Après", "Orne")


def test_a_public_call_keeps_its_rules_and_the_text(desk):
    call = CallFactory()
    response = desk.post("call_edit", call.slug, **filled(title="Autre"))
    assert response.status_code == 422
    assert "ne peut plus changer" in response.content.decode()
    assert "Autre" in response.content.decode()
    call.refresh_from_db()
    assert call.title != "Autre"


def test_publishing_says_everything_that_is_missing(desk):
    call = CallFactory(draft=True, opens_at=None, closes_at=None)
    html = desk.told("call_publish", call.slug)
    for sentence in (
        "L’appel n’est pas prêt à être publié.",
        "Donnez une date d’ouverture et une date de clôture.",
        "Posez au moins une question aux candidats.",
        "Choisissez au moins un critère pour les lecteurs.",
    ):
        assert sentence in html


def test_a_whole_call_becomes_public(desk):
    call = CallFactory(draft=True)
    QuestionFactory(call=call)
    CriterionFactory(call=call)
    assert "L’appel est public." in desk.told("call_publish", call.slug)
    call.refresh_from_db()
    assert call.published_at is not None


def test_questions_and_criteria_come_and_go_while_in_preparation(desk):
    call = CallFactory(draft=True)
    desk.post(
        "question_add",
        call.slug,
        **{"question-label": "Avec qui ?", "question-kind": "long", "question-max_length": "500"},
    )
    desk.post(
        "criterion_add",
        call.slug,
        **{"criterion-label": "Alliance", "criterion-weight": "2", "criterion-max_score": "5"},
    )
    html = desk.see("call", call.slug)
    assert "Avec qui ?" in html
    assert "poids 2, de 0 à 5" in html
    desk.post("question_remove", Question.objects.get().code)
    desk.post("criterion_remove", Criterion.objects.get().code)
    html = desk.see("call", call.slug)
    assert "Aucune question pour l’instant." in html
    assert "Aucun critère pour l’instant." in html


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("question_add", {"question-label": "", "question-help": "Gardez-moi"}),
        ("criterion_add", {"criterion-label": "X", "criterion-help": "Gardez-moi"}),
        (
            "criterion_add",
            {
                "criterion-label": "X",
                "criterion-weight": "0",
                "criterion-max_score": "99",
                "criterion-help": "Gardez-moi",
            },
        ),
    ],
)
def test_a_refused_question_or_criterion_keeps_its_text(desk, name, data):
    response = desk.post(name, CallFactory(draft=True).slug, **data)
    assert response.status_code == 422
    assert "Gardez-moi" in response.content.decode()


def test_a_public_grid_is_fixed(desk):
    call = CallFactory()
    question = QuestionFactory(call=call)
    assert "ne changent plus" in desk.told("question_remove", question.code)
    assert "Retirer" not in desk.see("call", call.slug)
    html = desk.post(
        "criterion_add",
        call.slug,
        **{"criterion-label": "X", "criterion-weight": "1", "criterion-max_score": "5"},
    ).content.decode()
    assert "ne changent plus" in html


def test_the_cockpit_shows_and_narrows_applications(desk):
    call = CallFactory(closed=True)
    read = ApplicationFactory(call=call, submitted=True, title="Jardins")
    ReviewFactory(application=read, done=True)
    ReviewFactory(application=read)
    ApplicationFactory(call=call, submitted=True, title="Abeilles")
    ApplicationFactory(call=call)
    html = desk.see("call", call.slug)
    assert "1 avis sur 2" in html
    assert "1 brouillon est en cours d’écriture." in html
    for query, shown, hidden in (
        ({"state": "unread"}, "Abeilles", "Jardins"),
        ({"q": "jardin"}, "Jardins", "Abeilles"),
    ):
        part = desk.narrow("call", call.slug, **query)
        assert shown in part
        assert hidden not in part
        assert "<html" not in part
    assert "Rien ne correspond." in desk.see("call", call.slug, state="accepted")
    assert "Jardins" in desk.see("call", call.slug, state="undecided")


def test_the_cockpit_costs_the_same_for_three_as_for_one(desk, django_assert_max_num_queries):
    call = CallFactory(closed=True)
    ReviewFactory(application=ApplicationFactory(call=call, submitted=True))
    with django_assert_max_num_queries(40) as one:
        desk.see("call", call.slug)
    ApplicationFactory.create_batch(2, call=call, submitted=True)
    with django_assert_max_num_queries(len(one.captured_queries)):
        desk.see("call", call.slug)


def test_announcing_tells_what_it_will_do_then_does_it(desk):
    call = CallFactory(closed=True)
    application = ApplicationFactory(call=call, submitted=True)
    PositionFactory(organisation=application.lead)
    assert "Toutes les candidatures ne sont pas décidées." in desk.see("call_announce", call.slug)
    assert "ne sont pas décidées" in desk.told("call_announce", call.slug)
    DecisionFactory(application=application)
    html = desk.see("call_announce", call.slug)
    assert "1 courriel partira" in html
    assert "1 candidature retenue" in html
    assert "Les résultats sont annoncés" in desk.told("call_announce", call.slug)
    assert Message.objects.filter(kind="decision").count() == 1
    assert "s’annoncent une fois" in desk.see("call_announce", call.slug)


def test_the_list_narrows_by_state_and_words(desk):
    CallFactory(title="En préparation", draft=True)
    CallFactory(title="Ouvert")
    closed = CallFactory(title="Clos", closed=True)
    DecisionFactory(application=ApplicationFactory(call=closed, submitted=True))
    CallFactory(title="Annoncé", closed=True, decided_at=timezone.now())
    titles = {"En préparation", "Ouvert", "Clos", "Annoncé"}
    for state, shown in (
        ("draft", {"En préparation"}),
        ("open", {"Ouvert"}),
        ("closed", {"Clos"}),
        ("ready", {"Clos"}),
        ("decided", {"Annoncé"}),
        ("nonsense", titles),
    ):
        part = desk.narrow("calls", state=state)
        assert {title for title in titles if f">{title}</a>" in part} == shown
    assert "Rien ne correspond." in desk.see("calls", q="zzz")


def test_the_list_of_calls_costs_the_same_for_three_as_for_one(desk, django_assert_max_num_queries):
    assert "Aucun appel pour l’instant." in desk.see("calls")
    CallFactory()
    with django_assert_max_num_queries(20) as one:
        desk.see("calls")
    CallFactory.create_batch(2)
    with django_assert_max_num_queries(len(one.captured_queries)):
        desk.see("calls")


def test_programmes_and_phases_begin_small(desk):
    assert "Aucun programme pour l’instant." in desk.see("programmes")
    desk.post("programme_new", name="Coopérer autrement")
    programme = Programme.objects.get()
    assert programme.slug == "cooperer-autrement"
    assert "Aucune phase pour l’instant." in desk.see("programmes")
    assert 'value="1"' in desk.see("phase_new", programme.slug)
    desk.post("phase_new", programme.slug, number="1", name="première phase")
    assert "1. première phase" in desk.see("programmes")


def test_a_second_programme_of_the_same_name_has_its_own_address(desk):
    for _ in range(2):
        desk.post("programme_new", name="Coopérer")
    assert {one.slug for one in Programme.objects.all()} == {"cooperer", "cooperer-2"}


def test_a_phase_number_taken_or_dates_reversed_get_a_sentence(desk):
    phase = PhaseFactory(number=1)
    response = desk.post("phase_new", phase.programme.slug, number="1", name="encore")
    assert response.status_code == 422
    assert "La phase 1 existe déjà." in response.content.decode()
    dates = {"starts_on": "2027-02-01", "ends_on": "2027-01-01"}
    response = desk.post("phase_new", phase.programme.slug, number="2", name="envers", **dates)
    assert "La fin ne peut pas précéder le début." in response.content.decode()
    assert Phase.objects.count() == 1


def test_an_empty_programme_is_told(desk):
    ProgrammeFactory()
    assert desk.post("programme_new", name="").status_code == 422


def test_a_closing_after_now_is_asked_for_when_publishing(desk):
    call = CallFactory(draft=True, closes_at=timezone.now() - timedelta(days=1))
    assert "La clôture est déjà passée" in desk.told("call_publish", call.slug)
