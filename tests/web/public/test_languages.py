"""On an English page, each word that somebody wrote in French alone says that it is French.

The story is written with a sign that the interface never uses: wherever it stands, the nearest
element that names a language must name French. On a French page nothing names one.
"""

from dataclasses import dataclass, field
from html.parser import HTMLParser

import pytest

from maillage.search.services import rebuild
from tests.factories.actors import NetworkFactory, OrganisationFactory
from tests.factories.programmes import (
    CallFactory,
    CriterionFactory,
    PhaseFactory,
    ProgrammeFactory,
    QuestionFactory,
)
from tests.factories.projects import AllyFactory, PaperFactory, PhotoFactory, ProjectFactory
from tests.factories.territories import TerritoryFactory
from tests.factories.themes import ThemeFactory

pytestmark = pytest.mark.django_db
SIGN, ENGLISH = "§", "¤"  # written in French alone; written in English
NAMES_ALONE = {"legal", "contact"}  # the network's: proper names, which no language owns
READ = ("alt", "title", "aria-label", "placeholder")
EMPTY = {"meta", "link", "input", "img", "br", "hr"}
ONLY = "This content exists in French only."


@dataclass
class Reader(HTMLParser):
    """Each text with the language it is said in: of its nearest element that names one."""

    texts: list[tuple[str, str]] = field(default_factory=list)
    open: list[tuple[str, str]] = field(default_factory=list)

    def __post_init__(self):
        super().__init__()

    def spoken(self):
        return next((language for _tag, language in reversed(self.open) if language), "")

    def handle_starttag(self, tag, attrs):
        given = dict(attrs)
        language = given.get("lang") or self.spoken()
        self.texts += [(given[name], language) for name in READ if given.get(name)]
        if tag not in EMPTY:
            self.open.append((tag, given.get("lang") or ""))

    def handle_startendtag(self, tag, attrs):
        self.handle_starttag(tag, attrs)
        if tag not in EMPTY:
            self.open.pop()

    def handle_endtag(self, tag):
        while self.open and self.open.pop()[0] != tag:
            pass

    def handle_data(self, data):
        inside = {tag for tag, _language in self.open}
        if data.strip() and not inside & {"script", "style"}:
            self.texts.append((data, self.spoken()))


def texts(html):
    reader = Reader()
    reader.feed(html)
    return reader.texts


def marked(words):
    return f"{SIGN} {words}"


@dataclass
class Told:
    call: object
    project: object
    organisation: object
    theme: object
    translated: object
    territory: object

    def pages(self):
        return {
            "home": "/",
            "calls": "/appels/",
            "call": self.call.get_absolute_url(),
            "projects": "/projets/",
            "project": self.project.get_absolute_url(),
            "organisations": "/acteurs/",
            "organisation": self.organisation.get_absolute_url(),
            "themes": "/themes/",
            "theme": self.theme.get_absolute_url(),
            "territory": self.territory.get_absolute_url(),
            "plan": "/plan-du-site/",
            "legal": "/mentions-legales/",
            "contact": "/contact/",
            "search": "/recherche/?q=haies",
            "search of a theme": "/recherche/?q=eau",
            "search of nothing": "/recherche/",
        }


def _call():
    programme = ProgrammeFactory(name=marked("Programme"))
    phase = PhaseFactory(
        programme=programme, name=marked("phase"), summary=marked("Ce qu’elle soutient.")
    )
    call = CallFactory(
        phase=phase,
        title=marked("Appel"),
        summary=marked("Pour des alliances."),
        audience=marked("les membres"),
        description=marked("Il soutient des jardins.\n\n") + marked("Et des haies."),
        preparation=marked("Un budget."),
    )
    QuestionFactory(call=call, label=marked("Qui ?"), help=marked("En deux phrases."))
    CriterionFactory(call=call, label=marked("Ancrage"), help=marked("Sur le territoire."))
    return call


def _project(call, organisation, **words):
    project = ProjectFactory(
        phase=call.phase,
        call=call,
        title=marked("Haies"),
        summary=marked("Des haies pour tous."),
        story=marked("Il était une fois."),
        source=marked("une page"),
        **words,
    )
    AllyFactory(project=project, organisation=organisation)
    return project


@pytest.fixture
def told():
    NetworkFactory(name="Réseau", baseline=marked("Ensemble"), contact_email="a@b.example")
    organisation = OrganisationFactory(name=marked("Association"), summary=marked("Elle plante."))
    theme = ThemeFactory(name=marked("Semences"), summary=marked("Les graines."))
    translated = ThemeFactory(
        name=marked("Eau"),
        name_en=f"{ENGLISH} Water",
        summary=marked("Les rivières."),
        summary_en=f"{ENGLISH} Rivers.",
    )
    call = _call()
    call.themes.add(theme, translated)
    place = TerritoryFactory(name="Manche")
    project = _project(call, organisation)
    other = _project(call, organisation, follows=project)
    for one in (project, other):
        one.themes.add(theme, translated)
        one.territories.add(place, TerritoryFactory(country_code="SN"))
    PhotoFactory(
        project=project, alt=marked("Un champ"), caption=marked("Au bord"), credit=marked("Alma")
    )
    PhotoFactory(project=project, place=1, alt=marked("Un bois"), credit=marked("Awa"))
    PaperFactory(project=project, title=marked("Bilan"))
    rebuild()
    return Told(call, project, organisation, theme, translated, place)


PAGES = sorted(Told(*[type("T", (), {"get_absolute_url": lambda _s: ""})()] * 6).pages())


def read(client, address, language):
    client.cookies["langue"] = language
    response = client.get(address)
    assert response.status_code == 200
    return response.content.decode()


@pytest.mark.parametrize("name", PAGES)
def test_on_an_english_page_what_is_french_says_so(told, client, name):
    found = texts(read(client, told.pages()[name], "en"))
    french = [(text.strip(), language) for text, language in found if SIGN in text]
    assert french or name in NAMES_ALONE
    assert [text for text, language in french if language != "fr"] == []


@pytest.mark.parametrize("name", PAGES)
def test_what_somebody_wrote_in_english_is_read_as_english(told, client, name):
    found = texts(read(client, told.pages()[name], "en"))
    assert {language for text, language in found if ENGLISH in text} <= {"en"}


# What was searched for is cut out of its title to be marked: those pieces have no sign of ours.
@pytest.mark.parametrize("name", [name for name in PAGES if name != "search"])
def test_the_words_of_the_interface_stay_english(told, client, name):
    found = texts(read(client, told.pages()[name], "en"))
    assert ("Personal data", "en") in found
    french = {text.strip() for text, language in found if language == "fr" and SIGN not in text}
    assert french <= {"Français", "Réseau"}


@pytest.mark.parametrize("name", PAGES)
def test_a_french_page_names_no_other_language_than_the_link_to_english(told, client, name):
    html = read(client, told.pages()[name], "fr")
    assert '<html lang="fr">' in html
    assert html.count(' lang="') == 2  # the page's own, and « English »
    assert "n’existe qu’en français" not in html


@pytest.mark.parametrize(
    "name",
    [
        "home",
        "calls",
        "call",
        "projects",
        "project",
        "organisation",
        "theme",
        "territory",
        "search",
    ],
)
def test_the_reader_is_told_once(told, client, name):
    assert read(client, told.pages()[name], "en").count(ONLY) == 1


@pytest.mark.parametrize("name", ["legal", "contact", "plan", "organisations", "themes"])
def test_not_where_the_page_itself_is_in_english(told, client, name):
    assert ONLY not in read(client, told.pages()[name], "en")


def test_a_theme_translated_is_not_said_to_be_french(told, client):
    html = read(client, told.translated.get_absolute_url(), "en")
    assert f"<h1>{ENGLISH} Water</h1>" in html
    assert "<title>" in html


def test_the_title_of_the_page_says_its_language(told, client):
    assert '<title lang="fr">' in read(client, told.project.get_absolute_url(), "en")
    assert "<title>" in read(client, "/projets/", "en")
    assert "<title>" in read(client, told.project.get_absolute_url(), "fr")


def test_nothing_to_say_of_an_empty_installation(client):
    for address in ("/", "/projets/", "/appels/", "/themes/"):
        assert ONLY not in read(client, address, "en")


class TestReader:
    """The judge is judged first."""

    def test_the_nearest_language_is_the_one(self):
        html = '<html lang="en"><p>a</p><p lang="fr">b <i>c</i> <b lang="en">d</b></p>e</html>'
        said = {text.strip(): language for text, language in texts(html)}
        assert said == {"a": "en", "b": "fr", "c": "fr", "d": "en", "e": "en"}

    def test_what_an_image_says_is_read(self):
        assert texts('<p lang="fr"><img alt="a"></p><img alt="b" lang="en"><br>') == [
            ("a", "fr"),
            ("b", "en"),
        ]

    def test_data_for_machines_are_not(self):
        assert texts("<script>a</script><style>b</style>") == []
