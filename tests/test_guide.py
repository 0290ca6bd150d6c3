"""What the documents say exists: their links, their pictures, the words they put in bold."""

import re
import subprocess
import tomllib
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from babel.messages.pofile import read_po
from django.conf import settings

from maillage.demo.story.examples import ACCOUNTS

ROOT = Path(__file__).parent.parent
GUIDE = sorted((ROOT / "docs" / "guide").glob("*.md"))
DOCUMENTS = [
    *sorted(ROOT.glob("*.md")),
    *sorted((ROOT / "docs").glob("*.md")),
    *sorted((ROOT / "docs" / "decisions").glob("*.md")),
    *GUIDE,
]
LINK = re.compile(r"\]\(([^)#]+)(?:#[^)]*)?\)")
BOLD = re.compile(r"\*\*([^*]+)\*\*")
PATHS = re.compile(r"`((?:maillage|tests|config|scripts|docs|locale|requirements)/[\w./-]+)`")


def plain(words: str) -> str:
    """The words, whatever spaces hold them together."""
    return " ".join(words.split())


def interface_words() -> set[str]:
    with (ROOT / "locale/en/LC_MESSAGES/django.po").open("rb") as source:
        catalogue = read_po(source, locale="en")
    ids = (one for m in catalogue for one in (m.id if isinstance(m.id, tuple | list) else (m.id,)))
    return {plain(one) for one in ids if one}


def named(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


@pytest.mark.parametrize("document", DOCUMENTS, ids=named)
def test_links_and_pictures_lead_somewhere(document):
    for target in LINK.findall(document.read_text(encoding="utf-8")):
        if not target.startswith(("https://", "mailto:")):
            assert (document.parent / target).exists(), f"{target} is nowhere"


@pytest.mark.parametrize("document", DOCUMENTS, ids=named)
def test_files_that_are_named_exist(document):
    for path in PATHS.findall(document.read_text(encoding="utf-8")):
        assert (ROOT / path).exists(), f"{path} is nowhere"


def test_every_picture_is_shown_in_a_page():
    shown = {
        (document.parent / target).resolve()
        for document in DOCUMENTS
        for target in LINK.findall(document.read_text(encoding="utf-8"))
    }
    pictures = {path for path in (ROOT / "docs").rglob("*") if path.suffix in {".png", ".svg"}}
    assert {path.resolve() for path in pictures} - shown == set()


def test_every_picture_has_words_for_who_does_not_see_it():
    for document in DOCUMENTS:
        assert "![](" not in document.read_text(encoding="utf-8"), document


def test_every_picture_is_taken_by_the_script():
    source = (ROOT / "scripts/screenshots.py").read_text(encoding="utf-8")
    taken = set(re.findall(r'Shot\("([\w-]+)"', source))
    assert {path.stem for path in (ROOT / "docs").rglob("*.png")} == taken


@pytest.mark.parametrize("page", GUIDE, ids=named)
def test_the_guide_names_buttons_as_they_are_on_screen(page):
    words = interface_words() | {"English"}
    bold = {plain(one) for one in BOLD.findall(page.read_text(encoding="utf-8"))}
    assert bold - words == set()


def test_the_guide_is_typeset_as_the_pages_are():
    for page in GUIDE:
        for line in page.read_text(encoding="utf-8").splitlines():
            assert not re.search(r"\w [;!?:»](?=\s|$)|« ", line), line


def test_the_commands_that_are_named_are_targets():
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    targets = set(re.findall(r"^([a-z0-9]+):", makefile, flags=re.MULTILINE))
    for document in DOCUMENTS:
        words = document.read_text(encoding="utf-8")
        named = set(re.findall(r"(?:^|`|&& |=\S+ )make ([a-z0-9]+)", words, flags=re.MULTILINE))
        assert named <= targets, document


def test_every_setting_of_the_environment_is_explained():
    source = (ROOT / "config/settings.py").read_text(encoding="utf-8")
    asked = set(re.findall(r'env(?:\.\w+)?\(\s*"([A-Z_]+)"', source))
    told = (ROOT / "README.md").read_text(encoding="utf-8")
    assert {name for name in asked if f"`{name}`" not in told} == set()


def test_the_accounts_of_the_readme_are_those_of_the_demonstration():
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    told = re.findall(r"^\| `(\S+@demo\.example)`", readme, flags=re.MULTILINE)
    assert sorted(told) == sorted(account.email for account in ACCOUNTS)
    assert f"`{settings.DEMO_PASSWORD}`" in readme


def test_the_commands_of_maillage_that_are_named_exist():
    commands = {path.stem for path in ROOT.glob("maillage/*/management/commands/*.py")}
    django = {"migrate", "createcachetable", "collectstatic", "makemigrations", "check"}
    for document in DOCUMENTS:
        words = document.read_text(encoding="utf-8")
        named = set(re.findall(r"(?:^\.venv/bin/|`)maillage ([a-z]+)", words, flags=re.MULTILINE))
        assert named <= commands | django, document


def rooms() -> set[str]:
    """Every floor that is built, and every door."""
    plan = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    floors = plan["tool"]["importlinter"]["contracts"][0]["layers"]
    named = {room.strip("() ") for floor in floors for room in floor.split("|")} - {"web"}
    built = {room for room in named if (ROOT / "maillage" / room / "__init__.py").exists()}
    return built | {path.parent.name for path in ROOT.glob("maillage/web/*/urls.py")}


def test_the_picture_of_the_house_shows_each_floor_and_each_door():
    svg = "{http://www.w3.org/2000/svg}"
    picture = ET.parse(ROOT / "docs/images/house.svg").getroot()
    shown = {text.text for text in picture.iter(f"{svg}text")}
    description = picture.findtext(f"{svg}desc") or ""
    told = set(re.findall(r"[a-z]+", description.replace("demonstration", "demo")))
    assert picture.findtext(f"{svg}title")
    assert rooms() - shown == set()
    assert rooms() - told == set()


def test_the_plan_of_the_architecture_names_each_floor_and_each_door():
    words = (ROOT / "docs/architecture.md").read_text(encoding="utf-8")
    plan = words.split("```")[1]
    assert rooms() - set(re.findall(r"[a-z]+", plan)) == set()


def test_the_classes_of_the_glossary_are_in_the_code():
    words = (ROOT / "docs/glossary.md").read_text(encoding="utf-8")
    rows = [line.split("|")[2] for line in words.splitlines() if line.startswith("| ")][1:]
    told = {word for row in rows for word in re.findall(r"\b[A-Z]\w+", row)}
    sources = [*ROOT.glob("maillage/*/models.py"), *ROOT.glob("maillage/*/models/*.py")]
    words = "".join(path.read_text(encoding="utf-8") for path in sources)
    assert told - set(re.findall(r"^class (\w+)", words, flags=re.MULTILINE)) == set()


def test_no_picture_is_heavy():
    heavy = {p.name: p.stat().st_size for p in (ROOT / "docs").rglob("*.png")}
    assert {name: size for name, size in heavy.items() if size > 150_000} == {}


def test_no_document_and_no_lock_names_a_registry():
    hosts = re.compile(r"pypi\.org|pythonhosted|registry\.npmjs|npmjs\.com")
    listed = subprocess.run(
        ["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=False
    ).stdout.splitlines()
    wrong = [
        name
        for name in listed
        if Path(name).suffix in {".md", ".txt", ".json", ".toml", ".py", ".sh", ""}
        and name != "tests/test_guide.py"
        and hosts.search((ROOT / name).read_text(encoding="utf-8", errors="ignore"))
    ]
    assert wrong == []
