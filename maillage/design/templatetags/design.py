"""The components. A misspelt attribute is an error, and what is given is escaped."""

import json
from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import Any, Protocol

from django import template
from django.core.paginator import Page
from django.http import HttpRequest
from django.template.loader import render_to_string
from django.utils.html import format_html, format_html_join, linebreaks
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from maillage.algorithms.differences import differences
from maillage.algorithms.markup import Fact, markup
from maillage.algorithms.typography import typeset
from maillage.design import words
from maillage.design.conformity import audit
from maillage.design.shapes import shape_of

register = template.Library()

TONES = {"plain", "pine", "clay", "sky", "plum"}
BADGES = {"plain", "ok", "zone", "no", "clay"}
NOTICES = {"info", "success", "warning", "error"}
LOOKS = {"act", "quiet", "give", "link"}


class Actor(Protocol):
    """What the drawing of an actor asks of an organisation."""

    name: str
    kind: str

    def get_kind_display(self) -> str: ...
    def get_absolute_url(self) -> str: ...


def _one_of(value: str, allowed: set[str], what: str) -> str:
    if value not in allowed:
        raise template.TemplateSyntaxError(f"{what} {value!r} is not one of {sorted(allowed)}.")
    return value


def _draw(component: str, /, **context: Any) -> SafeString:
    return render_to_string(f"design/{component}.html", context)


@register.simple_block_tag
def card(
    content: SafeString,
    *,
    title: str = "",
    href: str = "",
    eyebrow: str = "",
    tone: str = "plain",
    level: int = 3,
    lang: str = "",
) -> SafeString:
    """A sheet of paper laid on the page; `lang` is what `in_french` says of its title."""
    _one_of(tone, TONES, "The tone")
    titled = {"title": title, "href": href, "eyebrow": eyebrow, "level": level, "lang": lang}
    return _draw("card", content=content, tone=tone, **titled)


@register.simple_block_tag
def notice(content: SafeString, *, tone: str = "info", title: str = "") -> SafeString:
    """Something to know before going on."""
    return _draw("notice", content=content, tone=_one_of(tone, NOTICES, "The tone"), title=title)


@register.simple_block_tag
def empty(content: SafeString, *, title: str) -> SafeString:
    """What will be here, and how to begin."""
    return _draw("empty", content=content, title=title)


@register.simple_block_tag
def table(content: SafeString, *, caption: str) -> SafeString:
    """A table that becomes cards on a phone: each cell carries `data-label`."""
    return _draw("table", content=content, caption=caption)


@register.simple_block_tag
def band(content: SafeString) -> SafeString:
    """The warm sheet for what is human and urgent."""
    return format_html('<section class="band">{}</section>', content)


@register.simple_block_tag
def timeline(content: SafeString) -> SafeString:
    return format_html('<ol class="timeline">{}</ol>', content)


@register.simple_tag
def button(
    label: str,
    *,
    href: str = "",
    look: str = "act",
    name: str = "",
    value: str = "",
    type: str = "submit",  # noqa: A002 -- HTML's own word
) -> SafeString:
    """An act. With `href` a link that looks like one."""
    _one_of(look, LOOKS, "The look")
    return _draw("button", label=label, href=href, look=look, name=name, value=value, type=type)


@register.simple_tag
def badge(text: object, *, tone: str = "plain") -> SafeString:
    """A state: a word and a tone, never the tone alone."""
    return format_html('<span class="badge {}">{}</span>', _one_of(tone, BADGES, "The tone"), text)


@register.simple_tag
def example_badge(thing: Any) -> SafeString:
    """Mark what was invented for the demonstration."""
    return badge(_("exemple")) if thing.is_example else SafeString("")


@register.simple_tag
def shape(kind: str) -> SafeString:
    """The shape of a kind of actor."""
    drawn = shape_of(kind)
    return format_html(
        '<svg class="shape fill-{}" viewBox="0 0 20 20" aria-hidden="true" focusable="false">'
        '<path d="{}" fill-rule="evenodd"/></svg>',
        drawn.tone,
        drawn.path,
    )


@register.simple_tag
def actor(organisation: Actor, *, role: str = "") -> SafeString:
    """An actor: shape, name that leads to its page, kind and role in words."""
    return _draw("actor", organisation=organisation, role=role)


@register.simple_tag
def crumbs(*parts: str, lang: str = "") -> SafeString:
    """Where we are: label, address, label, address, … and the page itself last.

    `lang` is what `in_french` says of the page's own name.
    """
    steps = list(zip(parts[:-1:2], parts[1:-1:2], strict=True))
    return _draw("crumbs", steps=steps, here=parts[-1], lang=lang)


@register.simple_tag(takes_context=True)
def pagination(context: dict[str, Any], page: Page[Any]) -> SafeString:
    """The way to the other pages, keeping the filters; nothing when there is one page."""
    if page.paginator.num_pages <= 1:
        return SafeString("")
    request: HttpRequest = context["request"]
    links = [
        (number, _page_address(request, number) if isinstance(number, int) else "")
        for number in page.paginator.get_elided_page_range(page.number, on_each_side=1, on_ends=1)
    ]
    before = _page_address(request, page.previous_page_number()) if page.has_previous() else ""
    after = _page_address(request, page.next_page_number()) if page.has_next() else ""
    return _draw("pagination", page=page, links=links, before=before, after=after)


def _page_address(request: HttpRequest, number: int) -> str:
    query = request.GET.copy()
    query["page"] = str(number)
    return f"?{query.urlencode()}"


@register.simple_tag
def interval(
    low: float, mid: float, high: float, scale_low: float, scale_high: float, *, label: str
) -> SafeString:
    """A mean between the lowest and the highest, drawn on the range of the data."""
    span = max(scale_high - scale_low, 1e-9)
    at_low, at_mid, at_high = (200 * (x - scale_low) / span for x in (low, mid, high))
    return _draw(
        "interval",
        left=f"{at_low:.1f}",
        width=f"{max(at_high - at_low, 2):.1f}",
        middle=f"{at_mid:.1f}",
        label=label,
    )


@register.simple_tag
def progress(done: int, total: int, *, label: str) -> SafeString:
    """How far: words first, a bar beside."""
    return _draw("progress", done=done, total=total, label=label)


@register.simple_tag
def mark() -> SafeString:
    """The mesh: five nodes and their ties, one of them the hub."""
    return _draw("mark")


@register.simple_tag
def ties(left: Iterable[Any], right: Iterable[Any]) -> SafeString:
    """Here and there on one line: « Manche, Calvados ↔ Ndem »."""
    here, there = ", ".join(map(str, left)), ", ".join(map(str, right))
    return format_html_join(
        mark_safe(' <span aria-hidden="true">↔</span> '), "{}", [(p,) for p in (here, there) if p]
    )


@register.filter
def is_narrowed(request: HttpRequest) -> bool:
    """Was anything asked of the list? An empty one then says something else."""
    return any(value for name, value in request.GET.items() if name != "page")


@register.filter
def tone(kind: str) -> str:
    """The tone of a kind of actor, the same as its shape's."""
    return shape_of(kind).tone


@register.filter
def day(value: date) -> str:
    return words.day(value)


@register.filter
def moment(value: datetime) -> str:
    return words.moment(value)


@register.filter
def percent(value: float) -> str:
    """A share between 0 and 1 as « 42 % »."""
    return _("%(number)s %%") % {"number": round(100 * value)}


@register.simple_tag
def json_ld(facts: dict[str, Any]) -> SafeString:
    """Facts for machines: data, never a script, whatever a title holds."""
    told = json.dumps(facts, ensure_ascii=False)
    for sign in "<>&\u2028\u2029":
        told = told.replace(sign, f"\\u{ord(sign):04x}")
    return format_html('<script type="application/ld+json">{}</script>', mark_safe(told))


@register.filter
def paragraphs(text: str) -> SafeString:
    """Plain text as paragraphs, escaped, its French signs held to their words."""
    return mark_safe(linebreaks(typeset(text), autoescape=True))


@register.simple_tag
def rich(text: str, facts: Mapping[str, Fact] | None = None, *, language: str = "fr") -> SafeString:
    """A text written with a few signs (Markdown): no HTML of one's own survives."""
    return mark_safe(markup(text, facts, french=language == "fr"))


@register.simple_tag
def changes(before: str, after: str) -> SafeString:
    """Two texts as one: what went and what came, in words as well as in colour."""
    return _draw("changes", lines=differences(before, after))


@register.filter
def french(text: object) -> SafeString:
    return words.french(text)


@register.simple_tag
def in_french(*, unless: object = None) -> SafeString:
    """Say of an element that what it holds is French, where the page is not.

    `unless` is the same words in the reader's language, when somebody wrote them. A screen reader
    then says « semences » as it is said (RGAA 8.7); a page in French stays as it is.
    """
    return mark_safe(' lang="fr"') if words.is_foreign("fr") and not unless else SafeString("")


@register.simple_tag
def french_only(*, unless: object = None) -> SafeString:
    """Tell the reader, once on a page, that what it shows was written in French alone."""
    if unless or not words.is_foreign("fr"):
        return SafeString("")
    said = _("Ce contenu n’existe qu’en français.")
    return format_html('<p class="french-only meta">{}</p>', said)


@register.simple_tag
def conformity() -> str:
    """« Accessibilité : partiellement conforme », which the law wants on the home page."""
    return _("Accessibilité : %(state)s") % {"state": audit().state.label}
