"""« Aujourd’hui » : what waits for the team, each line a number and where to go."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET

from maillage.actors.models import Organisation
from maillage.core.http import MemberRequest, require
from maillage.mail.models import Message, Undeliverable
from maillage.programmes.models import Call
from maillage.programmes.permissions import can_run_programmes
from maillage.projects.models import Project
from maillage.projects.queries import accepted_without_project
from maillage.selection.queries import calls_to_announce, late_readings, undecided, without_reader

SOON = timedelta(days=14)


@dataclass(frozen=True, slots=True)
class Waiting:
    """One line of the morning: how much of what, where it is done, and what zero means."""

    count: int
    sentence: str
    nothing: str
    url: str


@require_GET
def home(request: MemberRequest) -> HttpResponse:
    """What waits for me."""
    require(can_run_programmes(request.user))
    lines = [
        *_readings(request.arrived_at),
        *_decisions(request.arrived_at),
        *_projects(),
        *_actors(),
        *_messages(),
        *_returns(),
    ]
    closing = Call.objects.open(request.arrived_at).filter(closes_at__lte=request.arrived_at + SOON)
    context = {
        "waiting": [line for line in lines if line.count],
        "quiet": [line for line in lines if not line.count],
        "closing": closing.order_by("closes_at"),
    }
    return render(request, "desk/today.html", context)


def _address(name: str, query: str = "") -> str:
    return reverse(f"desk:{name}") + (f"?{query}" if query else "")


def _readings(at: datetime) -> Iterator[Waiting]:
    alone, late = without_reader().count(), late_readings(at).count()
    yield Waiting(
        alone,
        ngettext(
            "%(n)s candidature déposée n’a pas de lecteur.",
            "%(n)s candidatures déposées n’ont pas de lecteur.",
            alone,
        )
        % {"n": alone},
        _("Chaque candidature déposée a un lecteur."),
        _address("applications", "state=unread"),
    )
    yield Waiting(
        late,
        ngettext(
            "%(n)s lecture n’est pas rendue alors que l’appel est clos.",
            "%(n)s lectures ne sont pas rendues alors que l’appel est clos.",
            late,
        )
        % {"n": late},
        _("Aucune lecture n’est en retard."),
        _address("applications", "state=late"),
    )


def _decisions(at: datetime) -> Iterator[Waiting]:
    open_, ready = undecided(at).count(), calls_to_announce(at).count()
    yield Waiting(
        open_,
        ngettext(
            "%(n)s candidature attend une décision.",
            "%(n)s candidatures attendent une décision.",
            open_,
        )
        % {"n": open_},
        _("Aucune décision ne manque."),
        _address("applications", "state=undecided"),
    )
    yield Waiting(
        ready,
        ngettext(
            "Les résultats de %(n)s appel sont prêts à être annoncés.",
            "Les résultats de %(n)s appels sont prêts à être annoncés.",
            ready,
        )
        % {"n": ready},
        _("Aucun résultat n’attend d’être annoncé."),
        _address("calls", "state=ready"),
    )


def _projects() -> Iterator[Waiting]:
    accepted = accepted_without_project().count()
    hidden = Project.objects.filter(status=Project.Status.OPENED).count()
    yield Waiting(
        accepted,
        ngettext(
            "%(n)s candidature retenue n’a pas encore son projet.",
            "%(n)s candidatures retenues n’ont pas encore leur projet.",
            accepted,
        )
        % {"n": accepted},
        _("Chaque candidature retenue a son projet."),
        _address("applications", "state=accepted"),
    )
    yield Waiting(
        hidden,
        ngettext(
            "%(n)s projet n’est pas encore publié.",
            "%(n)s projets ne sont pas encore publiés.",
            hidden,
        )
        % {"n": hidden},
        _("Tous les projets ouverts sont publiés."),
        _address("projects", "state=opened"),
    )


def _actors() -> Iterator[Waiting]:
    unchecked = Organisation.objects.filter(status=Organisation.Status.PROPOSED).count()
    yield Waiting(
        unchecked,
        ngettext(
            "%(n)s organisation est à vérifier.", "%(n)s organisations sont à vérifier.", unchecked
        )
        % {"n": unchecked},
        _("Aucune organisation n’est à vérifier."),
        _address("organisations", "state=proposed"),
    )


def _messages() -> Iterator[Waiting]:
    failed = Message.objects.filter(status=Message.Status.FAILED).count()
    waiting = Message.objects.filter(status=Message.Status.WAITING).count()
    yield Waiting(
        failed,
        ngettext("%(n)s courriel n’est pas parti.", "%(n)s courriels ne sont pas partis.", failed)
        % {"n": failed},
        _("Aucun courriel n’a échoué."),
        _address("outbox", "state=failed"),
    )
    yield Waiting(
        waiting,
        ngettext(
            "%(n)s courriel attend de partir.", "%(n)s courriels attendent de partir.", waiting
        )
        % {"n": waiting},
        _("Aucun courriel n’attend."),
        _address("outbox", "state=waiting"),
    )


def _returns() -> Iterator[Waiting]:
    returned = Message.objects.filter(status=Message.Status.BOUNCED).count()
    addresses = Undeliverable.objects.count()
    yield Waiting(
        returned,
        ngettext("%(n)s courriel est revenu.", "%(n)s courriels sont revenus.", returned)
        % {"n": returned},
        _("Aucun courriel n’est revenu."),
        _address("outbox", "state=bounced"),
    )
    yield Waiting(
        addresses,
        ngettext(
            "Rien n’arrive plus à %(n)s adresse.", "Rien n’arrive plus à %(n)s adresses.", addresses
        )
        % {"n": addresses},
        _("Toutes les adresses reçoivent."),
        _address("addresses"),
    )
