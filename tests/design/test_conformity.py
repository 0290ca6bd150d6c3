"""The grid of the RGAA: every criterion once, a valid result, and the rate that follows."""

import csv
from datetime import date
from pathlib import Path

import pytest
from django.template import Context, Template
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

from maillage.design.conformity import (
    AUDITED_ON,
    GRID,
    PAGES,
    TECHNOLOGIES,
    Audit,
    Criterion,
    Result,
    State,
    audit,
)

# How many criteria each of the thirteen topics of the RGAA 4.1 has.
TOPICS = {1: 9, 2: 2, 3: 3, 4: 13, 5: 8, 6: 2, 7: 5, 8: 10, 9: 4, 10: 14, 11: 13, 12: 11, 13: 12}
DOCUMENT = Path(__file__).parents[2] / "docs/accessibilite/grille-rgaa.md"
NUMBERS = [f"{topic}.{n}" for topic, most in TOPICS.items() for n in range(1, most + 1)]


def rows():
    with GRID.open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines, delimiter=";"))


def found(*results):
    return Audit(
        tuple(Criterion(f"1.{n}", "?", "?", result, "", "", "") for n, result in enumerate(results))
    )


class TestGrid:
    def test_the_106_criteria_are_there_each_once_in_their_order(self):
        assert len(NUMBERS) == 106
        assert [row["number"] for row in rows()] == NUMBERS

    @pytest.mark.parametrize("row", rows(), ids=lambda row: row["number"])
    def test_each_has_a_result_and_says_how_it_was_checked(self, row):
        assert row["result"] in {"C", "NC", "NA"}
        assert row["how"]
        assert row["asks"].endswith("?")
        assert None not in row.values()

    def test_what_fails_is_told_in_both_languages(self):
        for row in rows():
            if row["result"] == "NC":
                assert row["remark"], row["number"]
                assert row["remark_en"], row["number"]
                assert row["asks_en"].endswith("?"), row["number"]

    def test_what_does_not_apply_says_why(self):
        assert [
            row["number"] for row in rows() if row["result"] == "NA" and not row["remark"]
        ] == []

    def test_no_two_criteria_ask_the_same(self):
        asked = [row["asks"] for row in rows()]
        assert len(set(asked)) == len(asked)

    def test_the_file_is_typeset_with_french_signs(self):
        words = GRID.read_text(encoding="utf-8")
        assert "'" not in words

    def test_the_document_names_the_file(self):
        assert "maillage/design/data/rgaa.csv" in DOCUMENT.read_text(encoding="utf-8")

    def test_the_figures_of_the_document_are_the_grids(self):
        told, read = DOCUMENT.read_text(encoding="utf-8"), audit()
        assert f"| conformes | {read.met} |" in told
        assert f"| non conformes | {len(read.failed)} |" in told
        assert f"| sans objet | {len(read.among(Result.OUT))} |" in told
        assert f"**{read.rate} %** : {read.state.label}" in " ".join(told.split())
        assert all(f"**{criterion.number}**" in told for criterion in read.failed)


class TestAudit:
    def test_it_reads_the_grid(self):
        read = audit()
        assert len(read.criteria) == 106
        assert read.met + len(read.failed) == read.applicable
        assert read.applicable + len(read.among(Result.OUT)) == 106

    def test_it_is_read_once(self):
        assert audit() is audit()

    def test_the_rate_is_rounded_down(self):
        assert found(*[Result.MET] * 2, Result.FAILED).rate == 66
        assert found(*[Result.MET] * 999, Result.FAILED).rate == 99

    def test_what_does_not_apply_does_not_count(self):
        assert found(Result.MET, *[Result.OUT] * 50).rate == 100

    @pytest.mark.parametrize(
        ("results", "state"),
        [
            ([Result.MET], State.FULL),
            ([Result.MET, Result.OUT], State.FULL),
            ([*[Result.MET] * 999, Result.FAILED], State.PARTIAL),
            ([Result.MET, Result.FAILED], State.PARTIAL),
            ([Result.MET, Result.FAILED, Result.FAILED], State.NONE),
            ([Result.FAILED], State.NONE),
            ([Result.OUT], State.NONE),
            ([], State.NONE),
        ],
    )
    def test_the_state_is_what_the_law_calls_it(self, results, state):
        assert found(*results).state == state

    @given(st.lists(st.sampled_from(Result)))
    def test_a_rate_is_a_share_and_only_all_is_all(self, results):
        read = found(*results)
        assert 0 <= read.rate <= 100
        assert (read.rate == 100) == (read.state == State.FULL)

    def test_states_have_words_in_both_languages(self):
        for state in State:
            french = state.label
            with translation.override("en"):
                assert state.label != french

    def test_a_failure_is_told_in_the_readers_language(self):
        for criterion in audit().failed:
            assert criterion.shown_remark == criterion.remark
            assert criterion.shown_asks == criterion.asks
            with translation.override("en"):
                assert criterion.shown_remark == criterion.remark_en
                assert criterion.shown_asks == criterion.asks_en

    def test_it_has_a_date_pages_and_technologies(self):
        assert date(2026, 1, 1) < AUDITED_ON
        assert len(set(map(str, PAGES))) == len(PAGES) >= 10
        assert "HTML5" in TECHNOLOGIES


class TestFooter:
    def test_the_state_stands_in_words(self):
        said = Template("{% conformity %}").render(Context())
        assert said.startswith("Accessibilité")
        assert audit().state.label in said
