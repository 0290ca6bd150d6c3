"""What a row of a file means among people and their positions. Nobody is written to."""

from collections import defaultdict
from typing import Any, ClassVar

from django.core.exceptions import ValidationError
from django.core.validators import EmailValidator
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from maillage.accounts.models import User
from maillage.actors.models import Organisation, Person, Position
from maillage.actors.services.directory import PERSON_KEY, folded_key
from maillage.actors.services.looking_up import Directory, Once, day_of, differing, in_order
from maillage.core.text import fold
from maillage.imports.services import Change, Column, Importer, Make, Planned, Row


class PersonImporter(Importer):
    kind = "people"
    title: ClassVar[Promise] = gettext_lazy("Personnes et fonctions")
    models = (Person, Position)
    columns = (
        Column("name", "Nom", "Alma Exemple", gettext_lazy("Prénom et nom. Obligatoire."), is_needed=True, words=("prénom nom", "nom complet", "personne", "name")),
        Column("email", "Courriel", "alma@exemple.org", gettext_lazy("Il distingue les homonymes. Aucun message n’est envoyé."), words=("e-mail", "mail", "adresse électronique", "email")),
        Column("phone", "Téléphone", "02 31 00 00 00", gettext_lazy("Facultatif."), words=("tél", "tel", "phone")),
        Column("organisation", "Organisation", "Association Exemple des Rives", gettext_lazy("Nom, sigle ou SIREN, comme dans l’annuaire."), words=("structure", "employeur")),
        Column("title", "Fonction", "coordinatrice", gettext_lazy("Obligatoire avec une organisation."), words=("poste", "rôle", "title")),
        Column("since", "Depuis le", "01/09/2021", gettext_lazy("Facultatif."), words=("début", "depuis", "since")),
        Column("until", "Jusqu’au", "", gettext_lazy("Vide si la fonction dure."), words=("fin", "jusqu’à", "until")),
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

    def plan(self, row: Row) -> Planned:
        wanted = self._wanted(row)
        key = folded_key(wanted["name"], PERSON_KEY)
        planned = Planned(label=wanted["name"])
        words, title = row.text("organisation"), row.text("title", 120)
        organisation = self.directory.named(row, words) if words else None
        if words and not title:
            row.wrong(_("Indiquez la fonction de la personne dans l’organisation."))
        place = str(organisation.pk) if organisation else ""
        self.once.met(row, f"{wanted['email'] or key} {place} {fold(title)}")
        known = self._known(row, wanted["email"], key)
        if known is None:
            account = self.accounts.get(wanted["email"]) if wanted["email"] else None
            made = wanted | {"name_key": key, "user": account}
            planned.deeds.append(Make(Person, made, key="person"))
            # A second line about somebody this file adds: their other position waits for them.
            self.once.lines.setdefault(f"new {wanted['email'] or key}", row.number)
        else:
            self._plan_change(planned, known, wanted)
        if organisation:
            self._plan_position(row, planned, known, organisation, title)
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

    def _known(self, row: Row, email: str, key: str) -> Person | None:
        if email and email in self.by_email:
            return self.by_email[email]
        before = self.once.lines.get(f"new {email or key}")
        if before is not None:
            row.wrong(
                _(
                    "La ligne %(n)s ajoute déjà cette personne. Importez-la, puis reprenez ce fichier pour ses autres fonctions."
                )
                % {"n": before}
            )
            return None
        same = [p for p in self.by_name.get(key, []) if not (email and p.email)]
        if len(same) > 1:
            row.wrong(
                _("Plusieurs personnes s’appellent « %(name)s ». Ajoutez le courriel.")
                % {"name": same[0].name}
            )
        return same[0] if same else None

    def _plan_change(self, planned: Planned, known: Person, wanted: dict[str, Any]) -> None:
        labels = {column.name: column.label for column in self.columns}
        before, after, words = differing(labels, known, wanted)
        if "name" in after:
            before["name_key"], after["name_key"] = (
                known.name_key,
                folded_key(after["name"], PERSON_KEY),
            )
        if after:
            planned.deeds.append(Change(Person, known.pk, before, after))
        planned.differences += words

    def _plan_position(
        self, row: Row, planned: Planned, known: Person | None, at: Organisation, title: str
    ) -> None:
        since, until = day_of(row, "since"), day_of(row, "until")
        in_order(row, since, until)
        held = [p for p in known.positions.all() if p.organisation_id == at.pk] if known else []
        same = next((p for p in held if fold(p.title) == fold(title)), None)
        now = same or next((p for p in held if p.ends_on is None), None)
        if now is None:
            whose = known.pk if known else "@person"
            fields = {"person": whose, "organisation": at.pk, "title": title}
            planned.deeds.append(Make(Position, fields | {"starts_on": since, "ends_on": until}))
            if known:
                planned.differences.append((_("Fonction"), "", f"{title}, {at.name}"))
            return
        labels = {"title": _("Fonction"), "starts_on": _("Depuis le"), "ends_on": _("Jusqu’au")}
        wanted = {"title": title, "starts_on": since, "ends_on": until}
        before, after, words = differing(labels, now, wanted)
        if after:
            planned.deeds.append(Change(Position, now.pk, before, after))
            planned.differences += words
