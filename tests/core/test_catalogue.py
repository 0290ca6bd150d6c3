from pathlib import Path

import pytest

from maillage.core import catalogue

PYTHON = """
from django.utils.translation import gettext as _, ngettext, pgettext
TITLE = _("Appels à projets")
COUNT = ngettext("%(n)s projet", "%(n)s projets", 2)
MAY = pgettext("mois", "mai")
LONG = _("une phrase "
         "en deux morceaux")
NOT_WORDS = "rien"
"""
PAGE = """
{% translate "Bienvenue" %} {# l'apostrophe d'un commentaire #}
<p class="it's not Python">{% translate "mai" context "verbe" %}</p>
{% blocktranslate trimmed with name=thing.name %}
  Bonjour
  {{ name }}, l’« été » !
{% endblocktranslate %}
{% blocktranslate count n=total trimmed %}
  {{ n }} lecture
{% plural %}
  {{ n }} lectures
{% endblocktranslate %}
{% button _("Déposer") href="x" %} {{ value|default:_("Non publié") }}
{% blocktranslate %}66 % du don{% endblocktranslate %}
"""


@pytest.fixture
def sources(tmp_path) -> Path:
    """A small house with one file of each kind."""
    _write(tmp_path / "maillage/room/services.py", PYTHON)
    _write(tmp_path / "maillage/room/templates/room/page.html", PAGE)
    _write(tmp_path / "maillage/room/templates/room/mail.txt", '{% translate "Un courriel" %}')
    _write(tmp_path / "maillage/room/migrations/0001_initial.py", '_("jamais lu")')
    _write(tmp_path / "maillage/room/static/notes.txt", '{% translate "jamais lu non plus" %}')
    (tmp_path / "config").mkdir()
    return tmp_path


def _write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


def _extract(root: Path) -> dict:
    return {(m.id, m.context): m for m in catalogue.extract(root) if m.id}


def test_python_says_its_messages(sources):
    found = _extract(sources)
    assert ("Appels à projets", None) in found
    assert (("%(n)s projet", "%(n)s projets"), None) in found
    assert ("mai", "mois") in found
    assert ("une phrase en deux morceaux", None) in found


def test_templates_say_theirs(sources):
    found = _extract(sources)
    assert ("Bienvenue", None) in found
    assert ("mai", "verbe") in found
    assert ("Bonjour %(name)s, l’« été » !", None) in found
    assert (("%(n)s lecture", "%(n)s lectures"), None) in found
    assert ("Déposer", None) in found
    assert ("Non publié", None) in found
    assert ("66 %% du don", None) in found
    assert ("Un courriel", None) in found


def test_nothing_else_is_a_message(sources):
    assert len(_extract(sources)) == 12
    assert not {"rien", "jamais lu", "jamais lu non plus"} & {key for key, _c in _extract(sources)}


def test_each_message_names_its_file_without_a_line(sources):
    message = _extract(sources)["Appels à projets", None]
    assert message.locations == [("maillage/room/services.py", 0)]


def test_singular_here_and_plural_there_is_one_plural_entry(tmp_path):
    (tmp_path / "config").mkdir()
    _write(tmp_path / "maillage/a.py", '_("projet")')
    _write(tmp_path / "maillage/b.py", 'ngettext("projet", "projets", n)')
    _write(tmp_path / "maillage/c.py", '_("projet")')
    assert list(_extract(tmp_path)) == [(("projet", "projets"), None)]


def _catalogue(root: Path) -> Path:
    return catalogue.catalogue_path(root / "locale", "en")


def _merge(root: Path) -> str:
    catalogue.merge(_catalogue(root), catalogue.extract(root), "en")
    return _catalogue(root).read_text(encoding="utf-8")


def _fill(root: Path, msgid: str, english: str) -> None:
    path = _catalogue(root)
    text = path.read_text(encoding="utf-8")
    assert f'msgid "{msgid}"\nmsgstr ""' in text
    path.write_text(
        text.replace(f'msgid "{msgid}"\nmsgstr ""', f'msgid "{msgid}"\nmsgstr "{english}"'),
        encoding="utf-8",
    )


def test_merging_twice_changes_nothing(sources):
    assert _merge(sources) == _merge(sources)


def test_the_file_has_no_date_and_says_its_plurals(sources):
    text = _merge(sources)
    assert "Date" not in text
    assert "Plural-Forms: nplurals=2; plural=(n != 1)" in text


def test_merging_keeps_translations_and_drops_what_nobody_says(sources):
    _merge(sources)
    _fill(sources, "Bienvenue", "Welcome")
    _fill(sources, "Un courriel", "An e-mail")
    (sources / "maillage/room/templates/room/mail.txt").unlink()
    text = _merge(sources)
    assert 'msgstr "Welcome"' in text
    assert "courriel" not in text


def test_a_close_message_is_not_guessed(sources):
    _merge(sources)
    _fill(sources, "Un courriel", "An e-mail")
    _write(sources / "maillage/room/templates/room/mail.txt", '{% translate "Un autre courriel" %}')
    text = _merge(sources)
    assert "fuzzy" not in text
    assert "An e-mail" not in text


def _problems(root: Path) -> list[str]:
    return catalogue.problems(_catalogue(root), catalogue.extract(root), "en")


@pytest.fixture
def one(tmp_path) -> Path:
    (tmp_path / "config").mkdir()
    _write(tmp_path / "maillage/a.py", '_("Bonjour %(name)s")')
    return tmp_path


def test_a_message_without_an_entry_is_named_with_its_file(one):
    assert _problems(one) == ["missing from the catalogue: « Bonjour %(name)s » (maillage/a.py)"]


@pytest.mark.parametrize(
    ("english", "problem"),
    [
        ("", "not translated"),
        ("Hello", "other placeholders"),
        ("Hello %(nom)s", "other placeholders"),
        ("Hello %(name)s", ""),
    ],
)
def test_a_translation_is_read_closely(one, english, problem):
    _merge(one)
    _fill(one, "Bonjour %(name)s", english)
    found = _problems(one)
    assert len(found) == bool(problem)
    assert all(problem in sentence for sentence in found)


def test_a_fuzzy_translation_is_not_one(one):
    _merge(one)
    _fill(one, "Bonjour %(name)s", "Hello %(name)s")
    path = _catalogue(one)
    text = path.read_text(encoding="utf-8").replace("#, python-format", "#, fuzzy, python-format")
    path.write_text(text, encoding="utf-8")
    assert [sentence.split(":")[0] for sentence in _problems(one)] == ["fuzzy"]


@pytest.mark.parametrize(
    ("singular", "plural", "is_good"),
    [
        ("one project", "%(n)s projects", True),
        ("%(n)s project", "%(n)s projects", True),
        ("one project", "", False),
        ("one project", "%(total)s projects", False),
    ],
)
def test_only_the_singular_may_leave_the_number_out(tmp_path, singular, plural, is_good):
    (tmp_path / "config").mkdir()
    _write(tmp_path / "maillage/a.py", 'ngettext("%(n)s projet", "%(n)s projets", n)')
    _merge(tmp_path)
    path = _catalogue(tmp_path)
    text = path.read_text(encoding="utf-8")
    text = text.replace('msgstr[0] ""', f'msgstr[0] "{singular}"')
    path.write_text(text.replace('msgstr[1] ""', f'msgstr[1] "{plural}"'), encoding="utf-8")
    assert (_problems(tmp_path) == []) is is_good


def test_a_percent_sign_before_a_word_is_no_placeholder(tmp_path):
    (tmp_path / "config").mkdir()
    _write(tmp_path / "maillage/a.py", '_("66 % de réduction")')
    _merge(tmp_path)
    text = _catalogue(tmp_path).read_text(encoding="utf-8")
    start = text.rindex('msgstr ""')
    _catalogue(tmp_path).write_text(text[:start] + 'msgstr "66% off"\n', encoding="utf-8")
    assert _problems(tmp_path) == []


def test_compiled_words_are_read_by_gettext(one):
    import gettext

    _merge(one)
    _fill(one, "Bonjour %(name)s", "Hello %(name)s")
    [written] = catalogue.compile_all(one / "locale")
    assert written.name == "django.mo"
    with written.open("rb") as compiled:
        words = gettext.GNUTranslations(compiled)
    assert words.gettext("Bonjour %(name)s") == "Hello %(name)s"
