"""Reading, applying and scoring, in a browser that runs no script at all."""

import pytest
from playwright.sync_api import expect

from maillage.applications.models import Application, Status
from maillage.search.services import rebuild
from maillage.selection.models import Review
from tests.e2e import stage
from tests.factories.projects import AllyFactory, ProjectFactory
from tests.factories.themes import ThemeFactory

pytestmark = pytest.mark.django_db(transaction=True)


def test_projects_are_found_and_read(no_js):
    theme = ThemeFactory(name="Semences", slug="semences")
    found = ProjectFactory(title="Semences des rives")
    found.themes.add(theme)
    AllyFactory(project=found, organisation__name="Association des Rives")
    ProjectFactory(title="Tout autre chose")
    rebuild()
    page = no_js.new_page()

    page.goto("/")
    page.get_by_role("link", name="Découvrir les projets").click()
    page.get_by_label("Chercher").fill("semences")
    page.get_by_role("button", name="Chercher").click()
    expect(page.get_by_text("Tout autre chose")).to_have_count(0)
    page.get_by_role("link", name="Semences des rives").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Semences des rives")
    page.get_by_role("link", name="Association des Rives").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Association des Rives")


def test_an_application_is_started_composed_written_and_handed_in(no_js, sign_in_by_form):
    writing = stage.set_writing()
    Application.objects.all().delete()
    page = sign_in_by_form(no_js.new_page(), writing.lead)

    page.goto(writing.call.get_absolute_url())
    page.get_by_role("link", name="Répondre à cet appel").click()
    page.get_by_label("Titre du projet").fill("Jardins des deux rives")
    page.get_by_role("button", name="Commencer").click()

    page.get_by_role("link", name="Composer l’alliance").click()
    page.get_by_role("searchbox").fill("ndem")
    page.get_by_role("button", name="Chercher").click()
    page.get_by_role("button", name="Ajouter Commune de Ndem").click()
    page.get_by_role("link", name="Revenir à la candidature").click()
    page.get_by_role("link", name="Choisir les territoires").click()
    page.get_by_role("searchbox").fill("calvados")
    page.get_by_role("button", name="Chercher").click()
    page.get_by_role("button", name="Ajouter Calvados").click()
    page.get_by_role("link", name="Revenir à la candidature").click()

    page.get_by_label("Le projet en quelques phrases").fill("Deux rives cultivent ensemble.")
    page.get_by_label("Montant demandé").fill("12 500")
    page.get_by_label("Qui le demande ?").fill("Les habitants.")
    page.get_by_role("button", name="Déposer la candidature").click()
    expect(page.get_by_text("Votre candidature est déposée. Merci !")).to_be_visible()

    handed_in = Application.objects.get()
    assert handed_in.status == Status.SUBMITTED
    assert handed_in.asked_cents == 1_250_000
    assert handed_in.answers.get().text == "Les habitants."


def test_files_are_scored_one_after_the_other(no_js, sign_in_by_form):
    reading = stage.set_reading()
    page = sign_in_by_form(no_js.new_page(), reading.reader)
    page.goto("/comite/")
    page.get_by_role("link", name="Jardins des rives").click()
    page.get_by_role("group", name="Ancrage").get_by_role("radio", name="4", exact=True).check()
    page.get_by_role("button", name="Enregistrer et passer à la suivante").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Radio des quartiers")

    page.goto("/comite/")
    page.get_by_role("link", name="Jardins des rives").click()
    page.get_by_role("button", name="Rendre ma lecture").click()
    expect(page.get_by_role("alert")).to_contain_text("Alliance")
    page.get_by_role("group", name="Alliance").get_by_role("radio", name="2", exact=True).check()
    page.get_by_role("button", name="Rendre ma lecture").click()
    expect(page.get_by_text("Votre lecture est rendue. Merci !")).to_be_visible()

    reading.first.refresh_from_db()
    assert reading.first.status == Review.Status.DONE
    assert sorted(reading.first.scores.values_list("value", flat=True)) == [2, 4]
