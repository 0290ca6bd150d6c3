"""A file brought by mistake is thrown away; one that was applied is not."""

import pytest
from django.utils import timezone

from maillage.core.refusal import Refusal
from maillage.imports.models import Import, Line
from maillage.imports.services import ask, discard_import
from tests.imports.bringing import applied, officer, shown, undone, verbs

pytestmark = pytest.mark.django_db


def discarded(of):
    discard_import(of, by=officer(), at=timezone.now())


def test_nothing_is_left_of_it_but_the_line_of_the_journal():
    kept = shown()
    discarded(shown())
    assert Import.objects.get() == kept
    assert set(Line.objects.values_list("of", flat=True)) == {kept.pk}
    assert verbs()[-1] == "import.discarded"


@pytest.mark.parametrize("already", [applied, lambda: undone(applied())])
def test_what_was_applied_stays(already):
    done = already()
    with pytest.raises(Refusal, match="trois mois"):
        discarded(done)
    assert Line.objects.filter(of=done).exists()


def test_what_the_worker_reads_stays():
    of = ask(shown(), Import.Act.SHOW, at=timezone.now())
    with pytest.raises(Refusal, match="attendez"):
        discarded(of)
    assert Import.objects.exists()
