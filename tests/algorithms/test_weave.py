from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from maillage.algorithms.weave import crossings, weave

NAMES = st.text(alphabet="abcdef", min_size=1, max_size=3)
TIES = st.lists(st.tuples(NAMES, NAMES), min_size=1, max_size=25)


def test_two_ties_that_would_cross_are_uncrossed():
    drawn = weave([("a", "y"), ("b", "x")], step=10, top=0)
    order = ([n.name for n in drawn.left], [n.name for n in drawn.right])
    assert crossings([("a", "y"), ("b", "x")], *order) == 0


def test_known_crossings():
    assert crossings([("a", "y"), ("b", "x")], ["a", "b"], ["x", "y"]) == 1
    assert crossings([("a", "x"), ("b", "y")], ["a", "b"], ["x", "y"]) == 0


def test_the_shorter_side_is_centred():
    drawn = weave([("a", "x"), ("a", "y"), ("a", "z")], step=10, top=0)
    assert [node.y for node in drawn.right] == [0, 10, 20]
    assert drawn.left[0].y == 10


def test_nothing_gives_an_empty_picture():
    drawn = weave([], step=10, top=5)
    assert (drawn.left, drawn.right, drawn.ties, drawn.height) == ([], [], [], 15)


@given(TIES)
def test_every_name_stands_once_and_every_tie_joins_its_two_names(ties):
    drawn = weave(ties, step=10, top=0)
    assert sorted(n.name for n in drawn.left) == sorted({a for a, _b in ties})
    assert sorted(n.name for n in drawn.right) == sorted({b for _a, b in ties})
    left, right = ({n.y: n.name for n in side} for side in (drawn.left, drawn.right))
    assert {(left[a], right[b]) for a, b in drawn.ties} == set(ties)


@given(TIES)
def test_nodes_never_touch(ties):
    for side in (weave(ties, step=10, top=0).left, weave(ties, step=10, top=0).right):
        heights = [node.y for node in side]
        assert all(b - a == pytest.approx(10) for a, b in pairwise(heights))


@given(TIES)
def test_the_picture_never_crosses_more_than_the_alphabet_would(ties):
    pairs = sorted(set(ties))
    drawn = weave(ties, step=10, top=0)
    plain = crossings(pairs, sorted({a for a, _ in pairs}), sorted({b for _, b in pairs}))
    assert crossings(pairs, [n.name for n in drawn.left], [n.name for n in drawn.right]) <= plain


@given(TIES, st.randoms())
def test_the_order_in_which_ties_come_changes_nothing(ties, random):
    shuffled = ties.copy()
    random.shuffle(shuffled)
    assert weave(shuffled, step=10, top=0) == weave(ties, step=10, top=0)
