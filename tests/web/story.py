"""One small story in the database, with somebody in every role, for the walk over all addresses."""

from dataclasses import dataclass

from maillage.accounts.models import User
from maillage.actors.models import Organisation, Person, Position, TextVersion
from maillage.applications.models import Application, Partner
from maillage.files.services import keep_picture
from maillage.imports.models import Import
from maillage.mail.models import Message, Undeliverable
from maillage.programmes.models import Call, Criterion, Programme, Question
from maillage.projects.models import Paper, Photo, Project
from maillage.selection.models import Decision, Review, Seat
from maillage.territories.models import Territory
from maillage.themes.models import Theme
from tests.factories.accounts import AdminFactory, OfficerFactory, UserFactory
from tests.factories.actors import (
    MembershipFactory,
    OrganisationFactory,
    PersonFactory,
    PositionFactory,
    TextVersionFactory,
)
from tests.factories.applications import ApplicationFactory, PartnerFactory
from tests.factories.imports import ImportFactory
from tests.factories.mail import MessageFactory, UndeliverableFactory
from tests.factories.programmes import CallFactory, CriterionFactory, QuestionFactory
from tests.factories.projects import (
    AllyFactory,
    PaperFactory,
    PhotoFactory,
    ProjectFactory,
    developed,
)
from tests.factories.selection import DecisionFactory, ReviewFactory, SeatFactory
from tests.factories.territories import TerritoryFactory
from tests.factories.themes import ThemeFactory
from tests.web import rules


@dataclass
class Story:
    """A draft in an open call, a submitted file in a closed one, a draft call, a published project."""

    people: dict[str, User]
    open_call: Call
    closed_call: Call
    draft_call: Call
    question: Question
    criterion: Criterion
    draft: Application
    draft_partner: Partner
    submitted: Application
    accepted: Application
    decision: Decision
    review: Review
    seat: Seat
    project: Project
    opened_project: Project
    photo: Photo
    hidden_photo: Photo
    paper: Paper
    hidden_paper: Paper
    organisation: Organisation
    proposed: Organisation
    person: Person
    position: Position
    territory: Territory
    message: Message
    undeliverable: Undeliverable
    brought: Import
    programme: Programme
    theme: Theme
    text: TextVersion


def tell() -> Story:
    """Write the story down."""
    lead, partner = OrganisationFactory(), OrganisationFactory()
    MembershipFactory(organisation=lead)
    people = {
        rules.STRANGER: UserFactory(),
        rules.LEAD: PositionFactory(organisation=lead).person.user,
        rules.PARTNER: PositionFactory(organisation=partner).person.user,
        rules.READER: UserFactory(),
        rules.CHAIR: UserFactory(),
        rules.OFFICER: OfficerFactory(),
        rules.ADMIN: AdminFactory(),
    }
    open_call, closed, draft_call = CallFactory(), CallFactory(closed=True), CallFactory(draft=True)
    submitted = ApplicationFactory(call=closed, lead=lead, submitted=True)
    PartnerFactory(application=submitted, organisation=partner)
    draft = ApplicationFactory(call=open_call, lead=lead)
    accepted = ApplicationFactory(call=closed, lead=lead, submitted=True)
    seat = SeatFactory(call=closed, user=people[rules.READER])
    SeatFactory(call=closed, user=people[rules.CHAIR], role=Seat.Role.CHAIR)
    project = ProjectFactory()
    AllyFactory(project=project, organisation=lead)
    opened = ProjectFactory(status=Project.Status.OPENED, published_at=None)
    PhotoFactory(project=opened)
    territory, theme = TerritoryFactory(), ThemeFactory()
    project.themes.add(theme)
    draft.territories.add(territory)
    other = PositionFactory(person=PersonFactory())
    return Story(
        people=people,
        open_call=open_call,
        closed_call=closed,
        draft_call=draft_call,
        question=QuestionFactory(call=draft_call),
        criterion=CriterionFactory(call=draft_call),
        draft=draft,
        draft_partner=PartnerFactory(application=draft, organisation=partner),
        submitted=submitted,
        accepted=accepted,
        decision=DecisionFactory(application=accepted),
        review=ReviewFactory(application=submitted, reader=people[rules.READER]),
        seat=seat,
        project=project,
        opened_project=opened,
        photo=PhotoFactory(project=project),
        hidden_photo=PhotoFactory(project=opened, picture=keep_picture(developed("red"))),
        paper=PaperFactory(project=project),
        hidden_paper=PaperFactory(project=opened),
        organisation=lead,
        proposed=OrganisationFactory(status=Organisation.Status.PROPOSED),
        brought=ImportFactory(),
        person=other.person,
        position=other,
        territory=territory,
        message=MessageFactory(),
        undeliverable=UndeliverableFactory(),
        programme=open_call.phase.programme,
        theme=theme,
        text=_older_text(),
    )


def _older_text() -> TextVersion:
    """The first of two versions of a text: one may go back to it."""
    first = TextVersionFactory(number=1, body="Tenu par le réseau.")
    TextVersionFactory(number=2, body="Tenu par le réseau, à Caen.")
    return first
