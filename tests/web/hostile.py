"""Reading the forms of a page as a browser does, and what somebody hostile types into them."""

import os
import zlib
from dataclasses import dataclass, field, replace
from html.parser import HTMLParser
from typing import TypeVar

T = TypeVar("T")

MARK = "zut"  # begins each text value: it must still be on the page when a form is drawn again
SCRIPT = f'{MARK}"><script>alert(1)</script>'
TEXTS = {
    "too long": MARK + "x" * 100_000,
    "folds longer": MARK + "\ufdfa" * 100,  # one sign that becomes eighteen letters
    "doubles": MARK + "œ" * 115,
    "NUL": f"{MARK}\x00ici",
    "script": SCRIPT,
    "line break": f"{MARK}\r\nBcc: everybody@example.org\r\n\r\nBonjour",
    "template": MARK + "{{ settings.SECRET_KEY }}{% debug %}%(name)s%s{0}",
    "right to left": f"{MARK}\u202eexe.gpj\ufffe",
    "blank": " \t\u00a0 ",
}
NUMBERS = {
    "negative": "-1",
    "huge": "9" * 30,
    "very many digits": "9" * 5000,
    "exponent": "1e400",
    "not a number": "NaN",
    "foreign digits": "٣٤",
}
DAYS = {
    "first day": "0001-01-01",
    "first instant": "0001-01-01T00:00",
    "last instant": "9999-12-31T23:59",
    "beyond": "99999-01-01",
    "no such day": "2026-02-30",
}
VALUES = TEXTS | NUMBERS | DAYS
# Bytes that are no UTF-8: a lone surrogate, an overlong slash, a cut sequence.
RAW = (b"%ED%A0%80", b"%C0%AF", b"%F0%9F%98")
# What no form can do without, so that one hostile field meets no other fault.
NEEDED = {
    "title": "Un titre",
    "name": "Un nom",
    "summary": "Un résumé.",
    "reason": "Une raison.",
    "question-label": "Une question",
    "criterion-label": "Un critère",
    "email": "alma@example.org",
    "on": "2026-05-01",
    "outcome": "accepted",
    "granted_cents": "9 000",
    "role": "reader",
}
# Not typed in words, or never shown again: nobody looks for them on the page.
UNSEEN = {"hidden", "checkbox", "radio", "select", "file", "password", "number", "date", "button"}


# Each field meets a part of the values, another part than its neighbour's, so that a house of
# hundreds of fields meets them all; MAILLAGE_THOROUGH=1 tries every value in every field.
PARTS = 1 if os.environ.get("MAILLAGE_THOROUGH") else 12


def part_of(tries: dict[str, T], field_: str) -> dict[str, T]:
    """The tries that fall to this field: always the same, so that a failure comes back."""
    first = zlib.crc32(field_.encode())
    return {what: one for at, (what, one) in enumerate(tries.items()) if (at + first) % PARTS == 0}


def values_for(kind: str) -> dict[str, str]:
    """What is worth typing into a field of that kind; a money field is a text to a browser."""
    if kind == "textarea":
        return TEXTS
    if kind in {"date", "datetime-local"}:
        return DAYS | {"NUL": TEXTS["NUL"], "huge": NUMBERS["huge"]}
    if kind in {"radio", "checkbox", "button", "select", "number"}:
        return NUMBERS | {"NUL": TEXTS["NUL"], "script": SCRIPT}
    return TEXTS | NUMBERS


@dataclass
class Form:
    """One form of a page: where it goes, and its fields as they stand."""

    action: str
    post: bool
    data: dict[str, list[str]] = field(default_factory=dict)
    kinds: dict[str, str] = field(default_factory=dict)

    def with_(self, name: str, value: str | list[str]) -> dict[str, list[str]]:
        return self.data | {name: value if isinstance(value, list) else [value]}

    def without(self, name: str) -> dict[str, list[str]]:
        return {key: value for key, value in self.data.items() if key != name}


class Reader(HTMLParser):
    """Finds the forms of a page, with the fields tied to them from outside by `form=`."""

    def __init__(self, address: str) -> None:
        super().__init__()
        self.address = address
        self.forms: dict[str, Form] = {}
        self.inside = ""
        self.select = self.text = ("", "")

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if tag == "form":
            self.inside = given.get("id") or f"#{len(self.forms)}"
            action = given.get("action") or self.address
            self.forms[self.inside] = Form(action, given.get("method", "get").lower() == "post")
        elif tag == "input":
            self._input(given)
        elif tag == "textarea":
            self.text = (given.get("form", self.inside), given.get("name", ""))
            self._keep(*self.text, "textarea", "")
        elif tag == "select":
            self.select = (given.get("form", self.inside), given.get("name", ""))
            self._keep(*self.select, "select", None)
        elif tag == "option":
            self._option(given.get("value", ""), chosen="selected" in given)
        elif tag == "button":
            self._button(given)

    def handle_endtag(self, tag: str) -> None:
        if tag == "form":
            self.inside = ""
        elif tag == "textarea":
            self.text = ("", "")

    def handle_data(self, data: str) -> None:
        form = self.forms.get(self.text[0])
        if form and self.text[1]:
            form.data[self.text[1]] = [data.lstrip("\n")]

    def _input(self, given: dict[str, str]) -> None:
        kind, name = given.get("type", "text"), given.get("name", "")
        chosen = kind not in {"checkbox", "radio"} or "checked" in given
        value = given.get("value", "") if chosen else None
        self._keep(given.get("form", self.inside), name, kind, value)

    def _button(self, given: dict[str, str]) -> None:
        """A button of its own name, or of its own address: the same form, sent elsewhere."""
        at = given.get("form", self.inside)
        self._keep(at, given.get("name", ""), "button", given.get("value"))
        if "formaction" in given and at in self.forms:
            form = self.forms[at]
            self.forms[f"{at} elsewhere"] = replace(form, action=given["formaction"])

    def _option(self, value: str, *, chosen: bool) -> None:
        """The chosen option, or the first that says something."""
        form = self.forms.get(self.select[0])
        if form and value and (chosen or not form.data.get(self.select[1])):
            form.data[self.select[1]] = [value]

    def _keep(self, form: str, name: str, kind: str, value: str | None) -> None:
        if form not in self.forms or not name:
            return
        found = self.forms[form]
        found.kinds[name] = kind
        if value is not None and kind not in {"file", "button"}:
            found.data[name] = [*found.data.get(name, []), value]


def forms_of(page: str, address: str) -> list[Form]:
    """The forms of a page, with what each cannot do without."""
    reader = Reader(address)
    reader.feed(page)
    for form in reader.forms.values():
        for name in form.kinds.keys() & NEEDED.keys():
            if not any(form.data.get(name, [])):
                form.data[name] = [NEEDED[name]]
    return list(reader.forms.values())
