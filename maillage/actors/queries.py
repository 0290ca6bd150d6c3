"""What pages ask about actors."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.core.cache import cache
from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils import timezone, translation

from maillage.accounts.models import User, Visitor
from maillage.actors.models import Network, Organisation, Person, Position
from maillage.actors.models.organisation import OrganisationQuerySet
from maillage.actors.models.person import PersonQuerySet
from maillage.core.text import fold
from maillage.search.queries import Leaf, Source

IDENTITY_KEY = "actors.network_identity"
IDENTITY_SECONDS = 60
BOOST = 450


@dataclass(frozen=True, slots=True)
class Identity:
    """How this instance presents itself on every page."""

    name: str = "Maillage"
    baseline: str = ""
    logo_url: str = ""
    stylesheet_url: str = ""
    legal_mentions: str = ""
    contact_email: str = ""
    is_default: bool = True


def network_identity() -> Identity:
    """The network's identity, kept a minute in this process's cache: every page asks for it."""
    kept = cache.get(IDENTITY_KEY)
    if isinstance(kept, Identity):
        return kept
    identity = _read_identity()
    cache.set(IDENTITY_KEY, identity, IDENTITY_SECONDS)
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
        legal_mentions=network.legal_mentions,
        contact_email=network.contact_email,
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


ORGANISATIONS = Source("organisation", _public, _leaves)
