"""Two texts compared: nothing of either is lost, and what stayed is not said to have changed."""

from hypothesis import given
from hypothesis import strategies as st

from maillage.algorithms.differences import Change, Line, Piece, differences

LINES = st.lists(st.sampled_from(["ici", "là", "ici et là", "", "là-bas : oui", "ici, là"]))
TEXTS = LINES.map("\n".join)


def side(found, gone):
    """One of the two texts, as its lines."""
    return [line.text for line in found if line.change != gone]


def shown(before, after):
    return [(line.change.value, line.text) for line in differences(before, after)]


def test_equal_texts_have_no_difference():
    assert shown("a\nb", "a\nb") == [("kept", "a"), ("kept", "b")]


def test_nothing_and_nothing():
    assert differences("", "") == []


def test_a_line_more():
    assert shown("a", "a\nb") == [("kept", "a"), ("added", "b")]


def test_a_line_less():
    assert shown("a\nb", "b") == [("removed", "a"), ("kept", "b")]


def test_a_changed_line_is_shown_as_it_was_and_as_it_is_with_its_words():
    was, now = differences("un jardin ici", "un verger ici")
    assert was == Line(
        Change.REMOVED,
        (Piece(Change.KEPT, "un "), Piece(Change.REMOVED, "jardin"), Piece(Change.KEPT, " ici")),
    )
    assert now == Line(
        Change.ADDED,
        (Piece(Change.KEPT, "un "), Piece(Change.ADDED, "verger"), Piece(Change.KEPT, " ici")),
    )


def test_a_sign_is_a_word_of_its_own():
    was, now = differences("Oui.", "Oui !")
    assert [piece.text for piece in was.pieces] == ["Oui", "."]
    assert [piece.text for piece in now.pieces] == ["Oui", " !"]


def test_more_lines_than_there_were():
    assert shown("a", "b\nc") == [("removed", "a"), ("added", "b"), ("added", "c")]


def test_fewer_lines_than_there_were():
    assert shown("a\nb", "c") == [("removed", "a"), ("added", "c"), ("removed", "b")]


@given(TEXTS, TEXTS)
def test_both_texts_can_be_read_in_what_is_shown(before, after):
    found = differences(before, after)
    assert side(found, Change.ADDED) == before.splitlines()
    assert side(found, Change.REMOVED) == after.splitlines()


@given(st.text(max_size=200), st.text(max_size=200))
def test_any_two_texts(before, after):
    found = differences(before, after)
    assert side(found, Change.ADDED) == before.splitlines()
    assert side(found, Change.REMOVED) == after.splitlines()


@given(TEXTS)
def test_a_text_beside_itself_is_all_kept(text):
    assert {line.change for line in differences(text, text)} <= {Change.KEPT}


@given(TEXTS, TEXTS)
def test_a_line_never_shows_words_of_the_other_side(before, after):
    for line in differences(before, after):
        allowed = {Change.KEPT, line.change}
        assert {piece.change for piece in line.pieces} <= allowed
