"""What the law asks to say, and what the demonstration offers."""

from itertools import groupby

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from maillage.accounts.models import User
from maillage.core import demonstration
from maillage.core.http import VisitorRequest
from maillage.core.privacy import register
from maillage.web.public.catalogue import DATASETS, linked_catalogue
from maillage.web.public.linked import LICENCE


@login_not_required
@require_safe
def legal(request: VisitorRequest) -> HttpResponse:
    """Who answers for this site."""
    return render(request, "public/legal.html")


@login_not_required
@require_safe
def data(request: VisitorRequest) -> HttpResponse:
    """What may be taken away, in which form, under which licence."""
    context = {"datasets": DATASETS, "licence": LICENCE, "linked": linked_catalogue()}
    return render(request, "public/data.html", context)


@login_not_required
@require_safe
def privacy(request: VisitorRequest) -> HttpResponse:
    """What is kept about people: the register itself, not a text that ages beside it."""
    models = [(title, list(lines)) for title, lines in groupby(register(), key=lambda x: x.title)]
    return render(request, "public/privacy.html", {"models": models})


@login_not_required
@require_safe
def demo_accounts(request: VisitorRequest) -> HttpResponse:
    """The accounts of the demonstration; such a page does not exist elsewhere."""
    if not settings.DEMO:
        raise Http404
    accounts = User.objects.filter(is_demo=True).order_by("pk")
    context = {
        "accounts": [(account, demonstration.purpose_of(account.email)) for account in accounts],
        "password": settings.DEMO_PASSWORD,
    }
    return render(request, "public/demo_accounts.html", context)
