"""The programme's own story: what is published, and no more."""

from datetime import date

import pytest
from django.urls import reverse

from maillage.actors.models import Membership, Network, Organisation
from maillage.actors.queries import text_in_force
from maillage.programmes.models import Call, Programme
from maillage.projects.models import Project
from maillage.territories.models import Territory
from maillage.themes.models import Theme

CALL = "renforcer-les-liens-entre-membres-et-territoires"


@pytest.fixture
def call(demo):
    return Call.objects.get(slug=CALL)


@pytest.fixture
def told(demo):
    return Project.objects.filter(is_example=False)


def where(slug):
    return {territory.slug for territory in Project.objects.get(slug=slug).territories.all()}


def who(slug):
    return [ally.organisation.slug for ally in Project.objects.get(slug=slug).allies.all()]


def test_the_network_says_that_it_is_a_demonstration(demo):
    network = Network.objects.get()

    assert network.name == "Comité de démonstration"
    notice = text_in_force("mentions-legales", "fr").body
    assert "démonstration" in notice
    assert "Le CFSI n’a pas fait ce site" in notice
    assert "21 décembre 1960" in notice
    assert "did not make this site" in text_in_force("mentions-legales", "en").body
    assert "exemple" in network.legal_name


def test_the_programme_has_its_two_phases(demo):
    first, second = Programme.objects.get(slug="caac").phases.order_by("number")

    assert (first.starts_on, first.ends_on) == (date(2014, 5, 1), None)
    assert (second.starts_on, second.ends_on) == (date(2018, 12, 1), date(2022, 9, 30))
    for fact in ("9 opérations pilotes", "10 membres", "70 partenaires", "14 pays"):
        assert fact in first.summary
    assert "1,6" in second.summary


def test_the_call_announces_seven_and_shows_six(call):
    assert call.announced_count == 7
    assert call.projects.published().count() == 6


def test_its_page_says_both_numbers(call, client):
    page = client.get(reverse("public:call", args=[call.slug])).content.decode()

    assert "7 projets retenus, 6 présentés ici." in page


def test_what_is_not_published_of_the_call_is_empty(call):
    assert not call.questions.exists()
    assert not call.criteria.exists()
    assert not call.applications.exists()
    assert (call.envelope_cents, call.min_cents, call.max_cents) == (None, None, None)
    assert (call.opens_at, call.closes_at) == (None, None)
    assert not call.is_example


def test_the_results_of_the_call_are_announced(call):
    assert call.state(call.decided_at) == Call.State.DECIDED


def test_no_amount_and_no_date_is_given_to_a_real_project(told):
    assert told.count() == 11
    assert not told.exclude(granted_cents=None, starts_on=None, ends_on=None).exists()


def test_every_real_project_is_public_and_says_its_source(told):
    assert set(told.values_list("status", flat=True)) == {Project.Status.PUBLISHED}
    assert not told.filter(source="").exists()
    assert not told.filter(summary="").exists()
    assert not told.filter(story="").exists()
    assert not told.filter(themes=None).exists()
    assert not told.filter(territories=None).exists()


@pytest.mark.parametrize(
    ("slug", "places"),
    [
        ("metiers-ruraux-pour-les-refugies", {"manche", "calvados"}),
        ("semences-paysannes-alpes-maritimes-ndem", {"alpes-maritimes", "senegal-ndem"}),
        ("competences-solidaires-en-pays-de-la-loire", {"pays-de-la-loire"}),
        ("quatre-formations-syndicales", {"france"}),
        (
            "cooperer-a-plusieurs-nouvelle-aquitaine-itasy",
            {"nouvelle-aquitaine", "madagascar-itasy"},
        ),
        ("diasporas-et-economie-solidaire-hauts-de-france", {"hauts-de-france"}),
        ("jeunes-et-femmes-sangha-allonnes", {"mali-sangha", "allonnes-sarthe"}),
        (
            "urgence-ecologique-et-transition-juste",
            {"bangladesh", "coree-du-sud", "inde", "japon", "philippines"},
        ),
        ("cooperation-et-projets-alimentaires-montpellier", {"montpellier-herault"}),
    ],
)
def test_each_project_lies_where_it_is_told(demo, slug, places):
    assert where(slug) == places


def test_alliances_come_lead_first(demo):
    assert who("semences-paysannes-alpes-maritimes-ndem") == [
        "sol",
        "villageois-de-ndem",
        "semences-paysannes-maralpines",
    ]
    assert who("competences-solidaires-en-pays-de-la-loire") == [
        "essentiel",
        "guinee-44",
        "univers-sel",
    ]


def test_who_is_not_named_is_not_invented(demo):
    assert who("cooperation-et-projets-alimentaires-montpellier") == []
    assert who("droits-des-travailleurs-precaires-nord-sud") == []


def test_pays_de_la_loire_is_told_in_two_steps(demo):
    story = Project.objects.get(slug="competences-solidaires-en-pays-de-la-loire").story

    assert "Première étape" in story
    assert "Seconde étape" in story


def test_only_leads_are_members_and_from_the_phase_s_first_day(demo):
    real = Membership.objects.filter(organisation__is_example=False)
    leads = Organisation.objects.filter(alliances__role="lead", alliances__project__call=None)
    leads |= Organisation.objects.filter(
        alliances__role="lead", alliances__project__call__slug=CALL
    )

    assert {m.organisation for m in real} == set(leads.filter(is_example=False))
    assert {(m.starts_on, m.ends_on) for m in real} == {(date(2018, 12, 1), None)}


def test_organisations_are_public_without_numbers_or_words_of_their_own(demo):
    real = Organisation.objects.filter(is_example=False)

    assert real.count() == 16
    assert set(real.values_list("status", flat=True)) == {Organisation.Status.LISTED}
    for field in ("siren", "rna", "foreign_id", "website", "summary"):
        assert set(real.values_list(field, flat=True)) == {""}
    assert not real.filter(positions__isnull=False).exists()


def test_a_place_is_given_only_where_the_name_tells_it(demo):
    real = Organisation.objects.filter(is_example=False)

    assert {o.slug: o.seat.slug for o in real if o.seat} == {"villageois-de-ndem": "senegal-ndem"}
    acting = {o.slug: [t.slug for t in o.territories.all()] for o in real if o.territories.count()}
    assert acting == {
        "semences-paysannes-maralpines": ["alpes-maritimes"],
        "cgt-bretagne": ["bretagne"],
    }


def test_themes_speak_both_languages(demo):
    assert Theme.objects.count() == 8
    assert not Theme.objects.filter(name_en="").exists()


def test_ndem_lies_in_senegal(demo):
    ndem = Territory.objects.get(slug="senegal-ndem")

    assert "senegal" in {t.slug for t in Territory.objects.containing(ndem)}
