import pytest
from hypothesis import given
from hypothesis import strategies as st

from maillage.algorithms.scoring import Mark, out_of_100, summarise

MARKS = st.builds(
    lambda maximum, share, weight: Mark(round(maximum * share), maximum, weight),
    st.integers(1, 20),
    st.floats(0, 1),
    st.integers(1, 100),
)


def test_known_answer():
    # 3/5 counting twice and 5/5 counting once: (2·0.6 + 1·1) / 3 = 73.33…
    assert out_of_100([Mark(3, 5, 2), Mark(5, 5, 1)]) == pytest.approx(220 / 3)


def test_scales_of_different_length_weigh_the_same():
    assert out_of_100([Mark(10, 20, 1), Mark(1, 2, 1)]) == 50.0


def test_without_a_score_there_is_no_mean():
    assert out_of_100([]) is None


@given(st.lists(MARKS, min_size=1))
def test_a_total_stays_between_its_lowest_and_highest_criterion(marks):
    shares = [100 * mark.value / mark.maximum for mark in marks]
    total = out_of_100(marks)
    assert min(shares) - 1e-9 <= total <= max(shares) + 1e-9


@given(st.lists(MARKS, min_size=1), st.randoms())
def test_the_order_of_criteria_never_matters(marks, random):
    shuffled = marks.copy()
    random.shuffle(shuffled)
    assert out_of_100(shuffled) == out_of_100(marks)


@given(st.lists(MARKS, min_size=1), st.integers(2, 9))
def test_only_the_proportion_of_weights_counts(marks, factor):
    heavier = [Mark(mark.value, mark.maximum, mark.weight * factor) for mark in marks]
    assert out_of_100(heavier) == out_of_100(marks)


def test_a_summary_tells_mean_and_spread():
    summary = summarise([40.0, 60.0, 80.0])
    assert (summary.mean, summary.lowest, summary.highest, summary.count) == (60.0, 40.0, 80.0, 3)
    assert summary.spread == 40.0


def test_without_readings_there_is_no_summary():
    assert summarise([]) is None


@given(st.lists(st.floats(0, 100), min_size=1))
def test_the_mean_lies_between_the_extremes(totals):
    summary = summarise(totals)
    assert summary.lowest - 1e-9 <= summary.mean <= summary.highest + 1e-9
