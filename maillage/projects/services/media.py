"""Photographs and documents of a project's page."""

from typing import Any

from django.db import transaction
from django.db.models import F, Max
from django.utils.translation import gettext as _

from maillage.accounts.models import User
from maillage.algorithms.photographs import Photograph
from maillage.core.locking import locked
from maillage.core.refusal import Refusal
from maillage.files.services import keep_document, keep_picture, let_go
from maillage.journal.services import record
from maillage.projects.models import Paper, Photo, Project

MOST_PHOTOS, MOST_PAPERS = 24, 40


@transaction.atomic
def add_photo(project: Project, photograph: Photograph, *, by: User | None, **told: Any) -> Photo:
    """Show a photograph on the project's page, after the others."""
    project = locked(project)
    if project.photos.count() >= MOST_PHOTOS:
        raise Refusal(
            _("Cette page montre déjà %(most)d photographies. Retirez-en une avant d’en ajouter.")
            % {"most": MOST_PHOTOS}
        )
    picture = keep_picture(photograph)
    if project.photos.filter(picture=picture).exists():
        raise Refusal(_("Cette photographie est déjà sur la page."))
    last = project.photos.aggregate(last=Max("place"))["last"]
    place = 0 if last is None else last + 1
    photo = Photo.objects.create(project=project, picture=picture, place=place, **told)
    record("project.photo_added", project, by=by, photo=photo.code)
    return photo


@transaction.atomic
def change_photo(photo: Photo, *, by: User, **told: Any) -> Photo:
    """Change what is said of a photograph, not the picture itself."""
    photo = locked(photo)
    for name, value in told.items():
        setattr(photo, name, value)
    photo.save(update_fields=list(told))
    record("project.photo_changed", photo.project, by=by, photo=photo.code)
    return photo


@transaction.atomic
def put_first(photo: Photo, *, by: User) -> Photo:
    """Make it the first of its page: the one that shared links show."""
    project = locked(photo.project)
    photo = locked(photo)
    project.photos.filter(place__lt=photo.place).update(place=F("place") + 1)
    photo.place = 0
    photo.save(update_fields=["place"])
    record("project.photo_changed", project, by=by, photo=photo.code)
    return photo


@transaction.atomic
def remove_photo(photo: Photo, *, by: User) -> Project:
    """Take it off the page, and away for good when no other page shows it."""
    photo = locked(photo)
    project, picture = photo.project, photo.picture
    photo.delete()
    let_go(picture)
    record("project.photo_removed", project, by=by)
    return project


@transaction.atomic
def add_paper(project: Project, data: bytes, kind: str, *, title: str, by: User | None) -> Paper:
    """Lay a document on the project's page; `kind` was sniffed from its bytes."""
    project = locked(project)
    if project.papers.count() >= MOST_PAPERS:
        raise Refusal(
            _("Cette page porte déjà %(most)d documents. Retirez-en un avant d’en ajouter.")
            % {"most": MOST_PAPERS}
        )
    document = keep_document(data, kind)
    if project.papers.filter(document=document).exists():
        raise Refusal(_("Ce document est déjà sur la page."))
    paper = Paper.objects.create(project=project, document=document, title=title)
    record("project.paper_added", project, by=by, paper=paper.code)
    return paper


@transaction.atomic
def remove_paper(paper: Paper, *, by: User) -> Project:
    """Take it off the page, and away for good when no other page has it."""
    paper = locked(paper)
    project, document = paper.project, paper.document
    paper.delete()
    let_go(document)
    record("project.paper_removed", project, by=by)
    return project
