"""Projects at the desk: listed, told, published."""

import re

import pytest
from django.urls import reverse

from maillage.projects.models import Project
from maillage.search.services import rebuild
from tests.factories.accounts import OfficerFactory
from tests.factories.projects import AllyFactory, ProjectFactory
from tests.factories.selection import DecisionFactory
from tests.factories.territories import TerritoryFactory
from tests.factories.themes import ThemeFactory

pytestmark = pytest.mark.django_db


def filled(**more):
    return {"title": "Semences", "summary": "Des semences paysannes.", "story": "Longue.", **more}


def hidden(**more):
    return ProjectFactory(status=Project.Status.OPENED, published_at=None, **more)


def test_the_list_shows_alliances_and_narrows(desk):
    assert "Aucun projet pour l’instant." in desk.see("projects")
    shown = AllyFactory(project=ProjectFactory(title="Semences", slug="semences"))
    hidden(title="Ateliers", slug="ateliers")
    rebuild()
    html = desk.see("projects")
    assert shown.organisation.name in html
    part = desk.narrow("projects", state="opened")
    assert "Ateliers" in part
    assert "Semences" not in part
    assert "Semences" in desk.narrow("projects", q=shown.organisation.name)
    assert "Rien ne correspond." in desk.see("projects", q="zzz")


def test_the_list_costs_the_same_for_three_as_for_one(desk, django_assert_max_num_queries):
    AllyFactory()
    with django_assert_max_num_queries(20) as one:
        desk.see("projects")
    AllyFactory.create_batch(2)
    with django_assert_max_num_queries(len(one.captured_queries)):
        desk.see("projects")


def test_a_project_is_told_with_its_places_and_themes(desk):
    project, theme = hidden(), ThemeFactory()
    TerritoryFactory(name="Manche")
    TerritoryFactory(name="Ndem", label="Ndem, Sénégal", country_code="SN")
    data = filled(
        territories="Manche\n\n ndem senegal ", themes=[theme.slug], starts_on="2027-01-01"
    )
    response = desk.post("project_edit", project.slug, **data)
    assert response["Location"] == reverse("desk:project_edit", args=[project.slug])
    project.refresh_from_db()
    assert project.title == "Semences"
    assert {place.name for place in project.territories.all()} == {"Manche", "Ndem"}
    assert list(project.themes.all()) == [theme]
    html = desk.see("project_edit", project.slug)
    assert "Ndem, Sénégal" in html
    assert 'value="2027-01-01"' in html


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"title": ""}, "Titre"),
        ({"summary": "x" * 1201}, "x" * 1201),
        ({"starts_on": "2027-02-01", "ends_on": "2027-01-01"}, "La fin ne peut pas précéder"),
        (
            {"territories": "Nullepart\nManchot"},
            "«\N{NO-BREAK SPACE}Manchot\N{NO-BREAK SPACE}» n’est pas un territoire connu.",
        ),
        ({"story": "a\x00b"}, "Quelque chose est à corriger"),
    ],
)
def test_a_bad_field_gets_a_sentence_and_nothing_is_lost(desk, change, sentence):
    project = hidden(title="Avant")
    response = desk.post("project_edit", project.slug, **filled(**change))
    assert response.status_code == 422
    assert sentence in response.content.decode()
    project.refresh_from_db()
    assert project.title == "Avant"


def test_a_project_is_published_once(desk):
    project = hidden()
    assert "Publier le projet" in desk.see("project_edit", project.slug)
    assert "Le projet est public." in desk.told("project_publish", project.slug)
    project.refresh_from_db()
    assert project.status == Project.Status.PUBLISHED
    assert "Publier le projet" not in desk.see("project_edit", project.slug)
    assert "déjà public" in desk.told("project_publish", project.slug)


def test_results_come_before_the_page(desk):
    application = DecisionFactory(application__call__closed=True).application
    project = hidden(application=application, call=application.call)
    assert "Annoncez d’abord les résultats" in desk.told("project_publish", project.slug)


def test_the_themes_of_a_project_are_ticked_when_it_is_changed(client_of):
    kept, other = ThemeFactory(slug="eau"), ThemeFactory(slug="terre")
    project = ProjectFactory()
    project.themes.add(kept)
    page = client_of(OfficerFactory()).get(f"/pilotage/projets/{project.slug}/").content.decode()
    boxes = dict(re.findall(r'name="themes" value="(\w+)"([^>]*)', page))
    assert "checked" in boxes[kept.slug]
    assert "checked" not in boxes[other.slug]
