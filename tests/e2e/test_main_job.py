"""The main job, from the call to the project's public page, by the people who do it."""

import re
from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect

from maillage.actors.models import Kind
from maillage.mail.models import Message
from maillage.programmes.models import Call
from maillage.projects.models import Project
from tests.factories.accounts import PASSWORD, OfficerFactory, UserFactory
from tests.factories.actors import MembershipFactory, OrganisationFactory, PositionFactory
from tests.factories.programmes import PhaseFactory
from tests.factories.territories import TerritoryFactory

pytestmark = pytest.mark.django_db(transaction=True)
ANSWER = "Les habitants le demandent depuis trois ans."


@pytest.fixture
def people():
    """Accounts and positions, a phase to put the call in, a territory: nothing else."""
    lead = OrganisationFactory(name="Association des Rives", name_key="association des rives")
    town = OrganisationFactory(
        name="Commune de Ndem", name_key="commune de ndem", kind=Kind.AUTHORITY
    )
    MembershipFactory(organisation=lead)
    PhaseFactory(name="phase 3")
    TerritoryFactory(name="Calvados", slug="calvados")
    OfficerFactory(email="officer@example.org")
    PositionFactory(organisation=lead, person__user__email="lead@example.org")
    PositionFactory(organisation=town, person__user__email="partner@example.org")
    for email, name in [("awa", "Awa"), ("lalao", "Lalao"), ("chantal", "Chantal")]:
        UserFactory(email=f"{email}@example.org", name=name)


@pytest.fixture
def as_person(context_of):
    """A browser in which this person signed in by the form, each their own."""

    def enter(email: str, **options) -> Page:
        page = context_of(**options).new_page()
        page.goto("/compte/connexion/")
        page.locator("[name=login]").fill(email)
        page.locator("[name=password]").fill(PASSWORD)
        page.get_by_role("button", name="Se connecter").click()
        page.wait_for_url(re.compile("/(espace|pilotage|comite)/"))
        return page

    return enter


def in_paris(moment) -> str:
    return timezone.localtime(moment).strftime("%Y-%m-%dT%H:%M")


def prepare_call(page: Page) -> None:
    page.get_by_role("link", name="Préparer un appel").click()
    page.get_by_label("Titre").fill("Alliances des rives")
    page.locator("[name=phase]").select_option(index=1)
    page.locator("[name=summary]").fill("Pour agir à plusieurs, ici et là-bas.")
    page.get_by_label("Montant maximum").fill("15 000")
    page.get_by_label("Enveloppe").fill("30 000 €")
    now = timezone.now()
    page.get_by_label("Ouverture").fill(in_paris(now - timedelta(days=1)))
    page.get_by_label("Clôture").fill(in_paris(now + timedelta(days=20)))
    page.get_by_role("button", name="Enregistrer").click()
    page.get_by_text("Ajouter une question").click()
    page.locator("[name=question-label]").fill("Qui le demande ?")
    page.get_by_role("button", name="Ajouter la question").click()
    page.get_by_text("Ajouter un critère").click()
    page.locator("[name=criterion-label]").fill("Ancrage")
    page.get_by_role("button", name="Ajouter le critère").click()
    page.get_by_role("button", name="Publier l’appel").click()
    expect(page.get_by_text("ouvert", exact=True).first).to_be_visible()


def start_together(page: Page) -> None:
    page.goto("/appels/alliances-des-rives/")
    page.get_by_role("link", name="Répondre à cet appel").click()
    page.get_by_label("Titre du projet").fill("Jardins des deux rives")
    page.get_by_role("button", name="Commencer").click()
    page.get_by_role("link", name="Composer l’alliance").click()
    page.get_by_role("searchbox").press_sequentially("ndem")
    page.get_by_role("button", name="Ajouter Commune de Ndem").click()
    expect(page.get_by_text("« Commune de Ndem » rejoint l’alliance.")).to_be_visible()
    page.get_by_role("link", name="Revenir à la candidature").click()
    page.get_by_role("link", name="Choisir les territoires").click()
    page.get_by_role("searchbox").press_sequentially("calva")
    page.get_by_role("button", name="Ajouter Calvados").click()
    page.get_by_role("link", name="Revenir à la candidature").click()
    page.get_by_label("Le projet en quelques phrases").fill("Deux rives cultivent ensemble.")
    page.get_by_label("Montant demandé").fill("12 500")
    page.get_by_role("button", name="Enregistrer").click()
    expect(page.get_by_text("C’est enregistré.")).to_be_visible()


def answer_as_partner(page: Page) -> None:
    page.goto("/espace/candidatures/")
    page.get_by_role("link", name="Jardins des deux rives").click()
    expect(page.get_by_text("Seul le chef de file")).to_be_visible()
    page.get_by_label("Qui le demande ?").fill(ANSWER)
    page.get_by_role("button", name="Enregistrer").click()
    expect(page.get_by_text("Tout y est")).to_be_visible()


def hand_in(page: Page) -> None:
    page.goto("/espace/candidatures/")
    page.get_by_role("link", name="Jardins des deux rives").click()
    expect(page.get_by_label("Qui le demande ?")).to_have_value(ANSWER)
    page.get_by_role("button", name="Déposer la candidature").click()
    expect(page.get_by_text("Votre candidature est déposée. Merci !")).to_be_visible()


def compose_committee(page: Page) -> None:
    page.goto("/pilotage/appels/alliances-des-rives/comite/")
    for name, role in [
        ("Awa", "lecteur"),
        ("Lalao", "lecteur"),
        ("Chantal", "présidence du comité"),
    ]:
        page.get_by_role("searchbox").fill(name)
        page.get_by_role("button", name="Chercher").click()
        page.locator("[name=role]").select_option(label=role)
        page.get_by_role("button", name=f"Donner un siège : {name}").click()
    page.goto("/pilotage/candidatures/")
    page.get_by_role("link", name="Jardins des deux rives").click()
    for name in ("Awa", "Lalao"):
        page.get_by_label("Confier une lecture à").select_option(label=name)
        page.get_by_role("button", name="Confier").click()


def read_and_score(page: Page, score: str) -> None:
    page.goto("/comite/")
    page.get_by_role("link", name="Jardins des deux rives").click()
    expect(page.get_by_text(ANSWER)).to_be_visible()
    page.get_by_role("radio", name=score, exact=True).check()
    page.get_by_label("Commentaire pour le comité").fill("Une vraie alliance.")
    page.get_by_role("button", name="Rendre ma lecture").click()
    expect(page.get_by_text("Votre lecture est rendue. Merci !")).to_be_visible()


def decide(page: Page) -> None:
    page.goto("/comite/comites/alliances-des-rives/")
    expect(page.get_by_text("2 sur 2")).to_be_visible()
    page.get_by_role("link", name="Décider").click()
    page.get_by_role("radio", name="retenue", exact=True).check()
    page.get_by_label("Montant accordé").fill("12 000")
    page.get_by_label("Raisons").fill("Un ancrage rare.")
    page.get_by_role("button", name="Enregistrer la décision").click()


def announce_and_publish(page: Page) -> None:
    page.goto("/pilotage/appels/alliances-des-rives/annoncer/")
    page.get_by_role("button", name="Annoncer maintenant").click()
    page.goto("/pilotage/candidatures/")
    page.get_by_role("link", name="Jardins des deux rives").click()
    page.get_by_role("button", name="Ouvrir le projet").click()
    page.get_by_role("button", name="Publier le projet").click()


def test_from_the_call_to_the_public_page(people, as_person, page, axe):
    officer, lead = as_person("officer@example.org"), as_person("lead@example.org")
    prepare_call(officer)
    axe(officer)
    start_together(lead)
    axe(lead)
    answer_as_partner(as_person("partner@example.org"))
    hand_in(lead)
    axe(lead)
    compose_committee(officer)
    axe(officer)
    for email, score in [("awa", "4"), ("lalao", "5")]:
        reader = as_person(f"{email}@example.org")
        read_and_score(reader, score)
        axe(reader)
    Call.objects.update(closes_at=timezone.now())  # the days go by
    chair = as_person("chantal@example.org")
    decide(chair)
    axe(chair)
    announce_and_publish(officer)
    axe(officer)

    page.goto("/projets/")
    page.get_by_role("link", name="Jardins des deux rives").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Jardins des deux rives")
    expect(page.get_by_text("Commune de Ndem")).to_be_visible()
    axe(page)
    assert Project.objects.get().granted_cents == 1_200_000
    assert (
        "Un ancrage rare."
        in Message.objects.filter(to="lead@example.org", kind="decision").get().body
    )
