from functools import partial
from gettext import GNUTranslations

import pytest
from django.core.management import CommandError, call_command


@pytest.fixture
def house(settings, tmp_path):
    """The command, at work in a house of one sentence."""
    (tmp_path / "config").mkdir()
    (tmp_path / "maillage").mkdir()
    (tmp_path / "maillage" / "a.py").write_text('_("Bonjour")')
    settings.ROOT = tmp_path
    settings.LOCALE_PATHS = [tmp_path / "locale"]
    return tmp_path


def test_extract_check_fill_check_compile(house, capsys):
    call_command("messages", "extract")
    assert "1 messages, 1 to translate." in capsys.readouterr().out
    with pytest.raises(CommandError, match="not translated: « Bonjour »"):
        call_command("messages", "check")

    path = house / "locale/en/LC_MESSAGES/django.po"
    path.write_text(path.read_text().replace('"Bonjour"\nmsgstr ""', '"Bonjour"\nmsgstr "Hello"'))
    call_command("messages", "check")
    assert "1 messages, 0 to translate." in capsys.readouterr().out

    call_command("messages", "compile")
    assert path.with_suffix(".mo").exists()


def test_a_missing_catalogue_is_told(house):
    with pytest.raises(CommandError, match="missing from the catalogue"):
        call_command("messages", "check")


def test_words_that_nobody_says_any_more_are_told_then_go(house):
    call_command("messages", "extract")
    (house / "maillage" / "a.py").write_text("")
    with pytest.raises(CommandError, match="no longer said anywhere: « Bonjour »"):
        call_command("messages", "check")
    call_command("messages", "extract")
    call_command("messages", "check")


def test_without_a_translation_the_french_is_written_alone(house):
    call_command("messages", "compile")
    assert [path.parent.parent.name for path in house.rglob("*.mo")] == ["fr"]


def test_the_french_catalogue_is_drawn_from_the_sources(house):
    (house / "maillage" / "a.py").write_text(
        'ngettext("%(n)s lecture : lue", "%(n)s lectures : lues", 2)\n_("Et après ?")'
    )
    call_command("messages", "compile")
    with (house / "locale/fr/LC_MESSAGES/django.mo").open("rb") as compiled:
        french = GNUTranslations(compiled)

    assert french.gettext("Et après ?") == "Et après\N{NARROW NO-BREAK SPACE}?"
    plural = partial(french.ngettext, "%(n)s lecture : lue", "%(n)s lectures : lues")
    # In French zero is singular.
    assert plural(0) == plural(1) == "%(n)s lecture\N{NO-BREAK SPACE}: lue"
    assert plural(2) == "%(n)s lectures\N{NO-BREAK SPACE}: lues"
