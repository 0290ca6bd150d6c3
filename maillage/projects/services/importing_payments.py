"""What a row of a file means among what was paid to projects before this platform followed them."""

from collections import defaultdict
from datetime import date
from typing import ClassVar

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from maillage.actors.services import Once, day_of
from maillage.algorithms import tabular
from maillage.core.money import money
from maillage.core.text import fold
from maillage.imports.services import Column, Importer, Make, Planned, Row
from maillage.projects.models import PastPayment, Project
from maillage.projects.services.importing_projects import AMOUNT, title_key


class PaymentImporter(Importer):
    kind = "payments"
    title: ClassVar[Promise] = gettext_lazy("Paiements passés")
    effect: ClassVar[Promise] = gettext_lazy(
        "Les paiements d’avant se lisent au pilotage, sur la page de leur projet."
    )
    models = (PastPayment,)
    columns = (
        Column("project", gettext_lazy("Projet"), "Deux rives (exemple)", gettext_lazy("Son titre, comme ici. Obligatoire."), is_needed=True, words=("titre", "project")),
        Column("paid_on", gettext_lazy("Payé le"), "15/03/2019", gettext_lazy("Obligatoire."), is_needed=True, words=("date", "date de paiement", "paid on")),
        Column("amount", gettext_lazy("Montant"), "6 000,00", gettext_lazy("En euros ; négatif pour un remboursement. Obligatoire."), is_needed=True, words=("somme", "montant (€)", "amount")),
        Column("label", gettext_lazy("Libellé"), "première tranche", gettext_lazy("Facultatif."), words=("objet", "label")),
    )  # fmt: skip

    def learn(self, _rows: list[Row]) -> None:
        self.once = Once()
        self.by_title: dict[str, list[Project]] = defaultdict(list)
        self.by_code: dict[str, Project] = {}
        for project in Project.objects.order_by("pk"):
            self.by_title[project.title_key].append(project)
            self.by_code |= {project.code.lower(): project, project.slug: project}
        paid = PastPayment.objects.values_list("project", "paid_on", "amount_cents", "label")
        self.paid = {(project, day, cents, fold(label)) for project, day, cents, label in paid}

    def plan(self, row: Row) -> Planned:
        project, day, cents = self._project(row), self._day(row), self._cents(row)
        label = row.text("label", 160)
        said = (project.title if project else row.text("project"), money(cents) if cents else "")
        planned = Planned(label=", ".join(filter(None, said)))
        if project is None or day is None or not cents:
            return planned
        mine = (project.pk, day, cents, fold(label))
        self.once.met(row, " ".join(map(str, mine)))
        if mine not in self.paid:
            fields = {"project": project.pk, "paid_on": day, "amount_cents": cents, "label": label}
            planned.deeds.append(Make(PastPayment, fields))
        return planned

    def _day(self, row: Row) -> date | None:
        if not row.text("paid_on"):
            row.wrong(_("La date du paiement manque. Écrivez-la."))
        return day_of(row, "paid_on")

    def _cents(self, row: Row) -> int | None:
        before = len(row.problems)
        cents = row.read("amount", tabular.amount, str(AMOUNT))
        if not cents and len(row.problems) == before:
            row.wrong(_("Le montant manque, ou il est nul."))
        return cents

    def _project(self, row: Row) -> Project | None:
        words = row.text("project")
        coded = self.by_code.get(words.lower())
        found = [coded] if coded else self.by_title.get(title_key(words), [])
        if len(found) == 1:
            return found[0]
        if found:
            row.wrong(
                _(
                    "Plusieurs projets s’appellent « %(words)s ». À la place du titre, donnez la fin de l’adresse de sa page : %(found)s."
                )
                % {"words": words, "found": " ; ".join(project.slug for project in found[:4])}
            )
        elif words:
            row.wrong(
                _("Aucun projet ne s’appelle « %(words)s ». Importez d’abord les projets.")
                % {"words": words}
            )
        else:
            row.wrong(_("Le titre du projet manque. Écrivez-le."))
        return None
