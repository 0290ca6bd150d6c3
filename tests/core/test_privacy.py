import csv
from io import StringIO

import pytest
from django.core.management import call_command
from django.db import models

from maillage.core.management.commands.privacy import WIDTHS, as_csv, as_markdown, as_text
from maillage.core.privacy import Erasure, Personal, _may_be_personal, declare, register, undeclared


def test_every_field_that_may_be_about_a_person_says_why_it_is_kept():
    assert undeclared() == []


def test_the_register_names_fields_that_exist():
    for declared in register():
        declared.model._meta.get_field(declared.field)


def test_every_line_has_its_purpose_and_its_retention():
    lines = list(register())
    assert len(lines) > 10
    for line in lines:
        assert str(line.personal.purpose).strip(), line
        assert str(line.personal.retention).strip(), line
        assert line.personal.erasure in Erasure


@pytest.mark.parametrize(
    ("field", "may_be"),
    [
        (models.CharField(max_length=10), True),
        (models.TextField(), True),
        (models.JSONField(), True),
        (models.FileField(), True),
        (models.EmailField(), True),
        (models.CharField(max_length=1, choices=[("a", "A")]), False),
        (models.IntegerField(), False),
        (models.BooleanField(), False),
        (models.DateField(), False),
    ],
)
def test_what_may_be_about_a_person(field, may_be):
    assert _may_be_personal(field) is may_be


def test_a_model_that_declares_nothing_is_found():
    before = undeclared()
    declare("sessions.Session")
    try:
        assert set(undeclared()) - set(before) == {
            "sessions.Session.session_key",
            "sessions.Session.session_data",
        }
    finally:
        from maillage.core.library_data import declare_library_data

        declare_library_data()
    assert undeclared() == before


def _told(capsys, *words: str) -> str:
    call_command("privacy", "register", *words)
    return capsys.readouterr().out


def test_the_register_is_printed_for_people(capsys):
    text = _told(capsys)
    assert text.startswith("room")
    assert "EmailAddress" in text
    assert "rester connecté" in text
    assert max(map(len, text.splitlines())) <= sum(WIDTHS) + 2 * (len(WIDTHS) - 1)


def test_the_register_is_printed_for_a_spreadsheet(capsys):
    rows = list(csv.DictReader(StringIO(_told(capsys, "--format", "csv"))))
    assert len(rows) == len(list(register()))
    email = next(row for row in rows if row["model"] == "User" and row["field"] == "email")
    assert email["erasure"] == Erasure.BLANK
    assert "se connecter" in email["purpose"]


def test_the_register_is_printed_for_a_document(capsys):
    lines = _told(capsys, "--format", "md").strip().splitlines()
    assert lines[1] == "| --- | --- | --- | --- | --- | --- |"
    assert len(lines) == len(list(register())) + 2
    assert all(line.count("|") == 7 for line in lines)


ROWS = [("room", "model", "field", "a | b", "x" * 80, "keep")]


def test_no_layout_loses_a_word():
    assert as_text(ROWS).count("x") == 80
    assert next(csv.reader(StringIO(as_csv(ROWS)))) == list(ROWS[0])
    assert "a / b" in as_markdown(ROWS)


def test_a_line_of_the_register_cannot_be_changed():
    personal = Personal("why", "how long", Erasure.KEEP)
    with pytest.raises(AttributeError):
        personal.purpose = "else"
