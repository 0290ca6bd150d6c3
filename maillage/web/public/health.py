"""Whether this server works: for the machines that watch it."""

from django.contrib.auth.decorators import login_not_required
from django.db import DatabaseError
from django.http import HttpRequest, JsonResponse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from maillage.core.health import database_answers, worker_is_late


@login_not_required
@require_safe
@never_cache
def health(_request: HttpRequest) -> JsonResponse:
    """200 while pages can be served, 503 otherwise; a late worker is told and stops nobody.

    Nothing more: what exactly is wrong is said by `maillage diagnose`, to who runs the server.
    """
    if not database_answers():
        return JsonResponse({"status": "down", "worker": "unknown"}, status=503)
    try:
        late = worker_is_late(timezone.now())
    except DatabaseError:
        return JsonResponse({"status": "down", "worker": "unknown"}, status=503)
    return JsonResponse({"status": "up", "worker": "late" if late else "running"})
