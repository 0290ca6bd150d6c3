from datetime import timedelta

import pytest
from django.utils import timezone

from maillage.core.refusal import Refusal
from maillage.journal.models import Entry
from maillage.programmes.models import Call
from maillage.programmes.permissions import can_announce, can_change_grid, can_run_programmes
from maillage.programmes.services import (
    add_criterion,
    add_question,
    change_call,
    create_call,
    create_phase,
    create_programme,
    mark_decided,
    publish_call,
    remove_criterion,
    remove_question,
)
from tests.factories.accounts import OfficerFactory, UserFactory
from tests.factories.programmes import CallFactory, CriterionFactory, PhaseFactory, QuestionFactory
from tests.factories.themes import ThemeFactory

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


def verbs():
    return list(Entry.objects.order_by("pk").values_list("verb", flat=True))


def a_ready_call():
    call = CallFactory(draft=True)
    QuestionFactory(call=call), CriterionFactory(call=call)
    return call


def test_from_a_programme_to_a_call():
    officer, theme = OfficerFactory(), ThemeFactory()
    programme = create_programme(by=officer, name="Coopérer", slug="cooperer")
    phase = create_phase(programme, by=officer, number=1, name="phase 1")
    call = create_call(phase, by=officer, title="Été 2027", summary="…", themes=[theme])
    assert (call.slug, call.state(timezone.now())) == ("ete-2027", Call.State.DRAFT)
    assert list(call.themes.all()) == [theme]
    assert verbs() == ["programme.created", "phase.created", "call.created"]


def test_two_calls_of_one_title_have_two_addresses():
    phase = PhaseFactory()
    slugs = {create_call(phase, by=None, title="Appel", summary="…").slug for _ in range(3)}
    assert slugs == {"appel", "appel-2", "appel-3"}


def test_a_ready_call_is_published_once():
    call, officer = a_ready_call(), OfficerFactory()
    published = publish_call(call, by=officer, at=timezone.now())
    assert published.state(timezone.now()) == Call.State.OPEN
    with pytest.raises(Refusal, match="déjà public"):
        publish_call(call, by=officer, at=timezone.now())
    assert verbs() == ["call.published"]


def test_publishing_says_all_that_is_missing_at_once():
    call = CallFactory(draft=True, opens_at=None, closes_at=None)
    with pytest.raises(Refusal) as refused:
        publish_call(call, by=OfficerFactory(), at=timezone.now())
    assert len(refused.value.more) == 3
    call.refresh_from_db()
    assert call.published_at is None


def test_a_call_that_is_already_over_is_not_published():
    call = a_ready_call()
    with pytest.raises(Refusal) as refused:
        publish_call(call, by=OfficerFactory(), at=call.closes_at)
    assert "déjà passée" in refused.value.more[0]


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("opens_at", timezone.now() - 90 * DAY),
        ("max_cents", 1),
        ("min_cents", 1),
        ("leads", "anyone"),
    ],
)
def test_the_rules_of_a_public_call_stay(field, value):
    call = CallFactory()
    with pytest.raises(Refusal, match="ne peut plus changer"):
        change_call(call, by=OfficerFactory(), **{field: value})
    assert verbs() == []


def test_the_closing_of_a_public_call_only_moves_later():
    call, officer = CallFactory(), OfficerFactory()
    change_call(call, by=officer, closes_at=call.closes_at + DAY)
    with pytest.raises(Refusal, match="jamais avancée"):
        change_call(call, by=officer, closes_at=call.closes_at - 2 * DAY)
    with pytest.raises(Refusal, match="jamais avancée"):
        change_call(call, by=officer, closes_at=None)
    assert verbs() == ["call.changed"]


def test_words_of_a_public_call_may_change_and_a_draft_changes_freely():
    officer = OfficerFactory()
    change_call(CallFactory(), by=officer, summary="Mieux dit.")
    draft = change_call(CallFactory(draft=True), by=officer, max_cents=5, themes=[ThemeFactory()])
    assert draft.themes.count() == 1
    assert Entry.objects.first().facts == {"changed": ["max_cents"]}


def test_questions_and_criteria_are_kept_in_order():
    call, officer = CallFactory(draft=True), OfficerFactory()
    questions = [add_question(call, by=officer, label=f"Q{n}") for n in range(3)]
    criteria = [add_criterion(call, by=officer, label=f"C{n}", weight=n + 1) for n in range(3)]
    remove_question(questions[1], by=officer)
    remove_criterion(criteria[0], by=officer)
    assert [q.label for q in call.questions.all()] == ["Q0", "Q2"]
    assert [c.label for c in call.criteria.all()] == ["C1", "C2"]
    assert add_question(call, by=officer, label="Q3").position == 4


@pytest.mark.parametrize(
    "act",
    [
        lambda call, by: add_question(call, by=by, label="?"),
        lambda call, by: add_criterion(call, by=by, label="!"),
        lambda call, by: remove_question(QuestionFactory(call=call), by=by),
        lambda call, by: remove_criterion(CriterionFactory(call=call), by=by),
    ],
)
def test_the_grid_of_a_public_call_is_fixed(act):
    with pytest.raises(Refusal, match="ne changent plus"):
        act(CallFactory(), OfficerFactory())


def test_announcing_is_for_the_team_after_the_closing():
    officer, now = OfficerFactory(), timezone.now()
    closed = CallFactory(closed=True)
    assert can_announce(officer, closed, now)
    assert not can_announce(officer, CallFactory(), now)
    assert not can_announce(UserFactory(), closed, now)
    decided = mark_decided(closed, by=officer, at=now)
    assert not can_announce(officer, decided, now)


def test_who_runs_programmes():
    assert can_run_programmes(OfficerFactory())
    assert not can_run_programmes(UserFactory())
    assert can_change_grid(OfficerFactory(), CallFactory(draft=True))
    assert not can_change_grid(OfficerFactory(), CallFactory())


def test_two_phases_of_a_programme_never_share_a_number():
    phase = PhaseFactory(number=1)
    with pytest.raises(Refusal, match="La phase 1 existe déjà"):
        create_phase(phase.programme, number=1, name="encore", by=OfficerFactory())
    assert create_phase(PhaseFactory().programme, number=100, name="autre", by=None).number == 100
