"""What the law asks to say, and what the demonstration offers."""

from itertools import groupby

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from maillage.accounts.models import User
from maillage.actors.models import TextVersion
from maillage.actors.queries import text_facts, text_to_read
from maillage.core import demonstration
from maillage.core.http import VisitorRequest
from maillage.core.privacy import register
from maillage.design.conformity import AUDITED_ON, PAGES, TECHNOLOGIES, VERSION, audit
from maillage.web.public.catalogue import DATASETS, linked_catalogue
from maillage.web.public.cookies import cookies_set
from maillage.web.public.linked import LICENCE

Key = TextVersion.Key


@login_not_required
@require_safe
def legal(request: VisitorRequest) -> HttpResponse:
    """Who answers for this site."""
    context = {"text": text_to_read(Key.LEGAL), "facts": text_facts()}
    return render(request, "public/legal.html", context)


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
    context = {"text": text_to_read(Key.PRIVACY), "facts": text_facts(), "models": models}
    return render(request, "public/privacy.html", context)


@login_not_required
@require_safe
def accessibility(request: VisitorRequest) -> HttpResponse:
    """The statement the law asks for, its figures drawn from the grid itself."""
    context = {
        "text": text_to_read(Key.ACCESSIBILITY),
        "facts": text_facts(),
        "audit": audit(),
        "audited_on": AUDITED_ON,
        "version": VERSION,
        "pages": PAGES,
        "technologies": TECHNOLOGIES,
    }
    return render(request, "public/accessibility.html", context)


@login_not_required
@require_safe
def cookies(request: VisitorRequest) -> HttpResponse:
    """Each cookie by its name: what it is for, how long it stays."""
    context = {"text": text_to_read(Key.COOKIES), "facts": text_facts(), "cookies": cookies_set()}
    return render(request, "public/cookies.html", context)


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
