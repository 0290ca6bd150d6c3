"""An import is applied whole and as it was shown, or not at all."""

import pytest
from django.utils import timezone, translation

from maillage.accounts.models import User
from maillage.actors.models import Membership, Organisation, Person
from maillage.actors.services import OrganisationImporter, PersonImporter
from maillage.core.refusal import Refusal
from maillage.imports.models import Import
from maillage.imports.services import StaleRefusal, apply_import, importers
from maillage.imports.services.deeds import Stale, perform
from maillage.mail.models import Message
from tests.factories.actors import OrganisationFactory
from tests.imports.bringing import applied, officer, shown, verbs

pytestmark = pytest.mark.django_db


def again(of, importer=OrganisationImporter):
    return apply_import(importer(), of, by=officer(), at=timezone.now())


def test_all_of_it_in_one_line_of_the_journal_and_no_message():
    of = applied()
    elan = Organisation.objects.get(siren="732829320")
    assert (elan.name, elan.status, elan.name_key) == ("Élan", "listed", "elan")
    assert elan.memberships.get().starts_on.isoformat() == "2021-03-12"
    assert of.status == Import.Status.APPLIED
    assert verbs() == ["import.prepared", "import.applied"]
    assert not Message.objects.exists()


def test_the_same_file_again_changes_nothing():
    applied()
    with pytest.raises(Refusal, match="rien à importer"):
        applied()


def test_pressed_twice_it_is_done_once():
    of = applied()
    with pytest.raises(Refusal, match="déjà fait"):
        again(of)
    assert Organisation.objects.count() == 2


def test_nobody_gets_something_else_than_what_they_were_shown():
    of = shown()
    OrganisationFactory(name="Rives", name_key="rives")
    with pytest.raises(StaleRefusal, match="ont changé depuis l’aperçu"):
        again(of)
    assert Organisation.objects.count() == 1


def test_who_applies_may_read_another_language_than_who_prepared():
    of = shown("Nom;SIREN;Type\nJuste;;collectivité\nFaux;123;\n".encode())
    with translation.override("en"):
        again(of)
    assert Organisation.objects.get().kind == "authority"


def test_wrong_lines_are_left_out():
    applied(b"Nom;SIREN\nJuste;\n;\nFaux;123\n")
    assert list(Organisation.objects.values_list("name", flat=True)) == ["Juste"]


def test_what_somebody_wrote_in_the_meantime_stays_and_nothing_is_half_done():
    """A membership noted between the second look at the file and the writing of it."""
    known = OrganisationFactory(name="Rives")
    of = shown(b"Nom;Membre depuis\nNeuve;\nRives;2020\n")

    class Slow(OrganisationImporter):
        def learn(self, rows):
            super().learn(rows)
            Membership.objects.create(organisation=known, starts_on="2019-01-01")

    with pytest.raises(StaleRefusal):
        again(of, Slow)
    assert not Organisation.objects.filter(name="Neuve").exists()
    assert not Membership.objects.exists()  # theirs was in our transaction, in this test


def test_a_row_changed_between_the_look_and_the_writing_is_noticed():
    known = OrganisationFactory(website="https://a.example")
    deed = {
        "model": "actors.organisation",
        "pk": known.pk,
        "before": {"website": "https://b.example"},
        "fields": {"website": "https://c.example"},
        "links": {},
    }
    with pytest.raises(Stale):
        perform([Organisation], [deed])
    with pytest.raises(Stale):
        perform([Organisation], [deed | {"pk": known.pk + 1}])


def test_several_positions_of_somebody_new_are_theirs():
    for name in ("Rives", "Haies"):
        OrganisationFactory(name=name)
    rows = "Nom;Courriel;Organisation;Fonction\nAlma;a@exemple.org;Rives;une\nAlma;a@exemple.org;Haies;deux\n"
    officer()
    before = User.objects.count()
    applied(rows.encode(), PersonImporter)
    person = Person.objects.get()
    assert {p.title for p in person.positions.all()} == {"une", "deux"}
    assert User.objects.count() == before
    assert not Message.objects.exists()


@pytest.mark.parametrize("kind", ["organisations", "people", "projects", "payments"])
def test_the_models_an_importer_needs_come_first(kind):
    """A deed names rows of a model before its own: foreign keys look back, never forward."""
    known = list(importers()[kind].models)
    for at, model in enumerate(known):
        later = known[at + 1 :]
        assert not [f for f in model._meta.fields if f.related_model in later]
