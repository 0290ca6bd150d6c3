"""Telling the programme's own story: written once, and left alone the next time."""

from datetime import datetime

from maillage.actors.models import Network, Organisation, TextVersion
from maillage.actors.services import add_organisation, change_network, join_network, write_text
from maillage.demo.story import actors, programme, projects
from maillage.programmes.models import Call, Phase, Programme
from maillage.programmes.queries import CALLS
from maillage.programmes.services import create_call, create_phase, create_programme
from maillage.projects.models import Ally, Project
from maillage.projects.services import publish_project, tell_project
from maillage.search.services import refresh
from maillage.territories.models import Territory
from maillage.themes.models import Theme
from maillage.themes.services import define_theme


def tell_programme(now: datetime) -> None:
    """Network, themes, organisations, programme, phases, call, projects: what is missing of them."""
    if not Network.objects.exists():
        change_network(by=None, **programme.NETWORK)
        for language, body in programme.LEGAL.items():
            write_text(TextVersion.Key.LEGAL, language, body=body, by=None, seen=0)
    _themes()
    for told in actors.ORGANISATIONS:
        _organisation(told)
    phases = _phases()
    call = _members_call(phases[2])
    for told_project in projects.PROJECTS:
        _project(told_project, phases[2], call if told_project.of_the_call else None, now)


def _themes() -> None:
    known = set(Theme.objects.values_list("slug", flat=True))
    for position, (slug, name, name_en) in enumerate(actors.THEMES):
        if slug not in known:
            define_theme(slug, name, name_en=name_en, position=position, by=None)


def _organisation(told: actors.Told) -> None:
    if Organisation.objects.filter(slug=told.slug).exists():
        return
    organisation = add_organisation(
        by=None,
        listed=True,
        slug=told.slug,
        name=told.name,
        acronym=told.acronym,
        kind=told.kind,
        seat=Territory.objects.filter(slug=told.seat).first(),
        territories=Territory.objects.filter(slug=told.acts_in),
    )
    if told.member:
        join_network(organisation, on=programme.MEMBERS_SINCE, by=None)


def _phases() -> dict[int, Phase]:
    caac = Programme.objects.filter(slug=programme.PROGRAMME["slug"]).first()
    caac = caac or create_programme(by=None, **programme.PROGRAMME)
    known = {phase.number: phase for phase in caac.phases.all()}
    for words in programme.PHASES:
        number = int(str(words["number"]))
        if number not in known:
            known[number] = create_phase(caac, by=None, **words)
    return known


def _members_call(phase: Phase) -> Call:
    """The call of the end of 2021.

    It ran before this platform, and its questions, criteria and dates are not published: no act
    can publish such a call, so what is known of its story is written as it stands.
    """
    call = Call.objects.filter(slug=programme.MEMBERS_CALL["slug"]).first()
    if call is None:
        themes = Theme.objects.filter(slug__in=programme.MEMBERS_CALL_THEMES)
        call = create_call(phase, by=None, themes=themes, **programme.MEMBERS_CALL)
        call.published_at = call.decided_at = programme.DECIDED_AT
        call.save(update_fields=["published_at", "decided_at"])
        refresh(CALLS, [call.pk])
    return call


def _project(told: projects.Told, phase: Phase, call: Call | None, now: datetime) -> None:
    if Project.objects.filter(slug=told.slug).exists():
        return
    organisations = {
        o.slug: o for o in Organisation.objects.filter(slug__in=(told.lead, *told.partners))
    }
    allies = [(organisations[told.lead], Ally.Role.LEAD)] if told.lead else []
    allies += [(organisations[slug], Ally.Role.PARTNER) for slug in told.partners]
    project = tell_project(
        by=None,
        slug=told.slug,
        title=told.title,
        summary=told.summary,
        story=told.story,
        phase=phase,
        call=call,
        sectors=told.sectors,
        goals=told.goals,
        source=projects.SOURCE,
        allies=allies,
        territories=[Territory.objects.get(slug=slug) for slug in told.where],
        themes=Theme.objects.filter(slug__in=told.themes),
    )
    publish_project(project, by=None, at=now)
