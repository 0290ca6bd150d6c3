"""Files that go wait for a backup, and for nobody else."""

import threading

import pytest

from maillage.core.holding import LOCK, files_may_go, files_stay


@pytest.fixture(autouse=True)
def place(settings, tmp_path):
    settings.VAR = tmp_path / "new"
    return settings.VAR


def tried(how) -> threading.Event:
    """Whether somebody else gets in, in a thread of their own."""
    inside = threading.Event()

    def enter() -> None:
        with how():
            inside.set()

    threading.Thread(target=enter, daemon=True).start()
    return inside


def test_several_may_remove_at_once():
    with files_may_go():
        assert tried(files_may_go).wait(5)


@pytest.mark.parametrize(
    ("first", "second"), [(files_stay, files_may_go), (files_may_go, files_stay)]
)
def test_who_removes_and_who_holds_wait_for_each_other(first, second):
    with first():
        waiting = tried(second)
        assert not waiting.wait(0.2)
    assert waiting.wait(5)


def test_an_error_lets_the_others_in(place):
    with pytest.raises(ZeroDivisionError), files_stay():
        raise ZeroDivisionError
    assert tried(files_may_go).wait(5)
    assert (place / LOCK).exists()
