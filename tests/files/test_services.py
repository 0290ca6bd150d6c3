"""Keeping files, each once."""

import pytest
from django.core.files.storage import default_storage

from maillage.files.models import Document, Picture
from maillage.files.services import keep_document, keep_picture, let_go
from tests.factories.projects import PaperFactory, PhotoFactory, developed

pytestmark = pytest.mark.django_db


def test_a_picture_is_kept_with_all_its_sizes():
    picture = keep_picture(developed())
    assert (picture.width, picture.height, picture.widths) == (600, 400, [480, 600])
    kept = set(default_storage.listdir(picture.path("").rstrip("/"))[1])
    assert kept == {"480.webp", "600.webp", "share.jpg"}


def test_the_same_picture_is_kept_once():
    assert keep_picture(developed()) == keep_picture(developed())
    assert Picture.objects.count() == 1


def test_a_file_that_went_missing_is_laid_again():
    """Handing the same picture in again mends a storage that lost it."""
    picture = keep_picture(developed())
    default_storage.delete(picture.path("480.webp"))
    keep_picture(developed())
    assert default_storage.exists(picture.path("480.webp"))


def test_a_document_is_kept_once_under_its_fingerprint():
    one, two = keep_document(b"%PDF a", "pdf"), keep_document(b"%PDF a", "pdf")
    assert one == two
    assert one.size == 6
    assert default_storage.open(one.path()).read() == b"%PDF a"
    assert keep_document(b"%PDF b", "pdf") != one


@pytest.mark.parametrize("factory", [PhotoFactory, PaperFactory])
def test_what_is_still_held_stays(factory, django_capture_on_commit_callbacks):
    held = factory()
    kept = getattr(held, "picture", None) or held.document
    with django_capture_on_commit_callbacks(execute=True) as done:
        let_go(kept)
    assert done == []
    assert type(kept).objects.filter(sha256=kept.sha256).exists()


def test_what_nothing_holds_goes_with_its_files(django_capture_on_commit_callbacks):
    picture, document = keep_picture(developed()), keep_document(b"%PDF a", "pdf")
    paths = [picture.path("480.webp"), document.path()]
    with django_capture_on_commit_callbacks(execute=True):
        let_go(picture)
        let_go(document)
    assert not any(default_storage.exists(path) for path in paths)
    assert not Picture.objects.exists()
    assert not Document.objects.exists()


def test_an_act_that_fails_takes_no_file_away(django_capture_on_commit_callbacks):
    """Files go once the act is done, not before."""
    picture = keep_picture(developed())
    with django_capture_on_commit_callbacks(execute=False):
        let_go(picture)
    assert default_storage.exists(picture.path("480.webp"))
