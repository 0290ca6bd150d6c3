"""The register of personal data: each field says why it is kept, how long, and how it goes.

A model declares its fields with `@personal_data`. A test reads every model and fails for a
field that could hold something about a person and is neither declared nor named in
`not_personal`; `maillage privacy register` prints the whole.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import TypeVar

from django.apps import apps
from django.db import models
from django.utils.functional import Promise

Model = TypeVar("Model", bound=type[models.Model])


class Erasure(StrEnum):
    """What happens to the field when a person asks to be forgotten."""

    DELETE = "delete"  # the row goes
    BLANK = "blank"  # the row stays, the field is emptied
    UNLINK = "unlink"  # the act stays, the person behind it is lost
    KEEP = "keep"  # the law asks to keep it; the reason is in `retention`


@dataclass(frozen=True, slots=True)
class Personal:
    """Why a field about a person is kept, how long, and how it goes."""

    purpose: str | Promise
    retention: str | Promise
    erasure: Erasure
    label: str | Promise = ""  # the field in a person's words, where its form has none


@dataclass(frozen=True, slots=True)
class Declared:
    """One line of the register."""

    model: type[models.Model]
    field: str
    personal: Personal

    @property
    def title(self) -> str:
        """What the row is, to the person it is about."""
        return str(_titles.get(self.model._meta.label_lower) or self.model._meta.verbose_name)

    @property
    def label(self) -> str:
        """The field in the words its forms use."""
        field = self.model._meta.get_field(self.field)
        return str(self.personal.label or getattr(field, "verbose_name", self.field))


_titles: dict[str, str | Promise] = {}
_personal: dict[str, dict[str, Personal]] = {}
_other: dict[str, frozenset[str]] = {}


def entitle(label: str, words: str | Promise) -> None:
    """Name a library's model in words that people know."""
    _titles[label.lower()] = words


def declare(label: str, /, *, not_personal: Iterable[str] = (), **fields: Personal) -> None:
    """Declare the fields of a model by its label ("account.EmailAddress"): for libraries' models."""
    _personal[label.lower()] = fields
    _other[label.lower()] = frozenset(not_personal)


def personal_data(
    *, not_personal: Iterable[str] = (), **fields: Personal
) -> Callable[[Model], Model]:
    """Declare the fields of the decorated model."""

    def decorate(model: Model) -> Model:
        declare(model._meta.label, not_personal=not_personal, **fields)
        return model

    return decorate


def register() -> Iterator[Declared]:
    """Every declared field, room by room."""
    for model in apps.get_models():
        for field, personal in _personal.get(model._meta.label_lower, {}).items():
            yield Declared(model, field, personal)


def undeclared() -> list[str]:
    """Fields that could hold something about a person and that nobody declared."""
    return [
        f"{model._meta.label}.{field.name}"
        for model in apps.get_models()
        for field in model._meta.get_fields()
        if _may_be_personal(field)
        and field.name not in _personal.get(model._meta.label_lower, {})
        and field.name not in _other.get(model._meta.label_lower, ())
    ]


def _may_be_personal(field: object) -> bool:
    """Free text, addresses, files, structured data, and keys to a person can; choices and numbers cannot."""
    if isinstance(field, models.ForeignKey | models.ManyToManyField):
        return field.related_model._meta.label in {"accounts.User", "actors.Person"}  # type: ignore[union-attr]
    text = (
        models.CharField,
        models.TextField,
        models.JSONField,
        models.FileField,
        models.GenericIPAddressField,
        models.BinaryField,
    )
    return isinstance(field, text) and not field.choices
