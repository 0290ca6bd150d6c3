"""What the documents say exists: their links, their pictures, the words they put in bold."""

import re
import subprocess
from pathlib import Path

import pytest
from babel.messages.pofile import read_po

ROOT = Path(__file__).parent.parent
GUIDE = sorted((ROOT / "docs" / "guide").glob("*.md"))
DOCUMENTS = [
    *sorted(ROOT.glob("*.md")),
    *sorted((ROOT / "docs").glob("*.md")),
    *sorted((ROOT / "docs" / "decisions").glob("*.md")),
    *GUIDE,
]
LINK = re.compile(r"\]\(([^)#]+)\)")
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


def test_the_commands_of_the_readme_are_targets():
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    targets = set(re.findall(r"^([a-z]+):", makefile, flags=re.MULTILINE))
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    assert set(re.findall(r"(?:^|`)make ([a-z]+)", readme, flags=re.MULTILINE)) <= targets


def test_every_setting_of_the_environment_is_explained():
    source = (ROOT / "config/settings.py").read_text(encoding="utf-8")
    asked = set(re.findall(r'env(?:\.\w+)?\(\s*"([A-Z_]+)"', source))
    told = (ROOT / "README.md").read_text(encoding="utf-8")
    assert {name for name in asked if f"`{name}`" not in told} == set()


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
