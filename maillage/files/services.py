"""Keeping files, each once; letting go of what nothing holds any more."""

from functools import partial
from hashlib import sha256

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import models, transaction

from maillage.algorithms.photographs import Photograph
from maillage.core.holding import files_may_go
from maillage.files.models import Document, Picture


def keep_picture(photograph: Photograph) -> Picture:
    """Keep a developed photograph; the same one handed in twice is one picture.

    The files are there before the row that names them: a page never shows a hole. Part of the
    act that shows the picture, whose line in the journal tells it.
    """
    picture = Picture(sha256=photograph.sha256, width=photograph.width, height=photograph.height)
    for name, content in photograph.renditions.items():
        _store(picture.path(name), content)
    found, _created = Picture.objects.get_or_create(
        sha256=picture.sha256, defaults={"width": picture.width, "height": picture.height}
    )
    return found


def keep_document(data: bytes, kind: str) -> Document:
    """Keep a document whose kind was sniffed; the same one handed in twice is one document."""
    document = Document(sha256=sha256(data).hexdigest(), kind=kind, size=len(data))
    _store(document.path(), data)
    found, _created = Document.objects.get_or_create(
        sha256=document.sha256, defaults={"kind": kind, "size": document.size}
    )
    return found


def let_go(kept: Picture | Document) -> None:
    """Remove a file that nothing holds any more, once the act is done; one still held stays."""
    paths = [kept.path()] if isinstance(kept, Document) else _renditions(kept)
    try:
        with transaction.atomic():
            kept.delete()
    except models.ProtectedError:
        return
    for path in paths:
        transaction.on_commit(partial(_remove, path))


def _remove(path: str) -> None:
    with files_may_go():
        default_storage.delete(path)


def _renditions(picture: Picture) -> list[str]:
    _folders, names = default_storage.listdir(picture.path("").rstrip("/"))
    return [picture.path(name) for name in names]


def _store(path: str, content: bytes) -> None:
    if not default_storage.exists(path):
        default_storage.save(path, ContentFile(content))
