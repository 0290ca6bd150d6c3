from datetime import timedelta

import pytest
from django.utils import timezone

from maillage.actors.models import Organisation
from maillage.applications.models import Answer, Application, Status
from maillage.applications.services import (
    add_partner,
    add_territory,
    ally_newcomer,
    drop_draft,
    remove_partner,
    remove_territory,
    start_application,
    submit_application,
    write_and_submit,
    write_application,
)
from maillage.core.refusal import Refusal
from maillage.journal.models import Entry
from maillage.mail.models import Message
from maillage.programmes.models import Call
from tests.factories.accounts import UserFactory
from tests.factories.actors import MembershipFactory, OrganisationFactory, PositionFactory
from tests.factories.applications import AnswerFactory, ApplicationFactory, PartnerFactory
from tests.factories.programmes import CallFactory, QuestionFactory
from tests.factories.territories import TerritoryFactory

pytestmark = pytest.mark.django_db
MINUTE = timedelta(minutes=1)


def verbs():
    return list(Entry.objects.order_by("pk").values_list("verb", flat=True))


def a_ready_draft(**fields):
    draft = ApplicationFactory(**fields)
    PartnerFactory(application=draft)
    draft.territories.add(TerritoryFactory())
    AnswerFactory(application=draft)
    return draft


def test_a_member_starts_an_application():
    lead = MembershipFactory().organisation
    draft = start_application(
        CallFactory(), lead, title="Jardins", by=UserFactory(), at=timezone.now()
    )
    assert draft.status == Status.DRAFT
    assert verbs() == ["application.started"]


def test_who_is_no_member_is_told_how_to_take_part():
    with pytest.raises(Refusal, match="vous inviter comme partenaire"):
        start_application(
            CallFactory(), OrganisationFactory(), title="x", by=UserFactory(), at=timezone.now()
        )
    assert not Application.objects.exists()


def test_a_call_for_anyone_asks_no_membership():
    call = CallFactory(leads=Call.Leads.ANYONE)
    assert start_application(
        call, OrganisationFactory(), title="x", by=UserFactory(), at=timezone.now()
    )


@pytest.mark.parametrize("trait", ["closed", "draft"])
def test_only_an_open_call_is_answered(trait):
    with pytest.raises(Refusal, match="n’est pas ouvert"):
        start_application(
            CallFactory(**{trait: True}),
            MembershipFactory().organisation,
            title="x",
            by=UserFactory(),
            at=timezone.now(),
        )


def test_what_is_written_is_kept_with_who_wrote_it():
    draft, writer = ApplicationFactory(), UserFactory()
    question = QuestionFactory(call=draft.call)
    saved = write_application(
        draft, by=writer, answers={question.pk: "Parce que."}, title="Neuf", seen_revision=0
    )
    answer = Answer.objects.get()
    assert (saved.title, saved.revision) == ("Neuf", 1)
    assert (answer.text, answer.written_by) == ("Parce que.", writer)


def test_nobody_is_overwritten_silently():
    draft = ApplicationFactory()
    question = QuestionFactory(call=draft.call)
    write_application(draft, by=UserFactory(), answers={question.pk: "premier"}, seen_revision=0)
    with pytest.raises(Refusal, match="Rien n’a été écrasé"):
        write_application(draft, by=UserFactory(), answers={question.pk: "second"}, seen_revision=0)
    assert Answer.objects.get().text == "premier"


def test_who_did_not_touch_an_answer_did_not_write_it():
    answer = AnswerFactory(written_by=UserFactory(), text="À moi.")
    other = QuestionFactory(call=answer.application.call)
    write_application(
        answer.application,
        by=UserFactory(),
        answers={answer.question_id: "À moi.", other.pk: "À elle."},
    )
    author = answer.written_by
    answer.refresh_from_db()
    assert answer.written_by == author
    assert Entry.objects.get().facts == {"answers": 1}


def test_an_answer_to_another_call_is_not_written():
    draft, foreign = ApplicationFactory(), QuestionFactory()
    write_application(draft, by=UserFactory(), answers={foreign.pk: "?"})
    assert not Answer.objects.exists()


def test_an_answer_may_be_emptied():
    answer = AnswerFactory()
    write_application(answer.application, by=UserFactory(), answers={answer.question_id: ""})
    assert Answer.objects.get().text == ""


def test_partners_come_and_go():
    draft, organisation, user = ApplicationFactory(), OrganisationFactory(), UserFactory()
    partner = add_partner(draft, organisation, by=user, contribution="un terrain")
    with pytest.raises(Refusal, match="déjà partie"):
        add_partner(draft, organisation, by=user)
    remove_partner(partner, by=user)
    assert not draft.partners.exists()
    assert verbs() == ["partner.invited", "partner.removed"]


def test_the_lead_is_no_partner_of_itself():
    draft = ApplicationFactory()
    with pytest.raises(Refusal, match="chef de file"):
        add_partner(draft, draft.lead, by=UserFactory())


def test_territories_come_and_go():
    draft, territory, user = ApplicationFactory(), TerritoryFactory(), UserFactory()
    add_territory(draft, territory, by=user)
    add_territory(draft, territory, by=user)
    assert draft.territories.get() == territory
    remove_territory(draft, territory, by=user)
    assert not draft.territories.exists()


def test_a_complete_draft_is_submitted_and_its_people_are_told():
    draft = a_ready_draft()
    people = {
        PositionFactory(organisation=draft.lead).person.user.email,
        PositionFactory(organisation=draft.partners.get().organisation).person.user.email,
    }
    at = timezone.now()
    submitted = submit_application(draft, by=UserFactory(), at=at)
    assert (submitted.status, submitted.submitted_at) == (Status.SUBMITTED, at)
    assert verbs() == ["application.submitted"]
    assert set(Message.objects.values_list("to", flat=True)) == people
    assert draft.code in Message.objects.first().body


def test_a_second_submit_in_the_same_second_is_told_so_and_changes_nothing():
    draft, at = a_ready_draft(), timezone.now()
    submit_application(draft, by=UserFactory(), at=at)
    with pytest.raises(Refusal, match="déjà déposée"):
        submit_application(draft, by=UserFactory(), at=at + MINUTE)
    draft.refresh_from_db()
    assert draft.submitted_at == at
    assert verbs() == ["application.submitted"]


def test_a_minute_late_is_refused_and_nothing_changes():
    draft = a_ready_draft()
    with pytest.raises(Refusal, match="clos"):
        submit_application(draft, by=UserFactory(), at=draft.call.closes_at + MINUTE)
    draft.refresh_from_db()
    assert draft.status == Status.DRAFT
    assert not Entry.objects.exists()
    assert not Message.objects.exists()


def test_the_closing_instant_is_too_late_and_the_one_before_is_not():
    late, last = a_ready_draft(), a_ready_draft()
    with pytest.raises(Refusal, match="clos"):
        submit_application(late, by=UserFactory(), at=late.call.closes_at)
    submit_application(last, by=UserFactory(), at=last.call.closes_at - timedelta(microseconds=1))


def test_an_incomplete_draft_says_all_that_is_missing():
    draft = ApplicationFactory(summary=" ", asked_cents=None)
    QuestionFactory(call=draft.call, label="Pourquoi ?")
    with pytest.raises(Refusal) as refused:
        submit_application(draft, by=UserFactory(), at=timezone.now())
    assert len(refused.value.more) == 5
    assert "Pourquoi ?" in refused.value.more[-1]


class TestWriteAndSubmit:
    """What is on the page is saved and handed in by one gesture."""

    def press(self, draft, **changed):
        fields = {"title": "Le dernier titre", "summary": "x", "asked_cents": 5000}
        fields |= {"answers": {}, "seen_revision": draft.revision, "at": timezone.now()} | changed
        return write_and_submit(draft, by=UserFactory(), **fields)

    def test_it_is_saved_and_handed_in(self):
        draft = a_ready_draft()
        assert self.press(draft) is None
        draft.refresh_from_db()
        assert (draft.status, draft.title) == (Status.SUBMITTED, "Le dernier titre")
        assert sorted(verbs()) == ["application.submitted", "application.written"]

    def test_what_lacks_something_is_saved_all_the_same(self):
        draft = ApplicationFactory()
        stopped = self.press(draft)
        assert "n’est pas complète" in str(stopped)
        assert len(stopped.more) == 2
        draft.refresh_from_db()
        assert (draft.status, draft.title) == (Status.DRAFT, "Le dernier titre")
        assert verbs() == ["application.written"]
        assert not Message.objects.exists()

    def test_what_comes_late_is_saved_all_the_same(self):
        draft = a_ready_draft()
        assert "clos" in str(self.press(draft, at=draft.call.closes_at))
        draft.refresh_from_db()
        assert (draft.status, draft.title) == (Status.DRAFT, "Le dernier titre")

    @pytest.mark.parametrize("meanwhile", ["saved", "submitted"])
    def test_after_somebody_else_nothing_is_written(self, meanwhile):
        draft = a_ready_draft()
        if meanwhile == "saved":
            Application.objects.update(revision=7)
        else:
            Application.objects.update(status=Status.SUBMITTED, submitted_at=timezone.now())
        sentence = {"saved": "Rien n’a été écrasé", "submitted": "déjà déposée"}[meanwhile]
        with pytest.raises(Refusal, match=sentence):
            self.press(draft)
        draft.refresh_from_db()
        assert draft.title != "Le dernier titre"
        assert not Entry.objects.exists()


@pytest.mark.parametrize(
    "act",
    [
        lambda a: write_application(a, by=UserFactory(), answers={}),
        lambda a: add_partner(a, OrganisationFactory(), by=UserFactory()),
        lambda a: add_territory(a, TerritoryFactory(), by=UserFactory()),
        lambda a: drop_draft(a, by=UserFactory()),
    ],
)
def test_a_submitted_application_no_longer_changes(act):
    with pytest.raises(Refusal, match="déjà déposée"):
        act(ApplicationFactory(submitted=True))


def test_a_draft_may_be_dropped_and_the_journal_remembers():
    draft = a_ready_draft()
    drop_draft(draft, by=UserFactory())
    assert not Application.objects.exists()
    assert verbs() == ["application.dropped"]


def test_a_button_pressed_twice_writes_one_line():
    draft, territory, user = ApplicationFactory(), TerritoryFactory(), UserFactory()
    for act in (add_territory, add_territory, remove_territory, remove_territory):
        act(draft, territory, by=user)
    verbs = list(Entry.objects.order_by("pk").values_list("verb", flat=True))
    assert verbs == ["territory.added", "territory.removed"]


def test_a_draft_that_is_gone_is_said_in_words():
    draft = a_ready_draft()
    drop_draft(draft, by=UserFactory())
    with pytest.raises(Refusal, match="Rechargez"):
        submit_application(draft, by=UserFactory(), at=timezone.now())


def test_a_newcomer_is_added_and_allied_or_neither():
    draft, user = ApplicationFactory(), UserFactory()
    partner = ally_newcomer(draft, by=user, name="Les Amis du Bocage")
    assert partner.organisation.status == Organisation.Status.PROPOSED
    late = ApplicationFactory(submitted=True)
    with pytest.raises(Refusal, match="déjà déposée"):
        ally_newcomer(late, by=user, name="Trop tard")
    assert not Organisation.objects.filter(name="Trop tard").exists()
