from datetime import UTC, date, datetime

import pytest
from django.utils import timezone, translation

from maillage.design.words import day, moment


@pytest.mark.parametrize(
    ("value", "french", "english"),
    [
        (date(2027, 1, 15), "15 janvier 2027", "15 January 2027"),
        (date(2027, 5, 1), "1er mai 2027", "1 May 2027"),
        (datetime(2027, 1, 14, 23, 30, tzinfo=UTC), "15 janvier 2027", "15 January 2027"),
    ],
)
def test_a_day_is_said_in_words_where_the_reader_lives(value, french, english):
    with translation.override("fr"):
        assert day(value) == french
    with translation.override("en"):
        assert day(value) == english


def test_a_deadline_says_whose_clock_it_is():
    noon = datetime(2027, 1, 15, 11, tzinfo=UTC)
    with translation.override("fr"):
        assert moment(noon) == "15 janvier 2027 à 12 h (heure de Paris)"
    with translation.override("en"):
        assert moment(noon) == "15 January 2027 at 12:00 (Paris time)"


def test_summer_time_is_minded():
    with translation.override("fr"):
        assert "à 12 h 05 " in moment(datetime(2027, 7, 15, 10, 5, tzinfo=UTC))


def test_another_zone_is_named():
    with translation.override("fr"), timezone.override("Africa/Dakar"):
        assert moment(datetime(2027, 7, 15, 10, tzinfo=UTC)).endswith("à 10 h (heure de Dakar)")
