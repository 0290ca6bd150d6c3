import pytest
from django.utils import timezone

from maillage.applications.models import Application
from maillage.applications.permissions import can_apply_for, can_submit, can_write
from maillage.applications.queries import (
    amount_problem,
    applications_of,
    find_applications,
    may_lead,
    missing_before_submission,
)
from maillage.programmes.models import Call
from tests.factories.accounts import OfficerFactory, UserFactory
from tests.factories.actors import MembershipFactory, OrganisationFactory, PositionFactory
from tests.factories.applications import AnswerFactory, ApplicationFactory, PartnerFactory
from tests.factories.programmes import QuestionFactory
from tests.factories.territories import TerritoryFactory


@pytest.mark.parametrize(
    ("asked", "problem"),
    [
        (None, "Indiquez"),
        (0, "Indiquez"),
        (99_999, "inférieur au minimum"),
        (100_000, ""),
        (1_500_000, ""),
        (1_500_001, "dépasse le maximum"),
    ],
)
def test_the_amount_is_checked_to_the_cent(asked, problem):
    sentence = amount_problem(Call(min_cents=100_000, max_cents=1_500_000), asked)
    assert (problem in sentence) if problem else sentence == ""


def test_a_call_without_limits_takes_any_amount():
    assert amount_problem(Call(), 1) == ""


@pytest.mark.django_db
class TestMissing:
    def test_nothing_is_missing_from_a_complete_draft(self):
        draft = ApplicationFactory()
        PartnerFactory(application=draft)
        draft.territories.add(TerritoryFactory())
        AnswerFactory(application=draft)
        assert missing_before_submission(draft) == []

    def test_each_missing_thing_says_where_it_is_done(self):
        draft = ApplicationFactory(summary="", asked_cents=None)
        question = QuestionFactory(call=draft.call)
        anchors = [line.anchor for line in missing_before_submission(draft)]
        assert anchors == [
            "projet",
            "projet",
            "alliance",
            "territoires",
            f"question-{question.code}",
        ]

    def test_an_optional_question_may_stay_empty_and_blanks_do_not_answer(self):
        draft = ApplicationFactory()
        QuestionFactory(call=draft.call, is_required=False)
        required = QuestionFactory(call=draft.call)
        AnswerFactory(application=draft, question=required, text="  \n ")
        anchors = {line.anchor for line in missing_before_submission(draft)}
        assert f"question-{required.code}" in anchors
        assert len([a for a in anchors if a.startswith("question-")]) == 1


@pytest.mark.django_db
class TestWhoSees:
    def test_the_alliance_sees_its_draft_and_nobody_else(self):
        lead, partner = PositionFactory(), PositionFactory()
        draft = ApplicationFactory(lead=lead.organisation)
        PartnerFactory(application=draft, organisation=partner.organisation)
        for user, sees in [
            (lead.person.user, True),
            (partner.person.user, True),
            (UserFactory(), False),
            (OfficerFactory(), False),
        ]:
            assert Application.objects.visible_to(user).exists() is sees

    def test_the_team_sees_what_is_submitted(self):
        ApplicationFactory(submitted=True)
        assert Application.objects.visible_to(OfficerFactory()).exists()
        assert not Application.objects.visible_to(UserFactory()).exists()

    def test_a_partner_who_left_no_longer_sees(self):
        position = PositionFactory()
        partner = PartnerFactory(organisation=position.organisation)
        position.ends_on = timezone.localdate().replace(year=2020)
        position.save()
        assert not Application.objects.visible_to(position.person.user).exists()
        assert partner.application.partners.exists()

    def test_partners_write_and_only_the_lead_submits(self):
        lead, partner = PositionFactory(), PositionFactory()
        draft = ApplicationFactory(lead=lead.organisation)
        PartnerFactory(application=draft, organisation=partner.organisation)
        assert can_write(lead.person.user, draft)
        assert can_write(partner.person.user, draft)
        assert can_submit(lead.person.user, draft)
        assert not can_submit(partner.person.user, draft)
        assert not can_write(OfficerFactory(), draft)

    def test_nobody_writes_what_is_submitted(self):
        lead = PositionFactory()
        submitted = ApplicationFactory(lead=lead.organisation, submitted=True)
        assert not can_write(lead.person.user, submitted)
        assert not can_submit(lead.person.user, submitted)

    def test_one_applies_for_ones_own_organisation(self):
        position = PositionFactory()
        assert can_apply_for(position.person.user, position.organisation)
        assert not can_apply_for(position.person.user, OrganisationFactory())

    def test_who_may_lead(self):
        today = timezone.localdate()
        member, other = MembershipFactory().organisation, OrganisationFactory()
        assert may_lead(Call(leads=Call.Leads.MEMBERS), member, today)
        assert not may_lead(Call(leads=Call.Leads.MEMBERS), other, today)
        assert may_lead(Call(leads=Call.Leads.ANYONE), other, today)


@pytest.mark.django_db
@pytest.mark.parametrize("count", [1, 3])
def test_a_list_costs_the_same_whatever_its_length(count, django_assert_num_queries):
    position = PositionFactory()
    for _ in range(count):
        application = ApplicationFactory(lead=position.organisation)
        PartnerFactory(application=application)
        application.territories.add(TerritoryFactory())
    with django_assert_num_queries(4):
        for application in applications_of(position.person.user):
            [str(p.organisation) for p in application.partners.all()]
            [str(t) for t in application.territories.all()]
            str(application.lead.seat)


@pytest.mark.django_db
@pytest.mark.parametrize("words", ["jardins", "batik JARDINS", "semences", " "])
def test_an_application_is_found_by_title_lead_and_partner(words):
    wanted = ApplicationFactory(
        title="Jardins de la Roya", lead__name_key="batik international", submitted=True
    )
    PartnerFactory(application=wanted, organisation__name_key="semences paysannes")
    assert list(find_applications(words, OfficerFactory())) == [wanted]
    assert list(find_applications(wanted.code.lower(), OfficerFactory())) == [wanted]
    assert not find_applications("autre chose", OfficerFactory()).exists()
    assert not find_applications(words, UserFactory()).exists()
