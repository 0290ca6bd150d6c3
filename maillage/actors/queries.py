"""What pages ask about actors."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import cache as remembered
from pathlib import Path
from typing import Any

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.core.cache import caches
from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from maillage.accounts.models import User, Visitor
from maillage.actors.models import Network, Organisation, Person, Position, TextVersion
from maillage.actors.models.organisation import OrganisationQuerySet
from maillage.actors.models.person import PersonQuerySet
from maillage.algorithms.markup import Fact, facts_named
from maillage.core.health import watch
from maillage.core.text import fold
from maillage.search.queries import Leaf, Source

IDENTITY_KEY = "actors.network_identity.2"  # the number grows with the fields
IDENTITY_SECONDS = 60
# What a text calls the facts of the network, between braces: {editeur}.
MENTIONS = {
    "reseau": "name",
    "editeur": "legal_name",
    "forme": "legal_form",
    "siren": "siren",
    "adresse": "address",
    "telephone": "phone",
    "contact": "contact_email",
    "directeur": "director",
    "hebergeur": "host_name",
    "adresse-hebergeur": "host_address",
    "telephone-hebergeur": "host_phone",
    "contact-donnees": "privacy_email",
}
# Law 2004-575 (confidence in the digital economy), article 1-1: who publishes, who hosts.
MANDATORY = frozenset(MENTIONS) - {"reseau", "forme", "siren", "contact-donnees"}
SHIPPED = Path(__file__).parent / "data" / "texts"
BOOST = 450


@dataclass(frozen=True, slots=True)
class Identity:
    """How this instance presents itself on every page."""

    name: str = "Maillage"
    baseline: str = ""
    logo_url: str = ""
    stylesheet_url: str = ""
    contact_email: str = ""
    mentions: Mapping[str, str] = field(default_factory=dict)
    is_default: bool = True


def network_identity() -> Identity:
    """The network's identity, kept a minute in this process's cache: every page asks for it."""
    kept = caches["process"].get(IDENTITY_KEY)
    if isinstance(kept, Identity):
        return kept
    identity = _read_identity()
    caches["process"].set(IDENTITY_KEY, identity, IDENTITY_SECONDS)
    return identity


def _read_identity() -> Identity:
    network = Network.objects.defer("logo").first()
    if network is None:
        return Identity()
    version = f"?v={network.changed_at:%Y%m%d%H%M%S}"
    return Identity(
        name=network.name,
        baseline=network.baseline,
        logo_url=reverse("public:logo") + version if network.logo_type else "",
        stylesheet_url=reverse("public:identity") + version
        if network.accent or network.warm
        else "",
        contact_email=network.contact_email,
        mentions={name: getattr(network, column) for name, column in MENTIONS.items()},
        is_default=False,
    )


def find_organisations(words: str, visitor: Visitor) -> OrganisationQuerySet:
    """Organisations whose name, acronym or number holds each of these words."""
    found = Organisation.objects.visible_to(visitor)
    for word in fold(words).split():
        found = found.filter(Q(name_key__contains=word) | Q(siren=word) | Q(rna__iexact=word))
    return found


def organisations_of(user: User) -> OrganisationQuerySet:
    """Where this person may write in the organisation's name."""
    return Organisation.objects.of(user).select_related("seat")


def is_member(organisation: Organisation, on: date) -> bool:
    return Organisation.objects.members(on).filter(pk=organisation.pk).exists()


def _held_today(organisations: Iterable[int]) -> QuerySet[Position]:
    today = timezone.localdate()
    return Position.objects.filter(
        Q(ends_on=None) | Q(ends_on__gte=today),
        Q(starts_on=None) | Q(starts_on__lte=today),
        organisation__in=organisations,
    )


def people_of(organisations: Iterable[int]) -> list[User]:
    """The accounts of those who hold a position in these organisations (ids) today."""
    held = _held_today(organisations)
    accounts = User.objects.filter(is_active=True, person__in=held.values("person"))
    return list(accounts.order_by("pk"))


def accounts_of(organisations: Iterable[int]) -> dict[int, set[int]]:
    """The same for each organisation apart: its id → the ids of its people's accounts."""
    found: dict[int, set[int]] = defaultdict(set)
    held = _held_today(organisations).filter(person__user__is_active=True)
    for organisation, account in held.values_list("organisation", "person__user"):
        if account is not None:
            found[organisation].add(account)
    return found


def find_people(words: str, user: User) -> PersonQuerySet:
    """People whose name, address or organisation holds each of these words."""
    found = Person.objects.visible_to(user)
    for word in words.split():
        key = fold(word)
        held = Position.objects.filter(organisation__name_key__contains=key).values("person")
        named = Q(name_key__contains=key) | Q(pk__in=held) if key else Q()
        mail = Q(email__icontains=word) | Q(user__email__icontains=word)
        found = found.filter(named | mail)
    return found


def find_accounts(words: str) -> QuerySet[User]:
    """Active accounts whose address or name holds each of these words."""
    found = User.objects.filter(is_active=True)
    for word in words.split():
        key = fold(word)
        named = Q(person__name_key__contains=key) if key else Q()
        found = found.filter(Q(email__icontains=word) | Q(name__icontains=word) | named)
    return found.order_by("name", "email")


def possible_doubles(name: str, visitor: Visitor) -> OrganisationQuerySet:
    """Organisations whose name, folded, is the same or begins the same: shown before adding one more.

    Those that are not checked yet stand in the drafts of others: only who may see them does.
    """
    key = fold(name)
    seen = Organisation.objects.visible_to(visitor)
    return seen.filter(name_key__startswith=key[:12]) if key else seen.none()


@dataclass(frozen=True, slots=True)
class Text:
    """A text as a page shows it; number 0 is the one that ships with the platform."""

    key: str
    language: str
    number: int
    body: str


@remembered
def shipped(key: str, language: str) -> Text:
    """The text before anybody here wrote one: it asks for the facts the law wants."""
    body = (SHIPPED / f"{key}.{language}.md").read_text(encoding="utf-8")
    return Text(key, language, 0, body.strip())


def text_in_force(key: str, language: str) -> Text:
    """The newest version of a text in this very language, or the shipped one."""
    version = TextVersion.objects.newest().filter(key=key, language=language).first()
    return _text(version) if version else shipped(key, language)


def text_to_read(key: str) -> Text:
    """The text in the reader's language.

    Once a network has written its own in French alone, that is what everybody reads: what ships
    in English could say something else. The text says its language; the page says it to readers.
    """
    language = (translation.get_language() or "fr")[:2]
    ours = {version.language: version for version in TextVersion.objects.newest().filter(key=key)}
    version = ours.get(language) or ours.get("fr")
    return _text(version) if version else shipped(key, language)


def _text(version: TextVersion) -> Text:
    return Text(version.key, version.language, version.number, version.body)


def text_facts(identity: Identity | None = None) -> dict[str, Fact]:
    """What stands for {editeur} and the others; each that is missing asks for itself."""
    identity = identity or network_identity()
    values = {name: identity.mentions.get(name, "") for name in MENTIONS}
    values["reseau"] = identity.name
    values["contact-donnees"] = values["contact-donnees"] or values["contact"]
    asked = _("[à compléter : %(what)s]")
    return {
        name: Fact(value, asked % {"what": mention_label(name)}) for name, value in values.items()
    }


def mention_label(name: str) -> str:
    """A fact in the words of its form."""
    return str(Network._meta.get_field(MENTIONS[name]).verbose_name)  # type: ignore[union-attr]


def missing_mentions(identity: Identity | None = None) -> list[str]:
    """The names of the facts the law wants that the legal notice in force lacks.

    A network that writes a fact in its own words does not name it between braces: it answers for it.
    """
    named = facts_named(text_in_force(TextVersion.Key.LEGAL, "fr").body)
    facts = text_facts(identity)
    return [name for name in named if name in MANDATORY and not facts[name].value]


@watch("legal notice")
def legal_notice_is_incomplete(_at: datetime) -> str | None:
    """A public site says who publishes it; the demonstration says that nobody does."""
    if settings.DEMO:
        return None
    with translation.override("en"):
        missing = [mention_label(name) for name in missing_mentions(_read_identity())]
    if missing:
        return f"The law wants more: {', '.join(missing)}. Fill in /pilotage/textes/mentions/."
    return None


@watch("contact")
def nobody_can_write(_at: datetime) -> str | None:
    if not _read_identity().contact_email:
        return "The contact form is closed: give the network an address in /pilotage/reseau/."
    return None


def _public() -> OrganisationQuerySet:
    return Organisation.objects.visible_to(AnonymousUser()).select_related("seat")


def _leaves(organisations: QuerySet[Any]) -> Iterator[Leaf]:
    """How the search finds organisations: by their names and numbers, kind, seat and words."""
    for one in organisations.iterator():
        with translation.override(settings.LANGUAGE_CODE):
            kind = one.get_kind_display()
        seat = f"{one.seat.name} {one.seat.name_en}" if one.seat else ""
        yield Leaf(
            number=one.pk,
            key=one.slug,
            title=f"{one.name} ({one.acronym})" if one.acronym else one.name,
            names=(one.name, one.acronym),
            summary=one.summary,
            words=f"{kind} {seat} {one.siren} {one.rna}",
            boost=BOOST,
            is_example=one.is_example,
        )


ORGANISATIONS = Source(
    "organisation", _public, _leaves, ("acteur", "actor", "organisation", "organization")
)
