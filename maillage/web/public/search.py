"""One field for all that is public: calls, projects, actors, themes, territories."""

from dataclasses import dataclass
from urllib.parse import urlencode

from django import forms
from django.contrib.auth.decorators import login_not_required
from django.core.paginator import Page
from django.http import HttpResponse
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from maillage.algorithms.asking import LONGEST, Question
from maillage.algorithms.highlights import Piece, excerpt, pieces
from maillage.core.answers import chosen, draw_list, page_of
from maillage.core.http import VisitorRequest
from maillage.search.queries import Found, Hit, search
from maillage.themes.queries import theme_choices, themes_in_english

SHOWN = 260  # letters of a summary
SUGGESTED = 8
KINDS: dict[str, tuple[str | Promise, str | Promise]] = {
    "call": (_("Appel à projets"), _("Appels")),
    "project": (_("Projet"), _("Projets")),
    "organisation": (_("Acteur"), _("Acteurs")),
    "theme": (_("Thème"), _("Thèmes")),
    "territory": (_("Territoire"), _("Territoires")),
}
TONES = {"call": "clay", "project": "pine", "organisation": "sky", "theme": "plum"}


class SearchForm(forms.Form):
    q = forms.CharField(
        label=_("Chercher"),
        required=False,
        max_length=LONGEST,
        widget=forms.TextInput(
            attrs={"type": "search", "placeholder": _("semences, Calvados, formation…")}
        ),
    )
    kind = forms.ChoiceField(
        choices=[(kind, "") for kind in KINDS], required=False, widget=forms.HiddenInput
    )


@dataclass(frozen=True, slots=True)
class Answer:
    """A hit with its address, its kind in words, and where it answers."""

    hit: Hit
    url: str
    label: str | Promise
    tone: str
    title: list[Piece]
    summary: list[Piece]


@dataclass(frozen=True, slots=True)
class Choice:
    """One kind to look at alone, and how many there are of it."""

    label: str | Promise
    url: str
    count: int
    is_here: bool


@login_not_required
@require_safe
def everything(request: VisitorRequest) -> HttpResponse:
    """Show what answers, the best first; without words, where to begin."""
    form = SearchForm(request.GET)
    asked = chosen(form)
    words, kind = asked.get("q", ""), asked.get("kind", "")
    found = search(words, kinds=[kind] if kind else [])
    page: Page[Hit] = page_of(request, found.hits)
    context = {
        "filters": form,
        "words": words,
        "found": found,
        "page": page,
        "answers": [_answer(hit, found.question) for hit in page],
        "english": all(_is_english(hit) for hit in page),
        "choices": _choices(words, kind, found),
        "themes": theme_choices()[:SUGGESTED],
        "english_themes": themes_in_english(),
    }
    return draw_list(request, "public/search.html", context)


def _answer(hit: Hit, question: Question) -> Answer:
    return Answer(
        hit=hit,
        url=reverse(f"public:{hit.kind}", args=[hit.key]),
        label=KINDS[hit.kind][0],
        tone=TONES.get(hit.kind, "muted"),
        title=pieces(hit.title, question),
        summary=pieces(excerpt(hit.summary, question, SHOWN), question),
    )


def _is_english(hit: Hit) -> bool:
    """Is nothing of it in French alone? A place has its name in every language."""
    is_told = hit.is_summary_english or not hit.summary
    return hit.kind == "territory" or (hit.is_title_english and is_told)


def _choices(words: str, here: str, found: Found) -> list[Choice]:
    """The kinds that have answers, and all of them; nothing where there is nothing to choose."""
    kinds = [kind for kind in KINDS if found.counts.get(kind) or kind == here]
    if len(kinds) < 2 and not here:  # noqa: PLR2004 -- one kind is no choice
        return []
    address = reverse("public:search")
    every = Choice(_("Tout"), f"{address}?{urlencode({'q': words})}", 0, not here)
    return [
        every,
        *(
            Choice(
                KINDS[kind][1],
                f"{address}?{urlencode({'q': words, 'kind': kind})}",
                found.counts.get(kind, 0),
                kind == here,
            )
            for kind in kinds
        ),
    ]
