"""Photographs and documents of a project's page."""

import pytest
from django.core.files.storage import default_storage
from django.db import IntegrityError, transaction

from maillage.core.refusal import Refusal
from maillage.files.models import Document, Picture
from maillage.journal.models import Entry
from maillage.projects.models import Photo
from maillage.projects.services import (
    add_paper,
    add_photo,
    change_photo,
    change_project,
    media,
    put_first,
    remove_paper,
    remove_photo,
)
from tests.factories.accounts import OfficerFactory
from tests.factories.projects import PaperFactory, PhotoFactory, ProjectFactory, developed

pytestmark = pytest.mark.django_db
TOLD = {"alt": "Une rive", "caption": "", "credit": "Réseau", "people": "nobody", "consent": ""}
PDF = b"%PDF-1.7 bilan"


def verbs():
    return list(Entry.objects.order_by("pk").values_list("verb", flat=True))


class TestPhotos:
    def test_it_comes_after_the_others_with_its_files(self):
        project = ProjectFactory()
        first = add_photo(project, developed(), by=OfficerFactory(), **TOLD)
        second = add_photo(project, developed("red"), by=None, **TOLD)
        assert list(project.photos.all()) == [first, second]
        for width in first.picture.widths:
            assert default_storage.exists(first.picture.path(f"{width}.webp"))
        assert default_storage.exists(first.picture.path("share.jpg"))
        assert verbs() == ["project.photo_added"] * 2

    def test_the_same_one_is_stored_once_for_two_projects_and_shown_once_on_each(self):
        project = ProjectFactory()
        add_photo(project, developed(), by=None, **TOLD)
        add_photo(ProjectFactory(), developed(), by=None, **TOLD)
        assert Picture.objects.count() == 1
        with pytest.raises(Refusal, match="déjà sur la page"):
            add_photo(project, developed(), by=None, **TOLD)

    def test_a_page_does_not_become_an_album(self, monkeypatch):
        monkeypatch.setattr(media, "MOST_PHOTOS", 1)
        project = PhotoFactory().project
        with pytest.raises(Refusal, match="1 photographies"):
            add_photo(project, developed("red"), by=None, **TOLD)

    def test_people_who_can_be_recognised_have_agreed(self):
        with pytest.raises(IntegrityError), transaction.atomic():
            PhotoFactory(people=Photo.People.AGREED, consent="")

    def test_what_is_said_of_it_changes(self):
        photo = change_photo(PhotoFactory(), by=OfficerFactory(), **{**TOLD, "alt": "Une haie"})
        photo.refresh_from_db()
        assert photo.alt == "Une haie"
        assert verbs() == ["project.photo_changed"]

    def test_the_first_is_chosen(self):
        project = ProjectFactory()
        one, two, three = (PhotoFactory(project=project, place=n, alt=str(n)) for n in range(3))
        put_first(three, by=OfficerFactory())
        assert list(project.photos.all()) == [three, one, two]

    def test_removed_it_is_gone_for_good_once_nobody_shows_it(
        self, django_capture_on_commit_callbacks
    ):
        one, two = PhotoFactory(), PhotoFactory()
        path = one.picture.path("share.jpg")
        with django_capture_on_commit_callbacks(execute=True):
            remove_photo(one, by=OfficerFactory())
        assert default_storage.exists(path)
        with django_capture_on_commit_callbacks(execute=True):
            remove_photo(two, by=OfficerFactory())
        assert not default_storage.exists(path)
        assert not Picture.objects.exists()
        assert verbs() == ["project.photo_removed"] * 2

    def test_removed_by_two_people_at_once_it_says_so(self):
        photo = PhotoFactory()
        remove_photo(photo, by=OfficerFactory())
        with pytest.raises(Refusal, match="vient de le supprimer"):
            remove_photo(Photo(pk=photo.pk or 1), by=OfficerFactory())


class TestPapers:
    def test_it_is_kept_once_and_removed_for_good(self, django_capture_on_commit_callbacks):
        project = ProjectFactory()
        paper = add_paper(project, PDF, "pdf", title="Bilan", by=OfficerFactory())
        path = paper.document.path()
        assert default_storage.open(path).read() == PDF
        with pytest.raises(Refusal, match="déjà sur la page"):
            add_paper(project, PDF, "pdf", title="Encore", by=None)
        with django_capture_on_commit_callbacks(execute=True):
            remove_paper(paper, by=OfficerFactory())
        assert not default_storage.exists(path)
        assert not Document.objects.exists()
        assert verbs() == ["project.paper_added", "project.paper_removed"]

    def test_a_page_does_not_become_a_shelf(self, monkeypatch):
        monkeypatch.setattr(media, "MOST_PAPERS", 1)
        with pytest.raises(Refusal, match="1 documents"):
            add_paper(PaperFactory().project, b"%PDF other", "pdf", title="Autre", by=None)


class TestLineage:
    def test_a_project_follows_another_but_never_itself_however_far(self):
        officer = OfficerFactory()
        one, two, three = ProjectFactory(), ProjectFactory(), ProjectFactory()
        change_project(two, by=officer, follows=one)
        change_project(three, by=officer, follows=two)
        with pytest.raises(Refusal, match="suite à lui-même"):
            change_project(one, by=officer, follows=three)
        with pytest.raises(Refusal, match="suite à lui-même"):
            change_project(one, by=officer, follows=one)
        assert list(one.followed_by.all()) == [two]
