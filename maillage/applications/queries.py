"""What pages ask about applications."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Q
from django.utils.translation import gettext as _

from maillage.accounts.models import User
from maillage.actors.models import Organisation
from maillage.actors.queries import is_member
from maillage.applications.models import Application, ApplicationQuerySet, Partner
from maillage.core.money import money
from maillage.core.text import fold
from maillage.programmes.models import Call


@dataclass(frozen=True, slots=True)
class Missing:
    """One thing to do before an application can be submitted."""

    sentence: str
    anchor: str  # where on the page it is done
    question: str = ""  # the question to answer, in the call's own words


def with_alliance(applications: ApplicationQuerySet) -> ApplicationQuerySet:
    """Fetch what a list of applications shows, in a fixed number of queries."""
    return applications.select_related("call", "lead", "lead__seat").prefetch_related(
        "partners__organisation", "territories"
    )


def applications_of(user: User) -> ApplicationQuerySet:
    """The applications this person writes or wrote with their organisations."""
    return with_alliance(Application.objects.written_by_organisations_of(user))


def find_applications(words: str, user: User) -> ApplicationQuerySet:
    """Applications whose title, code, lead or partners hold each of these words."""
    found = Application.objects.visible_to(user)
    for word in words.split():
        key = fold(word)
        allied = Partner.objects.filter(organisation__name_key__contains=key)
        named = Q(lead__name_key__contains=key) | Q(pk__in=allied.values("application"))
        found = found.filter(Q(title__icontains=word) | Q(code__iexact=word) | named)
    return found


def missing_before_submission(application: Application) -> list[Missing]:
    """What is still to do, in the page's order; empty means ready."""
    return [
        *_missing_basics(application),
        *_missing_alliance(application),
        *_missing_answers(application),
    ]


def _missing_basics(application: Application) -> list[Missing]:
    missing = []
    if not application.summary.strip():
        missing.append(Missing(_("Présentez le projet en quelques phrases."), "projet"))
    if sentence := amount_problem(application.call, application.asked_cents):
        missing.append(Missing(sentence, "projet"))
    return missing


def amount_problem(call: Call, asked_cents: int | None) -> str:
    """Say why an amount does not fit the call; empty when it fits."""
    if asked_cents is None or asked_cents == 0:
        return _("Indiquez le montant demandé.")
    if call.max_cents is not None and asked_cents > call.max_cents:
        return _("Le montant demandé dépasse le maximum de l’appel, %(money)s.") % {
            "money": money(call.max_cents)
        }
    if call.min_cents is not None and asked_cents < call.min_cents:
        return _("Le montant demandé est inférieur au minimum de l’appel, %(money)s.") % {
            "money": money(call.min_cents)
        }
    return ""


def _missing_alliance(application: Application) -> list[Missing]:
    missing = []
    if not application.partners.exists():
        missing.append(
            Missing(
                _("Ajoutez au moins un partenaire : l’appel soutient des alliances."), "alliance"
            )
        )
    if not application.territories.exists():
        missing.append(Missing(_("Indiquez au moins un territoire."), "territoires"))
    return missing


def _missing_answers(application: Application) -> list[Missing]:
    written = {answer.question_id for answer in application.answers.all() if answer.text.strip()}
    return [
        Missing(
            _("Répondez à la question « %(question)s ».") % {"question": question.label},
            f"question-{question.code}",
            question.label,
        )
        for question in application.call.questions.all()
        if question.is_required and question.pk not in written
    ]


def may_lead(call: Call, organisation: Organisation, on: date) -> bool:
    """Does the call let this organisation lead? A members' call asks for a membership that day."""
    return call.leads == Call.Leads.ANYONE or is_member(organisation, on)
