"""One's own account."""

from typing import cast

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils import translation
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from maillage.accounts.services import change_profile
from maillage.actors.queries import organisations_of
from maillage.core.http import MemberRequest
from maillage.journal.models import Entry
from maillage.selection.queries import sits_on_a_committee
from maillage.web.account.forms import ProfileForm


@require_GET
def door(request: HttpRequest) -> HttpResponse:
    """Lead each person to where their day begins, in their language."""
    user = cast("MemberRequest", request).user
    if user.is_team:
        target = "desk:home"
    else:
        target = "jury:home" if sits_on_a_committee(user) else "space:home"
    return _in_language(redirect(target), user.language)


def _in_language(response: HttpResponse, language: str) -> HttpResponse:
    response.set_cookie(
        settings.LANGUAGE_COOKIE_NAME,
        language,
        secure=settings.LANGUAGE_COOKIE_SECURE,
        httponly=settings.LANGUAGE_COOKIE_HTTPONLY,
        samesite="Lax",
    )
    return response


@require_GET
def home(request: MemberRequest) -> HttpResponse:
    """Show what the account is, and how one signs in."""
    organisations = organisations_of(request.user)
    return render(request, "web_account/home.html", {"organisations": organisations})


@require_http_methods(["GET", "POST"])
def edit(request: MemberRequest) -> HttpResponse:
    """Change one's name and language."""
    form = ProfileForm(request.POST or None, instance=request.user)
    if request.method == "POST" and form.is_valid():
        user = change_profile(request.user, by=request.user, **form.cleaned_data)
        with translation.override(user.language):
            messages.success(request, _("Votre profil est enregistré."))
        return _in_language(redirect("account:home"), user.language)
    status = 422 if form.errors else 200
    return render(request, "web_account/edit.html", {"form": form}, status=status)


@require_GET
def my_data(request: MemberRequest) -> HttpResponse:
    """Hand over what the account holds about the person who asks."""
    user = request.user
    acts = Entry.objects.filter(by=user).values("at", "verb", "label")
    data = {
        "email": user.email,
        "name": user.name,
        "language": user.language,
        "joined_at": user.joined_at,
        "organisations": [organisation.name for organisation in organisations_of(user)],
        "acts": list(acts),
    }
    response = JsonResponse(data, json_dumps_params={"ensure_ascii": False, "indent": 2})
    response["Content-Disposition"] = 'attachment; filename="mes-donnees.json"'
    return response
