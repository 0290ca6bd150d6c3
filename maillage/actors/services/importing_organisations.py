"""What a row of a file means in the directory of organisations."""

from collections import defaultdict
from datetime import date
from typing import Any, ClassVar

from django.core.exceptions import ValidationError
from django.core.validators import URLValidator
from django.db.models import Model
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from maillage.actors.models import Membership, Organisation
from maillage.actors.models.identifiers import validate_rna, validate_siren
from maillage.actors.queries import ORGANISATIONS
from maillage.actors.services.directory import ORGANISATION_KEY, folded_key
from maillage.actors.services.looking_up import (
    Directory,
    Once,
    Places,
    day_of,
    differing,
    free_among,
    in_order,
    in_words,
    labels_of,
)
from maillage.algorithms import tabular
from maillage.core.text import fold, in_every_language
from maillage.imports.services import Change, Column, Importer, Make, Planned, Row
from maillage.search.services import refresh
from maillage.territories.models import Territory


class OrganisationImporter(Importer):
    kind = "organisations"
    title: ClassVar[Promise] = gettext_lazy("Organisations")
    effect: ClassVar[Promise] = gettext_lazy(
        "Les organisations ajoutées paraissent dans l’annuaire public."
    )
    models = (Organisation, Membership)
    columns = (
        Column(
            "name", gettext_lazy("Nom"), "Association Exemple des Rives", gettext_lazy("Obligatoire."),
            is_needed=True, words=("organisation", "dénomination", "raison sociale", "name"),
        ),
        Column("acronym", gettext_lazy("Sigle"), "AER", gettext_lazy("Facultatif."), words=("acronyme", "acronym")),
        Column(
            "kind", gettext_lazy("Sorte d’acteur"), "association",
            gettext_lazy("association, entreprise, collectivité, syndicat, université…"),
            words=("type", "catégorie", "statut", "kind"),
        ),
        Column(
            "siren", gettext_lazy("SIREN"), "732 829 320",
            gettext_lazy("9 chiffres, ou le SIRET. Mettez la colonne en texte : un tableur mange les zéros."),
            words=("siret", "n° siret", "n° siren", "numéro siret", "numéro siren"),
        ),
        Column("rna", gettext_lazy("RNA"), "W142000001", gettext_lazy("W et 9 chiffres."), words=("n° rna", "waldec")),
        Column("website", gettext_lazy("Site"), "https://exemple.org", gettext_lazy("Facultatif."), words=("site web", "url", "site internet", "website")),
        Column(
            "seat", gettext_lazy("Siège"), "Caen (Calvados)", gettext_lazy("Une commune ou un pays, nom complet."),
            words=("ville", "commune", "localisation", "city"),
        ),
        Column("since", gettext_lazy("Membre depuis"), "01/01/2020", gettext_lazy("Vide si elle n’est pas membre du réseau."), words=("adhésion", "date d’adhésion", "member since")),
        Column("until", gettext_lazy("Membre jusqu’au"), "", gettext_lazy("Vide si elle l’est toujours."), words=("départ", "date de départ", "member until")),
    )  # fmt: skip

    def learn(self, rows: list[Row]) -> None:
        self.directory, self.once = Directory(), Once()
        self.places = Places(words for row in rows if (words := row.text("seat")))
        self.slugs = {organisation.slug for organisation in self.directory.all}
        self.kinds = _kinds()
        self.members: dict[int, list[Membership]] = defaultdict(list)
        for membership in Membership.objects.order_by("starts_on"):
            self.members[membership.organisation_id].append(membership)

    def plan(self, row: Row) -> Planned:
        wanted, place = self._wanted(row), self._place(row)
        self._refuse_doubles(row, wanted)
        planned = Planned(label=wanted["name"])
        known = self._known(row, wanted)
        if known is None:
            self._plan_new(planned, row.number, wanted, place)
        else:
            self.once.met(row, f"known {known.pk}")
            self._plan_change(planned, known, wanted, place)
        self._plan_membership(row, planned, known)
        return planned

    def settle(self, touched: dict[type[Model], list[int]]) -> None:
        """What is told of them is found from now on, or no longer."""
        refresh(ORGANISATIONS, touched.get(Organisation, ()))

    def _refuse_doubles(self, row: Row, wanted: dict[str, Any]) -> None:
        """The same number twice, or the same name when one of both has no number."""
        name, numbers = fold(wanted["name"]), [n for n in (wanted["siren"], wanted["rna"]) if n]
        bare, numbered = f"unnumbered {name}", f"numbered {name}"
        if numbers:
            self.once.met(row, *numbers, bare, keep=[*numbers, numbered])
        else:
            self.once.met(row, bare, numbered, keep=[bare])

    def _wanted(self, row: Row) -> dict[str, Any]:
        name = row.text("name", 160)
        if not name:
            row.wrong(_("Le nom manque. Écrivez-le."))
        siren = row.read(
            "siren",
            tabular.siren,
            _("« %(words)s » n’est pas un numéro SIREN ni SIRET. Vérifiez-le."),
        )
        return {
            "name": name,
            "acronym": row.text("acronym", 30),
            "kind": self._kind(row),
            "siren": row.check(siren or "", validate_siren),
            "rna": row.check("".join(row.text("rna").split()).upper(), validate_rna),
            "website": _website(row),
        }

    def _place(self, row: Row) -> Territory | None:
        words = row.text("seat")
        place = self.places.named(row, words, smallest=True) if words else None
        if place:
            row.meant["seat"] = place.full_name
        return place

    def _kind(self, row: Row) -> str:
        words = row.text("kind")
        found = self.kinds.get(fold(words)) or self.kinds.get(fold(words).removesuffix("s"))
        if words and not found:
            row.wrong(
                _("« %(words)s » n’est pas une sorte d’acteur connue. Choisissez : %(known)s.")
                % {"words": words, "known": ", ".join(str(k) for k in Organisation.Kind.labels)}
            )
        if found:
            row.meant["kind"] = Organisation.Kind(found).label
        return found or ""

    def _known(self, row: Row, wanted: dict[str, Any]) -> Organisation | None:
        numbers = [wanted["siren"], wanted["rna"]]
        found = {self.directory.by_number[n] for n in numbers if n in self.directory.by_number}
        if not found:
            same = self.directory.by_name.get(fold(wanted["name"]), [])
            found = {one for one in same if not _contradicts(one, wanted)}
        if len(found) > 1:
            row.wrong(
                _("Cette ligne correspond à plusieurs organisations : %(found)s. Donnez le SIREN.")
                % {"found": " ; ".join(sorted(one.name for one in found))}
            )
        return next(iter(found), None)

    def _plan_new(
        self, planned: Planned, number: int, wanted: dict[str, Any], place: Territory | None
    ) -> None:
        fields = wanted | {
            "kind": wanted["kind"] or Organisation.Kind.NGO,
            "seat": place.pk if place else None,
            "slug": free_among(self.slugs, wanted["name"], "organisation"),
            "name_key": folded_key(f"{wanted['name']} {wanted['acronym']}", ORGANISATION_KEY),
            "status": Organisation.Status.LISTED,
        }
        planned.deeds.append(Make(Organisation, fields, key=_key(number)))

    def _plan_change(
        self,
        planned: Planned,
        known: Organisation,
        wanted: dict[str, Any],
        place: Territory | None,
    ) -> None:
        labels = labels_of(self.columns)
        before, after, words = differing(labels, known, wanted)
        if place and place.pk != known.seat_id:
            before["seat"], after["seat"] = known.seat_id, place.pk
            now = known.seat.full_name if known.seat else ""
            words.append((labels["seat"], now, place.full_name))
        if after.keys() & {"name", "acronym"}:
            name, acronym = (after.get(f, getattr(known, f)) for f in ("name", "acronym"))
            before["name_key"] = known.name_key
            after["name_key"] = folded_key(f"{name} {acronym}", ORGANISATION_KEY)
        if after:
            planned.deeds.append(Change(Organisation, known.pk, before, after))
        planned.differences += words

    def _plan_membership(self, row: Row, planned: Planned, known: Organisation | None) -> None:
        since, until = day_of(row, "since"), day_of(row, "until")
        held = self.members.get(known.pk, []) if known else []
        meant = self._meant(held, since, until)
        in_order(row, since or (meant.starts_on if meant else None), until)
        if meant:
            self._change_membership(planned, meant, since, until)
        elif since:
            whose = known.pk if known else f"@{_key(row.number)}"
            fields = {"organisation": whose, "starts_on": since, "ends_on": until}
            planned.deeds.append(Make(Membership, fields))
            if known:
                label = labels_of(self.columns)["since"]
                planned.differences.append((label, "", in_words("since", since)))
        elif until and not any(one.ends_on == until for one in held):
            row.wrong(_("Le départ est noté, mais pas l’adhésion : dites depuis quand."))

    def _meant(
        self, held: list[Membership], since: date | None, until: date | None
    ) -> Membership | None:
        """The membership a row speaks of: the one of that day, else the one that lasts.

        A period that ended before the one that lasts began is another one.
        """
        if found := next((one for one in held if one.starts_on == since), None):
            return found
        lasts = next((one for one in held if one.ends_on is None), None)
        is_older = bool(lasts and since and until and until < lasts.starts_on)
        return None if is_older else lasts

    def _change_membership(
        self, planned: Planned, meant: Membership, since: date | None, until: date | None
    ) -> None:
        labels = labels_of(self.columns)
        named = {"starts_on": labels["since"], "ends_on": labels["until"]}
        before, after, words = differing(named, meant, {"starts_on": since, "ends_on": until})
        if after:
            planned.deeds.append(Change(Membership, meant.pk, before, after))
            planned.differences += words


def _kinds() -> dict[str, str]:
    """The kinds by their names in every language."""
    named = {
        fold(words): value
        for value, label in Organisation.Kind.choices
        for words in in_every_language(label)
    }
    return named | {value: value for value in Organisation.Kind.values}


def _key(number: int) -> str:
    return f"organisation {number}"


def _contradicts(known: Organisation, wanted: dict[str, Any]) -> bool:
    """Two numbers that differ are two organisations, whatever their names."""
    pairs = ((known.siren, wanted["siren"]), (known.rna, wanted["rna"]))
    return any(mine and theirs and mine != theirs for mine, theirs in pairs)


def _website(row: Row) -> str:
    words = row.text("website", 200)
    address = words if not words or "://" in words else f"https://{words}"
    try:
        if address:
            URLValidator(["http", "https"])(address)
    except ValidationError:
        row.wrong(_("« %(words)s » n’est pas l’adresse d’un site.") % {"words": words})
    return address
