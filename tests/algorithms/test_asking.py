"""A question is read once, and written in the language of either database."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from maillage.algorithms.asking import (
    LONGEST,
    MOST,
    Either,
    Every,
    Token,
    as_fts5,
    as_tsquery,
    ask,
    both,
    one_of,
)


@pytest.mark.parametrize(
    ("text", "fts5", "tsquery"),
    [
        ("Caen ", '"caen"', "'caen'"),
        ("Caen", '("caen" OR "caen" *)', "('caen' | 'caen':*)"),
        ("Caen Ndem ", '("caen" AND "ndem")', "('caen' & 'ndem')"),
        (
            "réfugiés ",
            '(("refugi" OR "refug") OR (("exil" OR ("demandeur" AND "asil")) AND "§text"))',
            "(('refugi' | 'refug') | (('exil' | ('demandeur' & 'asil')) & '§text'))",
        ),
    ],
)
def test_each_database_has_its_words(text, fts5, tsquery):
    tree = ask(text).all
    assert set(re.findall(r"[\w§]+", as_fts5(tree))) == set(re.findall(r"[\w§]+", fts5))
    assert sorted(as_fts5(tree)) == sorted(fts5)
    assert sorted(as_tsquery(tree)) == sorted(tsquery)


def test_the_last_word_may_be_half_typed():
    parts = ask("semences pays").parts
    assert [part.begins for part in parts] == ["", "pays"]
    assert [part.begins for part in ask("semences pays ").parts] == ["", ""]
    assert [part.begins for part in ask("semences p").parts] == ["", ""], "one letter is too few"
    assert [part.begins for part in ask("semences de").parts] == [""], "a tie is not a beginning"


def test_a_beginning_is_recognised():
    (part,) = ask("semen").parts
    assert part.is_in(" paysan semence ")
    assert not part.is_in(" basemen ")


def test_ties_are_dropped_unless_there_is_nothing_else():
    assert [part.word.folded for part in ask("le lait de la ferme").parts] == ["lait", "ferme"]
    assert [part.word.folded for part in ask("Y").parts] == ["y"]
    assert ask("le lait").name == "lait"


@pytest.mark.parametrize("text", ["", "   ", "« ! »", "—", "\x00", "'\"*()"])
def test_nothing_is_asked(text):
    assert not ask(text)


def test_a_word_said_twice_is_asked_once():
    assert len(ask("eau eau EAU ").parts) == 1
    assert [part.begins for part in ask("eau eau").parts] == ["eau"]


def test_long_questions_are_cut():
    assert len(ask(" ".join(f"mot{n}" for n in range(30))).parts) <= MOST
    assert len(ask("x" * 1000).name) <= LONGEST


def test_an_expression_is_one_thing():
    question = ask("acteurs de l’économie sociale et solidaire ")
    assert [len(group.parts) for group in question.groups] == [1, 3]
    assert ("ess",) in question.groups[1].others
    assert question.groups[1].weight(" ess ") == 1
    assert question.groups[1].weight(" econom social solidair ") == 4
    assert question.groups[1].weight(" econom social ") == 0


def test_the_weight_of_a_text_counts_words_and_what_is_near_them():
    question = ask("territoire solidaire ")
    assert question.weight(" territoir solidair ") == 8
    assert question.weight(" territorial solidair ") == 5
    assert question.weight(" territorial ") == 1
    widened = question.widened(lambda _part: [("teritoire",)])
    assert widened.weight(" teritoire territorial ") == 4, "misspelt is nearer than near in meaning"
    assert question.weight(" territ ") == 0


def test_all_but_one_leaves_each_out_in_turn():
    question = ask("caen ndem itasy ")
    tree = question.all_but_one
    assert isinstance(tree, Either)
    assert [part for part in tree.parts if isinstance(part, Every)] == list(tree.parts)
    left = [{"caen", "ndem", "itasy"} - set(re.findall(r"\w+", as_tsquery(p))) for p in tree.parts]
    assert left == [{"caen"}, {"ndem"}, {"itasy"}]
    assert as_tsquery(question.any) == "('caen' | 'ndem' | 'itasy')"


def test_a_beginning_weighs_less_than_the_word_itself():
    question = ask("jeunes mali")
    assert question.weight(" jeun mal mali ") == 8
    assert question.weight(" jeun malissard ") == 7
    assert question.is_only_begun_in(" jeun malissard ")
    assert not question.is_only_begun_in(" jeun mal mali malissard ")
    assert not ask("mali ").is_only_begun_in(" malissard ")


def test_words_may_be_taken_out():
    question = ask("appel à projets Meymac").without({"appel", "projet"})
    assert [part.word.folded for part in question.parts] == ["meymac"]
    assert question.name == "meymac"
    assert not ask("appel").without({"appel"})


def test_a_widened_question_also_asks_for_the_neighbours():
    question = ask("semance caen ")
    widened = question.widened(lambda part: [("semence",)] if part.word.folded == "semance" else [])
    assert '"semence"' in as_fts5(widened.all)
    assert widened.groups[1] == question.groups[1]
    assert question.widened(lambda _part: []) == question


def test_trees_are_tied_together():
    assert both(Token("a"), one_of(["b"])) == Every((Token("a"), Token("b")))
    assert one_of(["b", "c"]) == Either((Token("b"), Token("c")))


@given(st.text(max_size=150))
def test_whatever_is_typed_the_words_hold_no_sign_of_either_language(text):
    question = ask(text)
    if not question:
        return
    for tree in (
        question.all,
        question.any,
        question.all_but_one if question.groups[1:] else question.all,
    ):
        for quoted in re.findall(r'"([^"]*)"', as_fts5(tree)):
            assert quoted.removeprefix("§").isalnum()
        for quoted in re.findall(r"'([^']*)'", as_tsquery(tree)):
            assert quoted.removeprefix("§").isalnum()
        assert as_fts5(tree).count("(") == as_fts5(tree).count(")")


@given(st.text(max_size=150))
def test_a_text_answers_the_question_that_it_is(text):
    question = ask(text)
    told = " ".join(stem for part in question.parts for stem in part.word.stems)
    assert question.weight(f" {told} ") == 4 * len(question.groups)
