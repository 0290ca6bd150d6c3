"""The message catalogues, with Babel alone: no system gettext is needed to build or to check.

The interface's source language is French; English is a complete catalogue. Templates are read
through Django's own `templatize`, whose output is close enough to JavaScript for Babel's lexer.
"""

import io
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract_javascript, extract_python
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po
from django.utils.translation.template import templatize

KEYWORDS: dict[str, Any] = {
    "gettext": None,
    "gettext_lazy": None,
    "_": None,
    "_t": None,
    "ngettext": (1, 2),
    "ngettext_lazy": (1, 2),
    "pgettext": ((1, "c"), 2),
    "pgettext_lazy": ((1, "c"), 2),
    "npgettext": ((1, "c"), 2, 3),
}
PLACEHOLDER = re.compile(r"%\((\w+)\)[sd]|%[sd]")


def extract(root: Path) -> Catalog:
    """Read every message of the package, sorted, with the files it stands in."""
    catalog = Catalog(locale="en", domain="django", project="Maillage", fuzzy=False)
    for path in sorted((root / "maillage").rglob("*")):
        if path.suffix in {".py", ".html", ".txt"} and "migrations" not in path.parts:
            _read(path, str(path.relative_to(root)), catalog)
    for path in sorted((root / "config").glob("*.py")):
        _read(path, str(path.relative_to(root)), catalog)
    return catalog


def _read(path: Path, name: str, catalog: Catalog) -> None:
    for text, context in messages_in(path.read_text("utf-8"), is_template=path.suffix != ".py"):
        catalog.add(text, locations=[(name, 0)], context=context)


def messages_in(source: str, *, is_template: bool) -> Iterator[tuple[Any, str | None]]:
    """Yield each message (a text, or a pair singular and plural) with its context."""
    if is_template:
        stream = io.BytesIO(templatize(source).encode())
        found = extract_javascript(stream, list(KEYWORDS), [], {"encoding": "utf-8"})
    else:
        stream = io.BytesIO(source.encode())
        found = extract_python(stream, list(KEYWORDS), [], {})
    for _line, function, arguments, _comments in found:
        message = _arranged(function, arguments)
        if message and message[0] and message[0] != ("",):
            yield message


def _arranged(function: str, arguments: Any) -> tuple[Any, str | None] | None:
    """Tell text, plural and context apart; calls whose text is computed say nothing here."""
    given = list(arguments) if isinstance(arguments, list | tuple) else [arguments]
    context = given.pop(0) if function in {"pgettext", "pgettext_lazy", "npgettext"} else None
    if function.startswith(("ngettext", "npgettext")):
        return (tuple(given[:2]), context) if all(given[:2]) and len(given) > 1 else None
    return (given[0], context) if given and given[0] else None


def load(path: Path) -> Catalog:
    """Read a catalogue; a file that is not there is an empty one."""
    if not path.exists():
        return Catalog(locale="en", fuzzy=False)
    with path.open("rb") as stream:
        return read_po(stream, locale="en", domain="django")


def merge(path: Path, found: Catalog) -> None:
    """Write what is found into the catalogue: translations stay, what is no longer said goes."""
    known = {(_key(m.id), m.context): m for m in load(path) if m.id}
    for message in found:
        before = known.get((_key(message.id), message.context))
        if message.id and before:
            message.string = before.string
            message.flags = {flag for flag in before.flags if flag != "fuzzy"} | message.flags
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("wb") as stream:
        write_po(
            stream, found, sort_output=True, include_lineno=False, omit_header=False, width=100
        )


def _key(identity: Any) -> str:
    return identity[0] if isinstance(identity, tuple | list) else identity


def problems(path: Path, found: Catalog) -> Iterator[str]:
    """Say what is wrong with the catalogue, a line for each message."""
    known = {(_key(m.id), m.context): m for m in load(path) if m.id}
    for message in found:
        if not message.id:
            continue
        there = known.pop((_key(message.id), message.context), None)
        if problem := _problem(message, there):
            yield f"{problem}: {_key(message.id)!r} ({', '.join(name for name, _ in message.locations)})"
    for text, _context in known:
        yield f"no longer said anywhere: {text!r}"


def _problem(message: Message, there: Message | None) -> str:
    if there is None:
        return "missing from the catalogue"
    strings = there.string if isinstance(there.string, tuple | list) else (there.string,)
    if not all(strings):
        return "without English words"
    if there.fuzzy:
        return "fuzzy"
    wanted = set(PLACEHOLDER.findall(_plural(message.id)))
    if any(set(PLACEHOLDER.findall(text)) - wanted for text in strings):
        return "with a placeholder that the French does not have"
    if set(PLACEHOLDER.findall(strings[-1])) != wanted:
        return "with a placeholder lost"
    return ""


def _plural(identity: Any) -> str:
    return identity[-1] if isinstance(identity, tuple | list) else identity


def compile_catalogue(path: Path) -> None:
    """Write the .mo that Django reads beside the .po that people write."""
    with path.with_suffix(".mo").open("wb") as stream:
        write_mo(stream, load(path))
