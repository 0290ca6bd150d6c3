"""What is done to organisations, people and the network: one verb, one transaction, one line."""

from datetime import date
from typing import Any

from django.core.cache import caches
from django.db import transaction
from django.utils.translation import gettext as _

from maillage.accounts.models import User
from maillage.accounts.services import open_account
from maillage.actors.models import Membership, Network, Organisation, Person, Position
from maillage.actors.queries import IDENTITY_KEY, ORGANISATIONS, network_identity
from maillage.core.codes import free_slug
from maillage.core.locking import locked, one_at_a_time
from maillage.core.refusal import Refusal
from maillage.core.text import fold
from maillage.journal.services import record
from maillage.mail.services import post
from maillage.search.services import refresh

ORGANISATION_KEY, PERSON_KEY = 200, 120  # signs their columns hold


def folded_key(text: str, longest: int) -> str:
    """A name folded for searching; some signs fold into many letters, so it is cut."""
    return fold(text)[:longest].strip()


def _refuse_taken_numbers(organisation: Organisation, by: User | None) -> None:
    """Two organisations with one number are one organisation: say which, rather than crash."""
    one_at_a_time(Organisation)
    for field, label in (("siren", "SIREN"), ("rna", "RNA")):
        value = getattr(organisation, field)
        twin = Organisation.objects.filter(**{field: value}).exclude(pk=organisation.pk).first()
        if value and twin:
            words = {"label": label, "value": value, "twin": twin.name}
            raise Refusal(_taken(twin, by) % words)


def _taken(twin: Organisation, by: User | None) -> str:
    """Name the twin to who may see it: one that is not checked yet stands in others' drafts."""
    if by is None or Organisation.objects.visible_to(by).filter(pk=twin.pk).exists():
        return _(
            "Le numéro %(label)s %(value)s est déjà celui de « %(twin)s ». S’il s’agit de la même organisation, choisissez-la dans l’annuaire."
        )
    return _(
        "Le numéro %(label)s %(value)s est déjà celui d’une organisation que le réseau vérifie. Écrivez au réseau pour la retrouver."
    )


@transaction.atomic
def add_organisation(*, by: User | None, listed: bool = False, **fields: Any) -> Organisation:
    """Add an organisation to the directory; it is public once the team has checked it."""
    territories = fields.pop("territories", ())
    organisation = Organisation(**fields)
    organisation.slug = organisation.slug or free_slug(
        Organisation.objects.all(), organisation.name, fallback="organisation"
    )
    organisation.name_key = folded_key(
        f"{organisation.name} {organisation.acronym}", ORGANISATION_KEY
    )
    organisation.status = Organisation.Status.LISTED if listed else Organisation.Status.PROPOSED
    _refuse_taken_numbers(organisation, by)
    organisation.save()
    organisation.territories.set(territories)
    record("organisation.added", organisation, by=by)
    refresh(ORGANISATIONS, [organisation.pk])
    return organisation


@transaction.atomic
def change_organisation(organisation: Organisation, *, by: User, **fields: Any) -> Organisation:
    """Change what is said of an organisation; its address (slug) stays, links to it live."""
    territories = fields.pop("territories", None)
    organisation = locked(organisation)
    changed = sorted(name for name, value in fields.items() if getattr(organisation, name) != value)
    for name, value in fields.items():
        setattr(organisation, name, value)
    organisation.name_key = folded_key(
        f"{organisation.name} {organisation.acronym}", ORGANISATION_KEY
    )
    _refuse_taken_numbers(organisation, by)
    organisation.save(update_fields=[*fields, "name_key"])
    if territories is not None:
        organisation.territories.set(territories)
    record("organisation.changed", organisation, by=by, changed=changed)
    refresh(ORGANISATIONS, [organisation.pk])
    return organisation


@transaction.atomic
def list_organisation(organisation: Organisation, *, by: User) -> Organisation:
    """Say that the team has checked this organisation: it becomes public."""
    organisation = locked(organisation)
    if organisation.status == Organisation.Status.LISTED:
        raise Refusal(_("Cette organisation est déjà vérifiée."))
    organisation.status = Organisation.Status.LISTED
    organisation.save(update_fields=["status"])
    record("organisation.listed", organisation, by=by)
    refresh(ORGANISATIONS, [organisation.pk])
    return organisation


@transaction.atomic
def join_network(organisation: Organisation, *, on: date, by: User | None) -> Membership:
    """Note that an organisation became a member on that day."""
    organisation = locked(organisation)
    if organisation.memberships.filter(ends_on=None).exists():
        raise Refusal(_("Cette organisation est déjà membre du réseau."))
    membership = Membership.objects.create(organisation=organisation, starts_on=on)
    record("organisation.joined", organisation, by=by, on=on.isoformat())
    return membership


@transaction.atomic
def leave_network(organisation: Organisation, *, on: date, by: User) -> Membership:
    """Note that a member left on that day."""
    organisation = locked(organisation)
    membership = organisation.memberships.filter(ends_on=None).first()
    if membership is None:
        raise Refusal(_("Cette organisation n’est pas membre du réseau."))
    if on < membership.starts_on:
        raise Refusal(_("Le départ ne peut pas précéder l’adhésion. Vérifiez la date."))
    membership.ends_on = on
    membership.save(update_fields=["ends_on"])
    record("organisation.left", organisation, by=by, on=on.isoformat())
    return membership


@transaction.atomic
def add_person(*, name: str, by: User | None, email: str = "", user: User | None = None) -> Person:
    """Note somebody; an account with the same address is tied to them."""
    one_at_a_time(Person)
    if user is None and email:
        user = User.objects.filter(email=email.lower(), person=None).first()
    person = Person.objects.create(
        name=name, name_key=folded_key(name, PERSON_KEY), email=email, user=user
    )
    record("person.added", person, by=by)
    return person


@transaction.atomic
def welcome_person(
    *,
    name: str,
    by: User,
    email: str = "",
    opens_account: bool = False,
    organisation: Organisation | None = None,
    title: str = "",
) -> Person:
    """Note somebody with, at once, the account and the position asked for: all of it or nothing."""
    user = open_account(email=email, name=name, by=by) if opens_account else None
    person = add_person(name=name, email=email, user=user, by=by)
    if organisation is not None:
        give_position(person, organisation, title=title, by=by)
    if user is not None:
        network = network_identity().name
        context = {"person": person, "organisation": organisation, "network": network}
        post(to=user, kind="person.welcome", template="actors/mail/welcome", context=context)
    return person


@transaction.atomic
def give_position(
    person: Person,
    organisation: Organisation,
    *,
    title: str,
    by: User | None,
    starts_on: date | None = None,
) -> Position:
    """Say what a person is in an organisation: from there come their rights."""
    person = locked(person)
    if person.positions.filter(organisation=organisation, ends_on=None).exists():
        raise Refusal(
            _(
                "%(person)s a déjà une fonction dans cette organisation. Mettez-y fin avant d’en noter une autre."
            )
            % {"person": person.name}
        )
    position = Position.objects.create(
        person=person, organisation=organisation, title=title, starts_on=starts_on
    )
    record("position.given", position, by=by, organisation=organisation.code)
    return position


@transaction.atomic
def end_position(position: Position, *, on: date, by: User) -> Position:
    """Say that a person left a position; what they wrote stays the organisation's."""
    position = locked(position)
    if position.ends_on == on:
        raise Refusal(_("Cette fonction a déjà pris fin."))
    if position.starts_on and on < position.starts_on:
        raise Refusal(_("La fin ne peut pas précéder le début de la fonction. Vérifiez la date."))
    position.ends_on = on
    position.save(update_fields=["ends_on"])
    record("position.ended", position, by=by, on=on.isoformat())
    return position


@transaction.atomic
def change_network(*, by: User | None, **fields: Any) -> Network:
    """Change how this instance presents itself."""
    one_at_a_time(Network)
    network = Network.objects.filter(pk=1).first() or Network(pk=1, name=network_identity().name)
    for name, value in fields.items():
        setattr(network, name, value)
    network.save()
    record("network.changed", network, by=by, changed=sorted(fields))
    transaction.on_commit(lambda: caches["process"].delete(IDENTITY_KEY))
    return network
