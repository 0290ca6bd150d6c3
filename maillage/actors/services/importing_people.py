"""What a row of a file means among people and their positions. Nobody is written to."""

from collections import defaultdict
from datetime import date
from typing import Any, ClassVar

from django.core.exceptions import ValidationError
from django.core.validators import EmailValidator
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from maillage.accounts.models import User
from maillage.actors.models import Person, Position
from maillage.actors.services.directory import PERSON_KEY, folded_key
from maillage.actors.services.looking_up import (
    Directory,
    Once,
    day_of,
    differing,
    in_order,
    labels_of,
)
from maillage.core.text import fold
from maillage.imports.services import Change, Column, Importer, Make, Planned, Row

POSITION = {"title": "title", "starts_on": "since", "ends_on": "until"}  # field: column


class PersonImporter(Importer):
    kind = "people"
    title: ClassVar[Promise] = gettext_lazy("Personnes et fonctions")
    effect: ClassVar[Promise] = gettext_lazy(
        "Aucun compte n’est ouvert. Une fonction ouvre des droits à qui a déjà un compte à cette adresse. Prévenez ces personnes dans le mois : la loi le demande."
    )
    models = (Person, Position)
    columns = (
        Column("name", gettext_lazy("Nom"), "Alma Exemple", gettext_lazy("Prénom et nom. Obligatoire."), is_needed=True, words=("prénom nom", "nom complet", "personne", "name")),
        Column("email", gettext_lazy("Courriel"), "alma@exemple.org", gettext_lazy("Il distingue les homonymes. Aucun message n’est envoyé."), words=("e-mail", "mail", "adresse électronique", "email")),
        Column("phone", gettext_lazy("Téléphone"), "02 31 00 00 00", gettext_lazy("Facultatif."), words=("tél", "tel", "phone")),
        Column("organisation", gettext_lazy("Organisation"), "Association Exemple des Rives", gettext_lazy("Nom, sigle ou SIREN, comme dans l’annuaire."), words=("structure", "employeur")),
        Column("title", gettext_lazy("Fonction"), "coordinatrice", gettext_lazy("Obligatoire avec une organisation."), words=("poste", "rôle", "title")),
        Column("since", gettext_lazy("Depuis le"), "01/09/2021", gettext_lazy("Facultatif."), words=("début", "depuis", "since")),
        Column("until", gettext_lazy("Jusqu’au"), "", gettext_lazy("Vide si la fonction dure."), words=("fin", "jusqu’à", "until")),
    )  # fmt: skip

    def learn(self, _rows: list[Row]) -> None:
        self.directory, self.once = Directory(), Once()
        self.by_email: dict[str, Person] = {}
        self.by_name: dict[str, list[Person]] = defaultdict(list)
        for person in Person.objects.prefetch_related("positions").order_by("pk"):
            self.by_name[person.name_key].append(person)
            if person.email:
                self.by_email.setdefault(person.email.lower(), person)
        free = User.objects.filter(person=None).values_list("email", "pk")
        self.accounts = {email.lower(): pk for email, pk in free}
        self.added: dict[str, tuple[Row, dict[str, Any]]] = {}

    def plan(self, row: Row) -> Planned:
        wanted = self._wanted(row)
        planned = Planned(label=wanted["name"])
        known = self._known(row, wanted)
        if known is not None:
            self._plan_change(planned, known, wanted)
            self._plan_position(row, planned, known, whose=known.pk)
            return planned
        if (key := _who(wanted)) in self.added:
            self._refuse_otherwise(row, wanted, *self.added[key])
        else:
            self.added[key] = (row, wanted)
            planned.deeds.append(self._made(row.number, wanted))
        first, _their = self.added[key]
        self._plan_position(row, planned, None, whose=f"@{_key(first.number)}")
        return planned

    def _wanted(self, row: Row) -> dict[str, Any]:
        name, email = row.text("name", 120), row.text("email", 254).lower()
        if not name:
            row.wrong(_("Le nom manque. Écrivez-le."))
        try:
            if email:
                EmailValidator()(email)
        except ValidationError:
            row.wrong(_("« %(words)s » n’est pas une adresse électronique.") % {"words": email})
        return {"name": name, "email": email, "phone": row.text("phone", 40)}

    def _known(self, row: Row, wanted: dict[str, Any]) -> Person | None:
        email = wanted["email"]
        if email and email in self.by_email:
            return self.by_email[email]
        same = self.by_name.get(folded_key(wanted["name"], PERSON_KEY), [])
        same = [person for person in same if not (email and person.email)]
        if len(same) > 1:
            row.wrong(
                _("Plusieurs personnes s’appellent « %(name)s ». Ajoutez le courriel.")
                % {"name": same[0].name}
            )
        return same[0] if same else None

    def _refuse_otherwise(
        self, row: Row, wanted: dict[str, Any], first: Row, their: dict[str, Any]
    ) -> None:
        """A second line about somebody this file adds gives another position, nothing else."""
        if first.problems:
            row.wrong(
                _("La ligne %(n)s ajoute cette personne, et elle est à corriger d’abord.")
                % {"n": first.number}
            )
        if any(wanted[name] and wanted[name] != their[name] for name in ("name", "phone")):
            row.wrong(
                _("La ligne %(n)s dit autre chose de « %(thing)s ». Gardez-en une seule.")
                % {"n": first.number, "thing": wanted["name"]}
            )

    def _made(self, number: int, wanted: dict[str, Any]) -> Make:
        account = self.accounts.get(wanted["email"]) if wanted["email"] else None
        folded = folded_key(wanted["name"], PERSON_KEY)
        return Make(Person, wanted | {"name_key": folded, "user": account}, key=_key(number))

    def _plan_change(self, planned: Planned, known: Person, wanted: dict[str, Any]) -> None:
        before, after, words = differing(labels_of(self.columns), known, wanted)
        if "name" in after:
            before["name_key"] = known.name_key
            after["name_key"] = folded_key(after["name"], PERSON_KEY)
        if after:
            planned.deeds.append(Change(Person, known.pk, before, after))
        planned.differences += words

    def _plan_position(
        self,
        row: Row,
        planned: Planned,
        known: Person | None,
        *,
        whose: int | str,
    ) -> None:
        since, until = day_of(row, "since"), day_of(row, "until")
        in_order(row, since, until)
        words, title = row.text("organisation"), row.text("title", 120)
        if words and not title:
            row.wrong(_("Indiquez la fonction de la personne dans l’organisation."))
        if not words and (title or since or until):
            row.wrong(_("Indiquez l’organisation où cette personne exerce sa fonction."))
        at = self.directory.named(row, words) if words else None
        if at is None:
            if not words:
                self.once.met(row, str(whose))
            return
        self._refuse_doubles(row, f"{whose} {at.pk}", title, until)
        wanted = {"title": title, "starts_on": since, "ends_on": until}
        held = [p for p in known.positions.all() if p.organisation_id == at.pk] if known else []
        if meant := _meant(held, title, until):
            in_order(row, since or meant.starts_on, until or meant.ends_on)
            self._change_position(planned, meant, wanted)
            return
        fields = wanted | {"person": whose, "organisation": at.pk}
        planned.deeds.append(Make(Position, fields))
        if known:
            label = labels_of(self.columns)["title"]
            planned.differences.append((label, "", f"{title}, {at.name}"))

    def _refuse_doubles(self, row: Row, where: str, title: str, until: date | None) -> None:
        """Nobody has one position twice, nor two at once, in one organisation."""
        keys = [f"{where} {fold(title)}"] + ([] if until else [f"{where}, still"])
        self.once.met(row, *keys)

    def _change_position(self, planned: Planned, meant: Position, wanted: dict[str, Any]) -> None:
        labels = labels_of(self.columns)
        named = {name: labels[column] for name, column in POSITION.items()}
        before, after, words = differing(named, meant, wanted)
        if after:
            planned.deeds.append(Change(Position, meant.pk, before, after))
            planned.differences += words


def _meant(held: list[Position], title: str, until: date | None) -> Position | None:
    """The position a row speaks of: the one of that title, else the one that lasts.

    A position that has ended is no new title for the one that lasts.
    """
    if same := next((one for one in held if fold(one.title) == fold(title)), None):
        return same
    return None if until else next((one for one in held if one.ends_on is None), None)


def _who(wanted: dict[str, Any]) -> str:
    return wanted["email"] or folded_key(wanted["name"], PERSON_KEY)


def _key(number: int) -> str:
    return f"person {number}"
