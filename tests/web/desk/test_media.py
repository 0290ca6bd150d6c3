"""Photographs and documents at the desk."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from maillage.projects.models import Paper, Photo
from maillage.web.desk import media_forms
from tests.factories.projects import PaperFactory, PhotoFactory, ProjectFactory
from tests.pictures import a_photograph, with_exif

pytestmark = pytest.mark.django_db


def picture(data=None, name="rive.jpg"):
    return SimpleUploadedFile(name, data or with_exif(), "image/jpeg")


def filled(**more):
    return {
        "picture_file": picture(),
        "alt": "Une rive au matin",
        "credit": "Alma Exemple",
        "people": "nobody",
        **more,
    }


def test_a_photograph_is_added_and_seen(desk):
    project = ProjectFactory()
    page = desk.told("photo_add", project.slug, **filled())
    assert "La photographie est sur la page du projet." in page
    assert "Une rive au matin" in page
    assert project.photos.get().picture.height == 1200  # it stands upright


@pytest.mark.parametrize(
    ("given", "sentence"),
    [
        (picture(b"<svg/>"), "n’est pas une photographie"),
        (picture(a_photograph()[:-300]), "n’est pas une photographie"),
        (None, "obligatoire"),
    ],
    ids=["svg", "cut", "nothing"],
)
def test_what_is_no_photograph_gets_a_sentence_and_loses_no_word(desk, given, sentence):
    data = {name: value for name, value in filled(picture_file=given).items() if value}
    response = desk.post("photo_add", ProjectFactory().slug, **data)
    assert response.status_code == 422
    page = response.content.decode()
    assert sentence in page
    assert "Une rive au matin" in page
    assert not Photo.objects.exists()


def test_a_file_too_heavy_gets_a_sentence(desk, monkeypatch):
    monkeypatch.setattr(media_forms, "PHOTO_BYTES", 1_000)
    page = desk.post("photo_add", ProjectFactory().slug, **filled()).content.decode()
    assert "trop lourd" in page


def test_people_who_can_be_recognised_have_agreed_and_it_says_how(desk):
    project = ProjectFactory()
    response = desk.post("photo_add", project.slug, **filled(people="agreed"))
    assert "Dites de qui vient l’accord" in response.content.decode()
    desk.post("photo_add", project.slug, **filled(people="agreed", consent="accord écrit, mars"))
    assert project.photos.get().consent == "accord écrit, mars"


def test_its_words_change_it_goes_first_it_is_removed(desk):
    project = ProjectFactory()
    one, two = (PhotoFactory(project=project, place=n) for n in range(2))
    told = {"alt": "Autre chose", "credit": "Moi", "people": "nobody"}
    assert "Autre chose" in desk.told("photo_edit", two.code, **told)
    assert "Elle est la première." in desk.told("photo_first", two.code)
    assert project.photos.first() == two
    assert "La photographie est retirée." in desk.told("photo_remove", one.code)
    assert list(project.photos.all()) == [two]


def test_a_document_is_added_and_removed(desk):
    project = ProjectFactory()
    given = SimpleUploadedFile("bilan.exe", b"%PDF-1.7 bilan")
    page = desk.told("paper_add", project.slug, paper_file=given, title="Bilan")
    assert "Le document est sur la page du projet." in page
    paper = project.papers.get()
    assert paper.document.kind == "pdf"  # of its bytes, not of its name
    assert "Le document est retiré." in desk.told("paper_remove", paper.code)
    assert not Paper.objects.exists()


def test_a_program_is_no_document(desk):
    given = SimpleUploadedFile("bilan.pdf", b"MZ\x90")
    response = desk.post("paper_add", ProjectFactory().slug, paper_file=given, title="Bilan")
    assert "n’est pas un document" in response.content.decode()


@pytest.mark.parametrize("count", [1, 3])
def test_the_page_costs_the_same(desk, count, django_assert_max_num_queries):
    project = ProjectFactory()
    for number in range(count):
        PhotoFactory(project=project, place=number)
        PaperFactory(project=project)
    desk.see("project_edit", project.slug)
    with django_assert_max_num_queries(12):
        desk.see("project_edit", project.slug)


def test_a_project_follows_another_named_by_its_title(desk):
    before, after = ProjectFactory(title="Phase une"), ProjectFactory(title="Phase deux")
    ProjectFactory(title="Phase dernière")
    told = {"title": "Phase deux", "summary": "Suite."}
    for words, sentence in (("phase", "plusieurs projets"), ("zzz", "Aucun projet ne s’appelle")):
        page = desk.post("project_edit", after.slug, follows=words, **told).content.decode()
        assert sentence in page
        assert words in page
    desk.post("project_edit", after.slug, follows="phase u", **told)
    after.refresh_from_db()
    assert after.follows == before
    assert "Phase une" in desk.see("project_edit", after.slug)
