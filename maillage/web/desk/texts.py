"""The network's own texts: written, previewed, compared, put back; and the facts the law wants."""

from copy import copy
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from maillage.actors.models import Network, TextVersion
from maillage.actors.permissions import can_change_network, can_write_texts
from maillage.actors.queries import (
    MENTIONS,
    Text,
    mention_label,
    missing_mentions,
    shipped,
    text_facts,
    text_in_force,
)
from maillage.actors.services import change_network, restore_text, write_text
from maillage.core.answers import attempt, carry_out, draw, page_of, typed
from maillage.core.http import MemberRequest, require
from maillage.web.desk.text_forms import MentionsForm, SeenForm, TextForm


def _asked(key: str, language: str) -> dict[str, Any]:
    """The text an address names, in words; no other exists.

    `written_in` is the text's language: the frame of a page calls its own `language`.
    """
    if key not in TextVersion.Key or language not in TextVersion.Language:
        raise Http404
    words = {"title": TextVersion.Key(key).label, "spoken": TextVersion.Language(language).label}
    return {"key": key, "written_in": language, **words}


@require_GET
def texts(request: MemberRequest) -> HttpResponse:
    """Every text there is, in both languages, and what the law still waits for."""
    require(can_write_texts(request.user))
    newest = TextVersion.objects.newest().select_related("by").defer("body")
    written = {(version.key, version.language): version for version in newest}
    rows = [
        (key, [(language, written.get((key, language))) for language in TextVersion.Language])
        for key in TextVersion.Key
    ]
    missing = [mention_label(name) for name in missing_mentions()]
    return render(request, "desk/texts.html", {"rows": rows, "missing": missing})


@require_http_methods(["GET", "POST"])
def text_edit(request: MemberRequest, key: str, language: str) -> HttpResponse:
    """Write a text; look at it first as often as one likes."""
    require(can_write_texts(request.user))
    context, now = _asked(key, language), text_in_force(key, language)
    form = TextForm(typed(request), initial={"body": now.body, "seen": now.number})
    is_preview = "preview" in request.POST
    if form.is_valid() and not is_preview:
        told = form.cleaned_data
        if carry_out(form, lambda: write_text(key, language, by=request.user, **told)):
            messages.success(request, _("Le texte est en ligne."))
            return redirect("desk:text_edit", key, language)
    context |= {"form": form, "preview": form.data.get("body", "") if is_preview else ""}
    return draw(request, "desk/text.html", context | _around(request, form, context), form)


def _around(request: MemberRequest, form: TextForm, asked: dict[str, Any]) -> dict[str, Any]:
    """The history beside the text, and the version that somebody else wrote meanwhile."""
    now = text_in_force(asked["key"], asked["written_in"])
    theirs: Text | None = None
    if form.is_bound and form.cleaned_data.get("seen", now.number) != now.number:
        theirs = now
        form.begin_again(now.number)
    versions = TextVersion.objects.filter(key=asked["key"], language=asked["written_in"])
    page = page_of(request, versions.select_related("by").defer("body"))
    facts = text_facts()
    names = [(name, mention_label(name), facts[name].value) for name in MENTIONS]
    return {"now": now, "theirs": theirs, "page": page, "facts": facts, "names": names}


@require_GET
def text_version(request: MemberRequest, key: str, language: str, number: int) -> HttpResponse:
    """One version, and what it changed."""
    require(can_write_texts(request.user))
    context = _asked(key, language)
    versions = TextVersion.objects.filter(key=key, language=language)
    version = get_object_or_404(versions.select_related("by"), number=number) if number else None
    before = versions.filter(number=number - 1).first() or shipped(key, language)
    context |= {
        "version": version,
        "number": number,
        "body": version.body if version else before.body,
        "before": before.body,
        "now": text_in_force(key, language),
        "facts": text_facts(),
    }
    return render(request, "desk/text_version.html", context)


@require_POST
def text_restore(request: MemberRequest, key: str, language: str, number: int) -> HttpResponse:
    """Put an older version back in force."""
    require(can_write_texts(request.user))
    _asked(key, language)
    if number:
        get_object_or_404(TextVersion, key=key, language=language, number=number)
    form = SeenForm(request.POST)
    seen = form.cleaned_data["seen"] if form.is_valid() else -1
    done = _("Cette version est de nouveau en ligne.")
    attempt(request, lambda: restore_text(key, language, number, by=request.user, seen=seen), done)
    return redirect("desk:text_edit", key, language)


@require_http_methods(["GET", "POST"])
def mentions(request: MemberRequest) -> HttpResponse:
    """Who publishes this site, who hosts it, whom to write to."""
    require(can_change_network(request.user))
    kept = Network.objects.first()
    form = MentionsForm(typed(request), instance=copy(kept) if kept else None)
    if (
        form.is_valid()
        and carry_out(form, lambda: change_network(by=request.user, **form.told())) is not None
    ):
        messages.success(request, _("Les mentions sont enregistrées."))
        return redirect("desk:texts")
    return draw(request, "desk/mentions.html", {"form": form}, form)
