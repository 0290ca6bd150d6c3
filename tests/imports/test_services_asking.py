"""The worker is asked for what is long; one thing at a time, and again when it was stopped."""

from datetime import timedelta

import pytest
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from maillage.actors.models import Organisation
from maillage.actors.services import OrganisationImporter
from maillage.core.refusal import Refusal
from maillage.core.tables import read_table
from maillage.imports.models import PATIENCE, Import
from maillage.imports.services import ask, do_asked, receive_import, undo_import
from maillage.imports.tasks import KEPT, carry_out, forget_old_lines
from tests.factories.actors import OrganisationFactory
from tests.imports.bringing import FILE, applied, counts, officer, shown, verbs

pytestmark = pytest.mark.django_db
Act = Import.Act


def received(data=FILE):
    table, by = read_table(data), officer()
    return receive_import(OrganisationImporter(), table, name="f.csv", by=by, at=timezone.now())


def done(of, act):
    """Asked, and done as the worker does."""
    ask(of, act, at=timezone.now())
    carry_out.enqueue(of.code, officer().pk, "fr")
    waiting = DBTaskResult.objects.ready().get()
    waiting.task.call(*waiting.task_result.args)
    waiting.set_successful(None)
    of.refresh_from_db()
    return of


def test_a_long_file_is_kept_then_looked_at_applied_and_undone_by_the_worker():
    of = received()
    assert set(counts(of).values()) == {0}
    assert of.lines.count() == 2
    assert counts(done(of, Act.SHOW))["added"] == 2
    assert done(of, Act.APPLY).status == Import.Status.APPLIED
    assert Organisation.objects.count() == 2
    assert done(of, Act.UNDO).status == Import.Status.UNDONE
    assert (of.doing, of.said) == ("", "")
    assert not Organisation.objects.exists()
    assert verbs() == ["import.prepared", "import.refreshed", "import.applied", "import.undone"]


def test_why_it_is_refused_is_kept_for_who_comes_back():
    of = done(shown(), Act.UNDO)
    assert (of.doing, of.said) == ("", "Cet import n’est pas fait, ou il est déjà annulé.")


def test_a_preview_that_is_stale_is_drawn_up_again():
    of = shown()
    OrganisationFactory(name="Rives", name_key="rives")
    assert "ont changé depuis l’aperçu" in done(of, Act.APPLY).said
    assert counts(of) == {"added": 1, "changed": 0, "unchanged": 1, "wrong": 0}
    assert done(of, Act.APPLY).said == ""


def test_one_thing_at_a_time_and_again_once_it_was_stopped():
    of, now = shown(), timezone.now()
    ask(of, Act.APPLY, at=now)
    with pytest.raises(Refusal, match="déjà en cours"):
        ask(of, Act.SHOW, at=now + PATIENCE - timedelta(seconds=1))
    assert ask(of, Act.APPLY, at=now + PATIENCE).is_busy(now + PATIENCE)


def test_asked_twice_it_is_done_once():
    of = shown()
    of = ask(of, Act.APPLY, at=timezone.now())
    assert do_asked(of, by=officer())
    of.refresh_from_db()
    assert do_asked(of, by=officer())
    assert verbs() == ["import.prepared", "import.applied"]
    assert of.said == ""


def test_what_breaks_is_told_and_leaves_nothing():
    of = ask(shown(), Act.APPLY, at=timezone.now())
    of.kind = "gone"
    with pytest.raises(KeyError):
        do_asked(of, by=officer())
    of.refresh_from_db()
    assert of.doing == ""
    assert "rien n’est fait à moitié" in of.said.replace("\xa0", " ")
    assert not Organisation.objects.exists()


def test_the_sentences_are_in_the_language_of_who_asked():
    of = shown(b"Nom;SIREN\nFaux;123\n")
    ask(of, Act.SHOW, at=timezone.now())
    carry_out.call(of.code, officer().pk, "en")
    assert "is not a SIREN number" in of.lines.get().problems[0]


class TestForgetting:
    def test_lines_are_kept_three_months(self):
        of = shown()
        assert forget_old_lines() == 0
        Import.objects.update(created_at=timezone.now() - 2 * KEPT, said="Alma a changé.")
        assert forget_old_lines() == 2
        of.refresh_from_db()
        assert of.said == ""

    def test_an_import_can_be_undone_as_long_as_its_lines_are_kept(self):
        of = applied()
        Import.objects.update(created_at=timezone.now() - 2 * KEPT)
        forget_old_lines()
        with pytest.raises(Refusal, match="effacées"):
            undo_import(OrganisationImporter(), of, by=officer(), at=timezone.now())
