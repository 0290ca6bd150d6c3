"""The catalogue of messages: drawn from the sources, checked and compiled by Babel alone.

The sources speak French; `locale/en` holds the English, and the French catalogue, which nobody
writes, is the sources with their no-break spaces. Nothing here needs the system's gettext.
"""

import ast
import re
from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract as extract_python
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po
from django.utils.translation.template import templatize

from maillage.algorithms.typography import typeset

Words = tuple[str, ...]  # the message, with its plural where it has one

KEYWORDS: dict[str, tuple[int | tuple[int, str], ...] | None] = {
    "_": None,
    "_t": None,
    "gettext": None,
    "gettext_lazy": None,
    "gettext_noop": None,
    "ngettext": (1, 2),
    "ngettext_lazy": (1, 2),
    "pgettext": ((1, "c"), 2),
    "pgettext_lazy": ((1, "c"), 2),
    "npgettext": ((1, "c"), 2, 3),
    "npgettext_lazy": ((1, "c"), 2, 3),
}
_LITERAL = r"""u?(?:'(?:\\.|[^'\\])*'|"(?:\\.|[^"\\])*")"""
_CALL = re.compile(rf"\b(_|n?p?gettext)\(\s*({_LITERAL}(?:\s*,\s*{_LITERAL})*)")
_PLACEHOLDER = re.compile(r"%\(\w+\)[sd]|%[sd](?!\w)|\{\w*\}")
_DATES = ('"POT-Creation-Date', '"PO-Revision-Date', '"Last-Translator', '"Generated-By')


@dataclass(frozen=True, slots=True)
class Found:
    """One message met in one file."""

    words: Words
    context: str | None
    place: str


def catalogue_path(locale: Path, language: str) -> Path:
    return locale / language / "LC_MESSAGES" / "django.po"


def extract(root: Path, folders: tuple[str, ...] = ("config", "maillage")) -> Catalog:
    """Every message of the sources, each with the files that say it."""
    catalog = Catalog(fuzzy=False)
    for folder in folders:
        for path in sorted((root / folder).rglob("*")):
            for found in _messages_of(path, path.relative_to(root).as_posix()):
                _add(catalog, found)
    return catalog


def _messages_of(path: Path, place: str) -> Iterator[Found]:
    if path.suffix == ".py" and "migrations" not in path.parts:
        yield from _from_python(path, place)
    elif path.suffix in {".html", ".txt"} and "templates" in path.parts:
        yield from _from_template(path.read_text(encoding="utf-8"), place)


def _from_python(path: Path, place: str) -> Iterator[Found]:
    with path.open("rb") as source:
        for _line, message, _comments, context in extract_python("python", source, KEYWORDS):
            words = message if isinstance(message, tuple) else (message,)
            if words[0]:
                yield Found(words, context, place)


def _from_template(text: str, place: str) -> Iterator[Found]:
    """Django turns tags into calls; the calls are read here, whatever stands around them."""
    for call, literals in _CALL.findall(templatize(text, origin=place)):
        words = tuple(ast.literal_eval(literal) for literal in re.findall(_LITERAL, literals))
        context = words[0] if "p" in call else None
        if any(words):
            yield Found(words[1:] if context is not None else words, context, place)


def _add(catalog: Catalog, found: Found) -> None:
    """A message that is singular here and plural there is one entry, the plural one."""
    known = catalog.get(found.words[0], found.context)
    words: str | Words = found.words if len(found.words) > 1 else found.words[0]
    if known is not None and isinstance(known.id, tuple):
        words = tuple(known.id)
    elif known is not None and isinstance(words, tuple):
        known.id, known.string = words, ("", "")
    catalog.add(words, locations=[(found.place, 0)], context=found.context)


def read(path: Path, language: str) -> Catalog:
    """Read a catalogue; a file that is not there is an empty one."""
    if not path.exists():
        return Catalog(locale=language, project="Maillage", fuzzy=False)
    with path.open("rb") as source:
        return read_po(source, locale=language)


def merge(path: Path, sources: Catalog, language: str) -> None:
    """Write what the sources say: translations are kept, what nobody says any more goes."""
    catalog = read(path, language)
    catalog.update(sources, no_fuzzy_matching=True)
    catalog.fuzzy = False
    out = BytesIO()
    write_po(out, catalog, width=100, sort_output=True, include_lineno=False, ignore_obsolete=True)
    lines = out.getvalue().decode().splitlines(keepends=True)
    path.parent.mkdir(parents=True, exist_ok=True)
    text = "".join(line for line in lines if not line.startswith(_DATES))
    path.write_text(text.rstrip() + "\n", encoding="utf-8")


def problems(path: Path, sources: Catalog, language: str) -> list[str]:
    """What keeps the catalogue from being complete and exact, one sentence for each message."""
    catalog = read(path, language)
    said = {(_first(message), message.context) for message in sources if message.id}
    wrong = [
        f"{sentence}: {_name(message)}"
        for message in sources
        if message.id
        if (sentence := _problem(message, catalog.get(_first(message), message.context)))
    ]
    gone = [
        f"no longer said anywhere: « {_first(message)} »"
        for message in catalog
        if message.id and (_first(message), message.context) not in said
    ]
    return wrong + gone


def _problem(message: Message, translated: Message | None) -> str:
    if translated is None or isinstance(translated.id, tuple) != isinstance(message.id, tuple):
        return "missing from the catalogue"
    if translated.fuzzy:
        return "fuzzy"
    originals, translations = _texts(message.id), _texts(translated.string)
    if not all(translations):
        return "not translated"
    # The singular may leave the number out ("one project"); nothing may invent a placeholder.
    known = {name for text in originals for name in _PLACEHOLDER.findall(text)}
    invented = {name for text in translations for name in _PLACEHOLDER.findall(text)} - known
    if invented or set(_PLACEHOLDER.findall(translations[-1])) != known:
        return "other placeholders than the source"
    return ""


def compile_all(locale: Path) -> list[Path]:
    """Write the .mo beside each .po."""
    written = []
    for path in sorted(locale.glob("*/LC_MESSAGES/*.po")):
        target = path.with_suffix(".mo")
        catalog = read(path, path.parent.parent.name)
        with target.open("wb") as out:
            write_mo(out, catalog)
        written.append(target)
    return written


def compile_french(locale: Path, sources: Catalog) -> Path:
    """Write the French .mo: each message as it must be printed."""
    catalog = Catalog(locale="fr", project="Maillage", fuzzy=False)
    for message in sources:
        if message.id:
            printed = tuple(map(typeset, _texts(message.id)))
            catalog.add(
                message.id, printed if len(printed) > 1 else printed[0], context=message.context
            )
    target = catalogue_path(locale, "fr").with_suffix(".mo")
    target.parent.mkdir(parents=True, exist_ok=True)
    with target.open("wb") as out:
        write_mo(out, catalog)
    return target


def _texts(words: str | list[str] | Words | None) -> Words:
    return (words or "",) if isinstance(words, str | None) else tuple(words)


def _first(message: Message) -> str:
    return _texts(message.id)[0]


def _name(message: Message) -> str:
    files = ", ".join(sorted({file for file, _line in message.locations}))
    return f"« {_first(message)} » ({files})"
