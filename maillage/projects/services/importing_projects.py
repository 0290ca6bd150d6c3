"""What a row of a file means among projects of the past."""

from collections import defaultdict
from datetime import date, datetime, time
from typing import Any, ClassVar
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
    in_words,
    labels_of,
)
from maillage.algorithms import tabular
from maillage.core.text import fold
from maillage.imports.services import Change, Column, Importer, Make, Planned, Row
from maillage.programmes.models import Phase
from maillage.projects.models import TITLE_KEY, Ally, Project
from maillage.projects.queries.indexing import PROJECTS
from maillage.search.services import refresh
from maillage.themes.models import Theme

PARIS = ZoneInfo("Europe/Paris")
AMOUNT = gettext_lazy(
    "« %(words)s » n’est pas un montant. Écrivez par exemple 15 000 ou 15 000,50."
)


def title_key(title: str) -> str:
    return fold(title)[:TITLE_KEY].strip()


class ProjectImporter(Importer):
    kind = "projects"
    title: ClassVar[Promise] = gettext_lazy("Projets passés")
    effect: ClassVar[Promise] = gettext_lazy(
        "Un projet qui a une date de publication paraît aussitôt ; les autres attendent en préparation."
    )
    models = (Project, Ally)
    columns = (
        Column("title", gettext_lazy("Titre"), "Deux rives (exemple)", gettext_lazy("Obligatoire."), is_needed=True, words=("projet", "nom du projet", "intitulé", "title")),
        Column("summary", gettext_lazy("En deux phrases"), "Deux rives cultivent ensemble ce que chacune sait.", gettext_lazy("Obligatoire pour un projet nouveau."), words=("résumé", "description", "summary")),
        Column("programme", gettext_lazy("Programme"), "", gettext_lazy("Son nom, comme ici. Vide s’il n’y en a qu’un."), words=("programme", "program")),
        Column("phase", gettext_lazy("Phase"), "1", gettext_lazy("Son numéro. Obligatoire pour un projet nouveau."), words=("n° de phase", "étape")),
        Column("lead", gettext_lazy("Chef de file"), "Association Exemple des Rives", gettext_lazy("Nom, sigle ou SIREN, comme dans l’annuaire."), words=("porteur", "structure porteuse", "lead")),
        Column("partners", gettext_lazy("Partenaires"), "Mairie Exemple ; Coopérative Exemple", gettext_lazy("Séparés par des points-virgules."), words=("alliés", "partners")),
        Column("territories", gettext_lazy("Territoires"), "Calvados ; Ndem, Sénégal", gettext_lazy("Séparés par des points-virgules, noms complets."), words=("territoire", "lieux", "zones", "territories")),
        Column("themes", gettext_lazy("Thèmes"), "", gettext_lazy("Séparés par des points-virgules, comme ici."), words=("thème", "themes")),
        Column("starts_on", gettext_lazy("Début"), "01/02/2019", gettext_lazy("Facultatif."), words=("date de début", "démarrage", "start")),
        Column("ends_on", gettext_lazy("Fin"), "31/12/2019", gettext_lazy("Facultatif."), words=("date de fin", "clôture", "end")),
        Column("granted", gettext_lazy("Montant accordé"), "12 000", gettext_lazy("En euros."), words=("montant", "subvention", "montant accordé (€)", "granted")),
        Column("published", gettext_lazy("Publié le"), "", gettext_lazy("Vide : le projet reste en préparation, l’équipe le publie."), words=("date de publication", "published")),
        Column("source", gettext_lazy("D’où vient cette page"), "rapport d’activité 2019", gettext_lazy("Facultatif."), words=("source",)),
    )  # fmt: skip

    def learn(self, rows: list[Row]) -> None:
        self.directory, self.once = Directory(), Once()
        self.places = Places({w for row in rows for w in tabular.several(row.cell("territories"))})
        self.phases = list(Phase.objects.select_related("programme"))
        self.themes = {
            fold(name): theme
            for theme in Theme.objects.all()
            for name in (theme.name, theme.name_en, theme.slug)
            if name
        }
        self.slugs = set(Project.objects.values_list("slug", flat=True))
        self.known: dict[tuple[str, int], Project] = {}
        self.titled: dict[str, list[Project]] = defaultdict(list)
        seen = Project.objects.select_related("call").order_by("pk")
        for project in seen.prefetch_related("allies", "territories", "themes"):
            self.known.setdefault((project.title_key, project.phase_id), project)
            self.titled[project.title_key].append(project)

    def plan(self, row: Row) -> Planned:
        phase, allies, links = self._phase(row), self._allies(row), self._links(row)
        wanted = self._wanted(row)
        key = title_key(wanted["title"])
        planned = Planned(label=wanted["title"])
        self.once.met(row, f"{key} {phase.pk if phase else ''}")
        known = self.known.get((key, phase.pk)) if phase else self._only(row, key)
        if known is None:
            self._plan_new(row, planned, wanted, phase, _pks(links))
        else:
            self.once.met(row, f"known {known.pk}")
            self._plan_change(row, planned, known, wanted, links)
        self._plan_allies(row, planned, known, allies)
        return planned

    def settle(self, touched: dict[type[Model], list[int]]) -> None:
        """Projects are found by their allies too; of an ally that is gone, nobody knows whose it was."""
        allies = touched.get(Ally, [])
        there = list(Ally.objects.filter(pk__in=allies).values_list("project", flat=True))
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
            if fold(number) in {str(phase.number), fold(phase.name)}
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

    def _only(self, row: Row, key: str) -> Project | None:
        """Without a phase, the one project of that title."""
        same = self.titled.get(key, [])
        if len(same) > 1:
            row.wrong(
                _("Plusieurs projets s’appellent « %(title)s ». Donnez la phase.")
                % {"title": same[0].title}
            )
        return same[0] if len(same) == 1 else None

    def _allies(self, row: Row) -> dict[int, str]:
        found: dict[int, str] = {}
        for name, role in (("lead", Ally.Role.LEAD), ("partners", Ally.Role.PARTNER)):
            for words in tabular.several(row.cell(name)):
                if organisation := self.directory.named(row, words):
                    found.setdefault(organisation.pk, role)
        return found

    def _links(self, row: Row) -> dict[str, dict[int, str]]:
        """What the row ties the project to, each with its name."""
        places, themes = {}, {}
        for words in tabular.several(row.cell("territories")):
            if place := self.places.named(row, words):
                places[place.pk] = place.full_name
        for words in tabular.several(row.cell("themes")):
            if theme := self.themes.get(fold(words)):
                themes[theme.pk] = theme.name
            else:
                row.wrong(self._unknown_theme(words))
        return {"territories": places, "themes": themes}

    def _unknown_theme(self, words: str) -> str:
        known = sorted({theme.name for theme in self.themes.values()})
        sentence = _("« %(words)s » n’est pas un thème d’ici. Choisissez : %(known)s.")
        return sentence % {"words": words, "known": ", ".join(known)}

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
        if phase is None and not row.text("phase"):
            row.wrong(_("Le numéro de phase manque : ce projet est nouveau."))
        day = day_of(row, "published")
        fields = wanted | {
            "title_key": title_key(wanted["title"]),
            "phase": phase.pk if phase else None,
            "slug": free_among(self.slugs, wanted["title"], "projet"),
            "status": Project.Status.PUBLISHED if day else Project.Status.OPENED,
            "published_at": _noon(day) if day else None,
        }
        planned.deeds.append(Make(Project, fields, links=links, key=_key(row.number)))

    def _plan_change(
        self,
        row: Row,
        planned: Planned,
        known: Project,
        wanted: dict[str, Any],
        links: dict[str, dict[int, str]],
    ) -> None:
        labels = labels_of(self.columns)
        labels["granted_cents"] = labels["granted"]
        in_order(row, wanted["starts_on"] or known.starts_on, wanted["ends_on"] or known.ends_on)
        before, after, words = differing(labels, known, wanted)
        if day := self._publication(row, known):
            now = {"status": known.status, "published_at": known.published_at}
            before, after = (
                before | now,
                after | {"status": Project.Status.PUBLISHED, "published_at": _noon(day)},
            )
            words.append((labels["published"], _published(known), in_words("published", day)))
        if "title" in after:
            before["title_key"], after["title_key"] = known.title_key, title_key(after["title"])
        lacking = {name: _lacking(known, name, things) for name, things in links.items()}
        for name, things in lacking.items():
            words += [(labels[name], "", thing) for thing in things.values()]
        if after or any(lacking.values()):
            planned.deeds.append(Change(Project, known.pk, before, after, _pks(lacking)))
        planned.differences += words

    def _publication(self, row: Row, known: Project) -> date | None:
        """The day a known project was published, when the row says another; results come first."""
        day = day_of(row, "published")
        if day is None or _day(known.published_at) == day:
            return None
        if known.call and known.application_id and known.call.decided_at is None:
            row.wrong(
                _(
                    "Annoncez d’abord les résultats de l’appel : les alliances doivent les apprendre par vous."
                )
            )
        return day

    def _plan_allies(
        self, row: Row, planned: Planned, known: Project | None, allies: dict[int, str]
    ) -> None:
        held = {ally.organisation_id: ally for ally in known.allies.all()} if known else {}
        self._refuse_other_lead(row, held, allies)
        for pk, role in allies.items():
            label, ally = str(Ally.Role(role).label), held.get(pk)
            if ally is None:
                whose = known.pk if known else f"@{_key(row.number)}"
                fields = {"project": whose, "organisation": pk, "role": role}
                planned.deeds.append(Make(Ally, fields))
            elif ally.role != role:
                change = Change(Ally, ally.pk, {"role": ally.role}, {"role": role})
                planned.deeds.append(change)
            if known and (ally is None or ally.role != role):
                planned.differences.append((label, "", self.directory.name_of[pk]))

    def _refuse_other_lead(self, row: Row, held: dict[int, Ally], allies: dict[int, str]) -> None:
        """One leads: another is chosen on the project's own page."""
        leads = {pk for pk, ally in held.items() if ally.role == Ally.Role.LEAD}
        asked = {pk for pk, role in allies.items() if role == Ally.Role.LEAD}
        if len(asked) > 1 or (leads and (asked - leads or leads & allies.keys() - asked)):
            names = sorted(self.directory.name_of[pk] for pk in leads or asked)
            row.wrong(
                _("Un projet n’a qu’un chef de file : %(names)s. Corrigez la ligne.")
                % {"names": ", ".join(names)}
            )


def _pks(links: dict[str, dict[int, str]]) -> dict[str, list[int]]:
    return {name: list(things) for name, things in links.items()}


def _lacking(known: Project, name: str, things: dict[int, str]) -> dict[int, str]:
    held = {thing.pk for thing in getattr(known, name).all()}
    return {pk: words for pk, words in things.items() if pk not in held}


def _noon(day: date) -> datetime:
    return datetime.combine(day, time(12), PARIS)


def _day(at: datetime | None) -> date | None:
    return at.astimezone(PARIS).date() if at else None


def _published(known: Project) -> str:
    return in_words("published", _day(known.published_at))


def _key(number: int) -> str:
    return f"project {number}"
