"""Photographs and documents of a project's page."""

from copy import copy

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from maillage.core.answers import attempt, carry_out, draw, typed
from maillage.core.http import MemberRequest, require
from maillage.projects.models import Paper, Photo, Project
from maillage.projects.permissions import can_change_project
from maillage.projects.services import (
    add_paper,
    add_photo,
    change_photo,
    put_first,
    remove_paper,
    remove_photo,
)
from maillage.web.desk.media_forms import NewPhotoForm, PaperForm, PhotoForm


def _project(request: MemberRequest, slug: str) -> Project:
    found = get_object_or_404(Project.objects.visible_to(request.user), slug=slug)
    require(request.user.is_team and can_change_project(request.user, found))
    return found


def _photo(request: MemberRequest, code: str) -> Photo:
    found = get_object_or_404(Photo.objects.select_related("project", "picture"), code=code)
    _project(request, found.project.slug)
    return found


@require_http_methods(["GET", "POST"])
def photo_add(request: MemberRequest, slug: str) -> HttpResponse:
    """Show a photograph on the project's page."""
    project = _project(request, slug)
    form = NewPhotoForm(typed(request), request.FILES or None)
    if form.is_valid():
        told = dict(form.cleaned_data)
        picture = told.pop("picture_file")
        if carry_out(form, lambda: add_photo(project, picture, by=request.user, **told)):
            messages.success(request, _("La photographie est sur la page du projet."))
            return redirect("desk:project_edit", slug)
    return draw(request, "desk/photo.html", {"project": project, "form": form}, form)


@require_http_methods(["GET", "POST"])
def photo_edit(request: MemberRequest, code: str) -> HttpResponse:
    """Change what is said of a photograph."""
    photo = _photo(request, code)
    form = PhotoForm(typed(request), instance=copy(photo))
    if (
        form.is_valid()
        and carry_out(form, lambda: change_photo(photo, by=request.user, **form.cleaned_data))
        is not None
    ):
        messages.success(request, _("La photographie est modifiée."))
        return redirect("desk:project_edit", photo.project.slug)
    context = {"project": photo.project, "photo": photo, "form": form}
    return draw(request, "desk/photo.html", context, form)


@require_POST
def photo_first(request: MemberRequest, code: str) -> HttpResponse:
    photo = _photo(request, code)
    attempt(request, lambda: put_first(photo, by=request.user), _("Elle est la première."))
    return redirect("desk:project_edit", photo.project.slug)


@require_POST
def photo_remove(request: MemberRequest, code: str) -> HttpResponse:
    photo = _photo(request, code)
    done = _("La photographie est retirée.")
    attempt(request, lambda: remove_photo(photo, by=request.user), done)
    return redirect("desk:project_edit", photo.project.slug)


@require_http_methods(["GET", "POST"])
def paper_add(request: MemberRequest, slug: str) -> HttpResponse:
    """Lay a document on the project's page."""
    project = _project(request, slug)
    form = PaperForm(typed(request), request.FILES or None)
    if form.is_valid():
        (data, kind), title = form.cleaned_data["paper_file"], form.cleaned_data["title"]
        if carry_out(form, lambda: add_paper(project, data, kind, title=title, by=request.user)):
            messages.success(request, _("Le document est sur la page du projet."))
            return redirect("desk:project_edit", slug)
    return draw(request, "desk/paper.html", {"project": project, "form": form}, form)


@require_POST
def paper_remove(request: MemberRequest, code: str) -> HttpResponse:
    paper = get_object_or_404(Paper.objects.select_related("project"), code=code)
    project = _project(request, paper.project.slug)
    done = _("Le document est retiré.")
    attempt(request, lambda: remove_paper(paper, by=request.user), done)
    return redirect("desk:project_edit", project.slug)
