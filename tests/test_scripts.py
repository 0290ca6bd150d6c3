"""What the scripts compute and say, without installing, serving or counting anything for real."""

import importlib.util
import os
import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent


def script(name: str):
    """A script is run, not imported as a package: load it by its file."""
    found = importlib.util.spec_from_file_location(f"script_{name}", ROOT / f"scripts/{name}.py")
    module = importlib.util.module_from_spec(found)
    sys.modules[found.name] = module  # a dataclass looks its own module up
    found.loader.exec_module(module)
    return module


prepare, run_tests, run_checks = script("prepare"), script("run_tests"), script("run_checks")


# --- prepare ---------------------------------------------------------------------------------


def test_an_old_python_is_named_with_what_to_do(monkeypatch):
    monkeypatch.setattr(sys, "version_info", (3, 9, 2))
    with pytest.raises(SystemExit, match=r"needs 3\.11 or newer: install it, then make PYTHON="):
        prepare.check_tools()


@pytest.mark.parametrize("module", ["venv", "ensurepip"])
def test_a_python_without_environments_is_told_what_to_install(monkeypatch, module):
    monkeypatch.setitem(sys.modules, module, None)  # what Python does for a module that is absent
    with pytest.raises(SystemExit, match=rf"apt install python{prepare.PYTHON}-venv"):
        prepare.check_tools()


def test_a_complete_python_passes_in_silence(capsys):
    prepare.check_tools()
    assert capsys.readouterr() == ("", "")


def test_a_digest_follows_the_words_and_the_name(tmp_path, monkeypatch):
    monkeypatch.setattr(prepare, "ROOT", tmp_path)
    one, other = tmp_path / "one", tmp_path / "other"
    one.write_text("words")
    other.write_text("words")
    before = prepare.digest(one)
    assert before == prepare.digest(one)
    assert before != prepare.digest(other)
    assert prepare.digest(one, other) != prepare.digest(other, one)
    one.write_text("other words")
    assert prepare.digest(one) != before


def test_a_step_is_done_when_its_stamp_says_so(tmp_path):
    stamp = tmp_path / ".stamp"
    assert not prepare.is_done(stamp, "state")
    stamp.write_text("state")
    assert prepare.is_done(stamp, "state")
    assert not prepare.is_done(stamp, "another state")


def test_what_is_compiled_is_not_a_source(tmp_path, monkeypatch):
    monkeypatch.setattr(prepare, "ROOT", tmp_path)
    (tmp_path / "room").mkdir()
    for name in ("b.py", "a.html", "c.pyc", "d.mo"):
        (tmp_path / "room" / name).touch()
    assert [path.name for path in prepare.sources("room", "nowhere")] == ["a.html", "b.py"]


def test_a_step_that_fails_says_which(capfd):
    prepare.run(sys.executable, "-c", "import sys; sys.exit(0)")
    with pytest.raises(SystemExit, match=r"Maillage: This step failed: .+ sys\.exit\(3\)"):
        prepare.run(sys.executable, "-c", "import sys; sys.exit(3)")


def test_a_step_gets_its_environment_and_ours(capfd):
    told = "import os; print(os.environ['WORD'], os.environ['PATH'])"
    prepare.run(sys.executable, "-c", told, WORD="here")
    assert capfd.readouterr().out.startswith(f"here {prepare.BIN}{os.pathsep}")


def test_a_machine_without_python_is_told_so():
    make = subprocess.run(
        ["make", "PYTHON=no-such-python", "unit"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert make.returncode
    assert "no-such-python is missing: install Python 3.11 or newer" in make.stdout


# --- lay_demo --------------------------------------------------------------------------------


def test_the_demonstration_is_refused_outside_its_mode(tmp_path):
    kept = {key: value for key, value in os.environ.items() if key != "MAILLAGE_DEMO"}
    lay = subprocess.run(
        [sys.executable, "scripts/lay_demo.py"],
        cwd=ROOT,
        env={
            **kept,
            "SECRET_KEY": "not-served",
            "MAILLAGE_VAR": str(tmp_path),
            "MAILLAGE_DEMO": "0",
            "DJANGO_SETTINGS_MODULE": "config.settings",
        },
        capture_output=True,
        text=True,
        check=False,
    )
    assert lay.returncode == 1
    assert "the demonstration is laid with MAILLAGE_DEMO=1 only" in lay.stderr


# --- run_tests -------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("closing", "code", "expected"),
    [
        ("12 passed in 1.20s", 0, {"passed": 12}),
        ("2 failed, 12 passed, 1 skipped in 3s", 1, {"passed": 12, "failed": 2, "skipped": 1}),
        ("12 passed, 3 errors in 3s", 1, {"passed": 12, "failed": 3}),
        ("1 failed, 1 error in 3s", 1, {"failed": 2}),
        ("4 passed, 1 xfailed in 3s", 0, {"passed": 5}),
        ("4 passed, 1 xpassed in 3s", 1, {"passed": 4, "failed": 1}),
        ("", 5, {}),
        ("", 2, {"failed": 1}),
        ("", -9, {"failed": 1}),
    ],
)
def test_what_pytest_closes_with_is_counted(closing, code, expected):
    assert run_tests.count(closing, code) == Counter(expected)


def test_a_count_is_said_with_its_zeros():
    assert run_tests.sentence(Counter(passed=3)) == "3 passed, 0 failed, 0 skipped"


def test_a_half_on_postgresql_wants_its_server(monkeypatch):
    monkeypatch.delenv("DATABASE_URL", raising=False)
    with pytest.raises(SystemExit, match="DATABASE_URL must name a PostgreSQL server"):
        run_tests.run("postgres")


@pytest.mark.parametrize(
    ("halves", "url", "expected"),
    [
        (["unit"], "", "SQLite"),
        (["unit"], "postgres://host/name", "SQLite"),
        (["postgres"], "postgres://host/name", "PostgreSQL"),
    ],
)
def test_the_data_base_of_a_half_is_named(monkeypatch, halves, url, expected):
    monkeypatch.setattr(sys, "argv", ["run_tests.py", *halves])
    monkeypatch.delenv("DATABASE_URL", raising=False)
    if url:
        monkeypatch.setenv("DATABASE_URL", url)
    assert run_tests.database() == expected


# --- run_checks ------------------------------------------------------------------------------


def test_checks_see_a_server_for_real_people_and_none_of_our_data(monkeypatch):
    monkeypatch.setenv("MAILLAGE_DEMO", "1")
    monkeypatch.setenv("DATABASE_URL", "postgres://host/name")
    seen = run_checks.as_deployed("elsewhere")
    assert {"MAILLAGE_DEMO", "DATABASE_URL"}.isdisjoint(seen)
    assert seen["DEBUG"] == "0"
    assert seen["MAILLAGE_VAR"] == "elsewhere"
    assert seen["SECRET_KEY"] != run_checks.as_deployed("elsewhere")["SECRET_KEY"]


def test_a_check_that_fails_shows_its_words(capsys):
    assert run_checks.passes("quiet", [sys.executable, "-c", "print('unseen')"])
    assert not run_checks.passes("loud", [sys.executable, "-c", "exit('the reason')"])
    shown = capsys.readouterr().out
    assert "quiet        ok" in shown
    assert "loud         FAILED" in shown
    assert "the reason" in shown
    assert "unseen" not in shown


# --- screenshots -----------------------------------------------------------------------------


def test_pictures_go_where_they_are_shown_and_no_two_to_one_place():
    screenshots = script("screenshots")
    shots = [*screenshots.SHOTS, *screenshots.DECIDED]
    files = [shot.file.relative_to(ROOT).as_posix() for shot in shots]
    assert len(set(files)) == len(files)
    assert "docs/images/home.png" in files
    assert "docs/guide/images/appel.png" in files


def test_pictures_are_taken_as_people_of_the_demonstration():
    from maillage.demo.story.examples import ACCOUNTS

    screenshots = script("screenshots")
    shots = [*screenshots.SHOTS, *screenshots.DECIDED]
    assert {shot.who for shot in shots} - {""} <= {a.email.split("@")[0] for a in ACCOUNTS}
