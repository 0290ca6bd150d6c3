"""What people write with a few signs (Markdown), drawn as HTML that holds nothing else.

No HTML of one's own, no picture, no script: whatever is not a sign of the language is text. A page
has its title already: headings begin at the second level and none is skipped, whatever was typed.
`{name}` stands for a fact, which whoever draws gives; a fact that is missing is shown as such.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from html import escape
from typing import Any

from markdown_it import MarkdownIt
from markdown_it.renderer import RendererHTML
from markdown_it.rules_core import StateCore
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token

from maillage.algorithms.typography import typeset

FIRST_LEVEL, LAST_LEVEL = 2, 6
FACT = re.compile(r"\{([a-z]+(?:-[a-z]+)*)\}")
ALLOWED = re.compile(r"(?:https?://|mailto:|tel:|/(?!/)|#)", re.IGNORECASE)
ABROAD = re.compile(r"https?://", re.IGNORECASE)
MAIL = re.compile(r"[^\s@<>\"']+@[^\s@<>\"']+")


@dataclass(frozen=True, slots=True)
class Fact:
    """What stands for `{name}`: its value, and the words that ask for it while it has none."""

    value: str
    asked: str


def markup(text: str, facts: Mapping[str, Fact] | None = None, *, french: bool = True) -> str:
    """The text as HTML; French signs are held to their words."""
    return str(_reader().render(text, {"facts": facts or {}, "french": french}))


def facts_named(text: str) -> list[str]:
    """The names between braces, each once, in their order."""
    return list(dict.fromkeys(FACT.findall(text)))


def plain(text: str, facts: Mapping[str, Fact] | None = None, *, french: bool = True) -> str:
    """The same words without any sign, on one line: for a search engine, a shared link."""
    env = {"facts": facts or {}, "french": french}
    found = []
    for token in _reader().parse(text, env):
        words = [_plain_token(child, env) for child in token.children or ()]
        found.append("".join(words))
    return " ".join(" ".join(found).split())


def _plain_token(token: Token, env: Mapping[str, Any]) -> str:
    if token.type == "fact":
        fact = env["facts"].get(token.content)
        return fact.value or f"({fact.asked})" if fact else f"{{{token.content}}}"
    return " " if token.type in {"softbreak", "hardbreak"} else token.content


@cache
def _reader() -> MarkdownIt:
    reader = MarkdownIt("commonmark", {"html": False, "xhtmlOut": False}).disable("image")
    reader.inline.ruler.push("fact", _read_fact)
    reader.core.ruler.push("headings", _lower_headings)
    reader.core.ruler.push("links", _mark_links)
    reader.core.ruler.push("typeset", _typeset)
    reader.add_render_rule("fact", _draw_fact)
    reader.validateLink = _may_lead  # type: ignore[method-assign]
    return reader


def _may_lead(url: str) -> bool:
    """Another site, an address to write to, a page of ours: nothing that runs."""
    return ALLOWED.match(url.strip()) is not None


def _read_fact(state: StateInline, silent: bool) -> bool:
    """Read `{name}` where it begins; other braces are text."""
    found = FACT.match(state.src, state.pos)
    if found is None:
        return False
    if not silent:
        token = state.push("fact", "", 0)
        token.content, token.meta = found[1], {"in_link": state.linkLevel > 0}
    state.pos = found.end()
    return True


def _draw_fact(
    _renderer: RendererHTML, tokens: Sequence[Token], at: int, _options: Any, env: Any
) -> str:
    name = tokens[at].content
    fact: Fact | None = env["facts"].get(name)
    if fact is None:
        return escape(f"{{{name}}}")
    value = escape(fact.value)
    if not value:
        return f"<mark>{escape(fact.asked)}</mark>"
    is_address = MAIL.fullmatch(fact.value) and not tokens[at].meta["in_link"]
    return f'<a href="mailto:{value}">{value}</a>' if is_address else value


def _lower_headings(state: StateCore) -> None:
    """The first heading is of the second level; one goes down by one step, and up by any."""
    open_above: list[int] = []
    for token in state.tokens:
        if token.type == "heading_open":
            typed = int(token.tag[1])
            while open_above and open_above[-1] >= typed:
                open_above.pop()
            open_above.append(typed)
        if token.type in {"heading_open", "heading_close"}:
            token.tag = f"h{min(LAST_LEVEL, FIRST_LEVEL + len(open_above) - 1)}"


def _each(state: StateCore, kind: str, change: Callable[[Token], None]) -> None:
    for token in state.tokens:
        for child in token.children or ():
            if child.type == kind:
                change(child)


def _mark_links(state: StateCore) -> None:
    """Another site learns nothing of the page that led there."""

    def mark(link: Token) -> None:
        if ABROAD.match(str(link.attrGet("href"))):
            link.attrSet("rel", "external noopener")

    _each(state, "link_open", mark)


def _typeset(state: StateCore) -> None:
    def hold(text: Token) -> None:
        text.content = typeset(text.content)

    if state.env["french"]:
        _each(state, "text", hold)
