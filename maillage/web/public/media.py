"""Photographs and documents, served through the project they belong to."""

from django.contrib.auth.decorators import login_not_required
from django.core.files.storage import default_storage
from django.db.models import QuerySet
from django.http import FileResponse, Http404
from django.shortcuts import get_object_or_404
from django.utils.cache import patch_cache_control
from django.utils.text import slugify
from django.views.decorators.http import require_safe

from maillage.core.http import VisitorRequest
from maillage.projects.models import Paper, Photo, Project

A_DAY = 86_400
ALONE = "default-src 'none'; frame-ancestors 'none'; sandbox"
TYPES = {
    "pdf": "application/pdf",
    "odt": "application/vnd.oasis.opendocument.text",
    "ods": "application/vnd.oasis.opendocument.spreadsheet",
    "odp": "application/vnd.oasis.opendocument.presentation",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "pptx": "application/vnd.openxmlformats-officedocument.presentationml.presentation",
}


@login_not_required
@require_safe
def photo(request: VisitorRequest, code: str, width: str) -> FileResponse:
    """A photograph in one of its sizes, for whoever may see its project."""
    found = get_object_or_404(_photos(request), code=code)
    if width not in map(str, found.picture.widths):
        raise Http404
    return _served(found.project, found.picture.path(f"{width}.webp"), "image/webp")


@login_not_required
@require_safe
def shared_photo(request: VisitorRequest, code: str) -> FileResponse:
    """The photograph as other sites show it, when somebody shares the page."""
    found = get_object_or_404(_photos(request), code=code)
    return _served(found.project, found.picture.path("share.jpg"), "image/jpeg")


@login_not_required
@require_safe
def paper(request: VisitorRequest, code: str) -> FileResponse:
    """A document, to be kept and not shown: it opens in no page of ours."""
    seen = Paper.objects.filter(project__in=Project.objects.visible_to(request.user))
    found = get_object_or_404(seen.select_related("project", "document"), code=code)
    kind = found.document.kind
    response = _served(found.project, found.document.path(), TYPES[kind])
    name = slugify(found.title) or "document"
    response["Content-Disposition"] = f'attachment; filename="{name}.{kind}"'
    response["Content-Security-Policy"] = ALONE
    return response


def _photos(request: VisitorRequest) -> QuerySet[Photo]:
    seen = Photo.objects.filter(project__in=Project.objects.visible_to(request.user))
    return seen.select_related("project", "picture")


def _served(project: Project, path: str, media_type: str) -> FileResponse:
    """A withdrawn picture leaves caches within a day; what is not published enters none."""
    try:
        content = default_storage.open(path)
    except FileNotFoundError:
        raise Http404 from None
    response = FileResponse(content, content_type=media_type)
    if project.status == Project.Status.PUBLISHED:
        patch_cache_control(response, public=True, max_age=A_DAY)
    return response
