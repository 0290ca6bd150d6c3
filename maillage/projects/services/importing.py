"""What a row of a file means among projects of the past, and what was paid to them."""

from collections import defaultdict
from collections.abc import Callable, Iterable
from datetime import datetime, time
from typing import Any, ClassVar, TypeVar
from zoneinfo import ZoneInfo

from django.db.models import Model
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from maillage.actors.services import (
    Directory,
    Once,
    Places,
    day_of,
    differing,
    free_among,
    in_order,
)
from maillage.algorithms import tabular
from maillage.core.money import money
from maillage.core.text import fold
from maillage.imports.services import Change, Column, Importer, Make, Planned, Row
from maillage.programmes.models import Phase
from maillage.projects.models import TITLE_KEY, Ally, PastPayment, Project
from maillage.projects.queries.indexing import PROJECTS
from maillage.search.services import refresh
from maillage.themes.models import Theme

Found = TypeVar("Found")
PARIS = ZoneInfo("Europe/Paris")
AMOUNT = gettext_lazy(
    "« %(words)s » n’est pas un montant. Écrivez par exemple 15 000 ou 15 000,50."
)


def _key(title: str) -> str:
    return fold(title)[:TITLE_KEY].strip()


class ProjectImporter(Importer):
    kind = "projects"
    title: ClassVar[Promise] = gettext_lazy("Projets passés")
    models = (Project, Ally)
    columns = (
        Column("title", "Titre", "Deux rives (exemple)", gettext_lazy("Obligatoire."), is_needed=True, words=("projet", "nom du projet", "intitulé", "title")),
        Column("summary", "En deux phrases", "Deux rives cultivent ensemble ce que chacune sait.", gettext_lazy("Obligatoire pour un projet nouveau."), words=("résumé", "description", "summary")),
        Column("programme", "Programme", "", gettext_lazy("Son nom, comme ici. Vide s’il n’y en a qu’un."), words=("programme", "program")),
        Column("phase", "Phase", "1", gettext_lazy("Son numéro. Obligatoire pour un projet nouveau."), words=("n° de phase", "étape")),
        Column("lead", "Chef de file", "Association Exemple des Rives", gettext_lazy("Nom, sigle ou SIREN, comme dans l’annuaire."), words=("porteur", "structure porteuse", "lead")),
        Column("partners", "Partenaires", "Mairie Exemple ; Coopérative Exemple", gettext_lazy("Séparés par des points-virgules."), words=("alliés", "partners")),
        Column("territories", "Territoires", "Calvados ; Ndem, Sénégal", gettext_lazy("Séparés par des points-virgules, noms complets."), words=("territoire", "lieux", "zones", "territories")),
        Column("themes", "Thèmes", "", gettext_lazy("Séparés par des points-virgules, comme ici."), words=("thème", "themes")),
        Column("starts_on", "Début", "01/02/2019", gettext_lazy("Facultatif."), words=("date de début", "démarrage", "start")),
        Column("ends_on", "Fin", "31/12/2019", gettext_lazy("Facultatif."), words=("date de fin", "clôture", "end")),
        Column("granted", "Montant accordé", "12 000", gettext_lazy("En euros."), words=("montant", "subvention", "montant accordé (€)", "granted")),
        Column("published", "Publié le", "", gettext_lazy("Vide : le projet reste en préparation, l’équipe le publie."), words=("date de publication", "published")),
        Column("source", "D’où vient cette page", "rapport d’activité 2019", gettext_lazy("Facultatif."), words=("source",)),
    )  # fmt: skip

    def learn(self, rows: list[Row]) -> None:
        self.directory, self.once = Directory(), Once()
        self.places = Places({w for row in rows for w in tabular.several(row.cell("territories"))})
        self.phases = list(Phase.objects.select_related("programme"))
        self.themes = _by(Theme.objects.all(), lambda t: (t.name, t.name_en, t.slug))
        self.slugs = set(Project.objects.values_list("slug", flat=True))
        self.known: dict[tuple[str, int | None], Project] = {}
        for project in Project.objects.prefetch_related("allies").order_by("pk"):
            self.known.setdefault((project.title_key, project.phase_id), project)

    def plan(self, row: Row) -> Planned:
        phase, allies = self._phase(row), self._allies(row)
        wanted = self._wanted(row)
        links = self._links(row)
        key = _key(wanted["title"])
        planned = Planned(label=wanted["title"])
        self.once.met(row, f"{key} {phase.pk if phase else ''}")
        known = self.known.get((key, phase.pk)) if phase else self._only(key)
        if known is None:
            self._plan_new(row, planned, wanted, phase, links)
        else:
            self._plan_change(planned, known, wanted)
        self._plan_allies(planned, known, allies)
        return planned

    def settle(self, touched: dict[type[Model], list[int]]) -> None:
        """Projects are found by their allies too; of an ally that is gone, nobody knows whose it was."""
        allies = touched.get(Ally, [])
        held = Ally.objects.filter(pk__in=allies).values_list("project", flat=True)
        there = list(held)
        are_gone = len(there) < len(allies)
        refresh(PROJECTS, None if are_gone else [*touched.get(Project, []), *there])

    def _wanted(self, row: Row) -> dict[str, Any]:
        title = row.text("title", 160)
        if not title:
            row.wrong(_("Le titre manque. Écrivez-le."))
        starts_on, ends_on = day_of(row, "starts_on"), day_of(row, "ends_on")
        in_order(row, starts_on, ends_on)
        granted = row.read("granted", tabular.amount, str(AMOUNT))
        if granted is not None and granted < 0:
            row.wrong(_("Un montant ne peut pas être négatif."))
        return {
            "title": title,
            "summary": row.text("summary", 1200),
            "starts_on": starts_on,
            "ends_on": ends_on,
            "granted_cents": granted,
            "source": row.text("source", 200),
        }

    def _phase(self, row: Row) -> Phase | None:
        programme, number = fold(row.text("programme")), row.text("phase")
        if not number:
            return None
        found = [
            phase
            for phase in self.phases
            if number in {str(phase.number), phase.name}
            and (not programme or fold(phase.programme.name) == programme)
        ]
        if len(found) == 1:
            return found[0]
        row.wrong(
            _(
                "La phase « %(number)s » n’existe pas, ou est dans plusieurs programmes. Donnez le programme et le numéro, comme ici."
            )
            % {"number": number}
        )
        return None

    def _only(self, key: str) -> Project | None:
        """Without a phase, the one project of that title, when there is one alone."""
        same = [project for (title, _phase), project in self.known.items() if title == key]
        return same[0] if len(same) == 1 else None

    def _allies(self, row: Row) -> list[tuple[int, str]]:
        found: dict[int, str] = {}
        for name, role in (("lead", Ally.Role.LEAD), ("partners", Ally.Role.PARTNER)):
            for words in tabular.several(row.cell(name)):
                organisation = self.directory.named(row, words)
                if organisation:
                    found.setdefault(organisation.pk, role)
        return list(found.items())

    def _links(self, row: Row) -> dict[str, list[int]]:
        places = [self.places.named(row, w) for w in tabular.several(row.cell("territories"))]
        themes = []
        for words in tabular.several(row.cell("themes")):
            theme = self.themes.get(fold(words))
            if theme is None:
                row.wrong(
                    _("« %(words)s » n’est pas un thème d’ici. Choisissez : %(known)s.")
                    % {
                        "words": words,
                        "known": ", ".join(sorted({t.name for t in self.themes.values()})),
                    }
                )
            else:
                themes.append(theme.pk)
        pks = [place.pk for place in places if place]
        return {"territories": list(dict.fromkeys(pks)), "themes": list(dict.fromkeys(themes))}

    def _plan_new(
        self,
        row: Row,
        planned: Planned,
        wanted: dict[str, Any],
        phase: Phase | None,
        links: dict[str, list[int]],
    ) -> None:
        if not wanted["summary"]:
            row.wrong(_("Le résumé manque : ce projet est nouveau, dites-le en deux phrases."))
        if phase is None and not row.problems:
            row.wrong(_("Le numéro de phase manque : ce projet est nouveau."))
        day = day_of(row, "published")
        status = Project.Status.PUBLISHED if day else Project.Status.OPENED
        noon = datetime.combine(day, time(12), PARIS) if day else None
        fields = wanted | {
            "title_key": _key(wanted["title"]),
            "phase": phase.pk if phase else None,
            "slug": free_among(self.slugs, wanted["title"], "projet"),
            "status": status,
            "published_at": noon,
        }
        planned.deeds.append(Make(Project, fields, links=links, key="project"))

    def _plan_change(self, planned: Planned, known: Project, wanted: dict[str, Any]) -> None:
        labels = {column.name: column.label for column in self.columns}
        labels["granted_cents"] = labels.pop("granted")
        before, after, words = differing(labels, known, wanted)
        if "title" in after:
            before["title_key"], after["title_key"] = known.title_key, _key(after["title"])
        if after:
            planned.deeds.append(Change(Project, known.pk, before, after))
        planned.differences += [_in_euros(labels, difference) for difference in words]

    def _plan_allies(
        self, planned: Planned, known: Project | None, allies: list[tuple[int, str]]
    ) -> None:
        held = {ally.organisation_id for ally in known.allies.all()} if known else set()
        names = {one.pk: one.name for one in self.directory.all}
        for pk, role in allies:
            if pk not in held:
                whose = known.pk if known else "@project"
                fields = {"project": whose, "organisation": pk, "role": role}
                planned.deeds.append(Make(Ally, fields))
                if known:
                    planned.differences.append((str(Ally.Role(role).label), "", names[pk]))


class PaymentImporter(Importer):
    kind = "payments"
    title: ClassVar[Promise] = gettext_lazy("Paiements passés")
    models = (PastPayment,)
    columns = (
        Column("project", "Projet", "Deux rives (exemple)", gettext_lazy("Son titre, comme ici. Obligatoire."), is_needed=True, words=("titre", "project")),
        Column("paid_on", "Payé le", "15/03/2019", gettext_lazy("Obligatoire."), is_needed=True, words=("date", "date de paiement", "paid on")),
        Column("amount", "Montant", "6 000,00", gettext_lazy("En euros ; négatif pour un remboursement. Obligatoire."), is_needed=True, words=("somme", "montant (€)", "amount")),
        Column("label", "Libellé", "première tranche", gettext_lazy("Facultatif."), words=("objet", "label")),
    )  # fmt: skip

    def learn(self, _rows: list[Row]) -> None:
        self.once = Once()
        self.projects: dict[str, list[Project]] = defaultdict(list)
        for project in Project.objects.select_related("phase").order_by("pk"):
            self.projects[project.title_key].append(project)
        paid = PastPayment.objects.values_list("project", "paid_on", "amount_cents", "label")
        self.paid = {(project, day, cents, fold(label)) for project, day, cents, label in paid}

    def plan(self, row: Row) -> Planned:
        project = self._project(row)
        day, label = day_of(row, "paid_on"), row.text("label", 160)
        cents = row.read("amount", tabular.amount, str(AMOUNT))
        if day is None and not row.text("paid_on"):
            row.wrong(_("La date du paiement manque. Écrivez-la."))
        if not cents and not row.problems:
            row.wrong(_("Le montant manque, ou il est nul."))
        planned = Planned(
            label=f"{row.text('project')}, {money(cents)}" if cents else row.text("project")
        )
        if project is None or day is None or cents is None:
            return planned
        mine = (project.pk, day, cents, fold(label))
        self.once.met(row, " ".join(map(str, mine)))
        if mine not in self.paid:
            fields = {"project": project.pk, "paid_on": day, "amount_cents": cents, "label": label}
            planned.deeds.append(Make(PastPayment, fields))
        return planned

    def _project(self, row: Row) -> Project | None:
        words = row.text("project")
        found = self.projects.get(_key(words), [])
        if len(found) == 1:
            return found[0]
        if found:
            row.wrong(
                _("Plusieurs projets s’appellent « %(words)s ». Rendez leurs titres différents.")
                % {"words": words}
            )
        elif words:
            row.wrong(
                _("Aucun projet ne s’appelle « %(words)s ». Importez d’abord les projets.")
                % {"words": words}
            )
        else:
            row.wrong(_("Le titre du projet manque. Écrivez-le."))
        return None


def _by(things: Iterable[Found], names: Callable[[Found], Iterable[str]]) -> dict[str, Found]:
    return {fold(name): thing for thing in things for name in names(thing) if name}


def _in_euros(labels: dict[str, str], difference: tuple[str, str, str]) -> tuple[str, str, str]:
    label, before, after = difference
    if label != labels["granted_cents"]:
        return difference
    return label, money(int(before)) if before else "", money(int(after))
