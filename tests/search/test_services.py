"""Lines follow the things they tell of, in the same transaction, whatever the act."""

import random
from collections import Counter
from datetime import timedelta
from io import StringIO

import pytest
from django.core.management import call_command
from django.db import connection, transaction
from django.utils import timezone

from maillage.actors.models import Organisation
from maillage.actors.services import (
    OrganisationImporter,
    add_organisation,
    change_organisation,
    list_organisation,
)
from maillage.core import backups
from maillage.imports.services import apply_import, undo_import
from maillage.programmes.models import Call
from maillage.programmes.services import change_call, publish_call
from maillage.projects.models import Ally, Project
from maillage.projects.queries import PROJECTS, find_projects
from maillage.projects.services import (
    ProjectImporter,
    change_project,
    publish_project,
    tell_project,
)
from maillage.search.models import BAND, Document, Edition, Word
from maillage.search.queries import search, sources
from maillage.search.queries.sources import index_lacks_lines
from maillage.search.queries.spelling import vocabulary
from maillage.search.services import rebuild, refresh
from maillage.territories.models import Kind, Territory
from maillage.territories.services import define_territory
from maillage.themes.services import define_theme
from tests.factories.accounts import OfficerFactory
from tests.factories.actors import OrganisationFactory
from tests.factories.programmes import CallFactory, CriterionFactory, PhaseFactory, QuestionFactory
from tests.factories.projects import AllyFactory, ProjectFactory
from tests.factories.search import leaf
from tests.factories.territories import CommuneFactory, TerritoryFactory
from tests.factories.themes import ThemeFactory
from tests.imports.bringing import shown
from tests.web import story

pytestmark = pytest.mark.django_db


def found(asked: str, kind: str) -> list[str]:
    """What has all these words: what merely comes near is left out."""
    answer = search(asked, kinds=[kind])
    return [hit.key for hit in answer.hits[: answer.exact]]


def counted() -> dict[str, int]:
    """In how many lines each word stands, counted again from the lines."""
    total: Counter[str] = Counter()
    for line in Document.objects.all():
        words = {*line.title_words.split(), *line.body_words.split()}
        total.update(word for word in words if word.isalpha())
    return dict(total)


def known() -> dict[str, int]:
    return dict(Word.objects.values_list("word", "documents"))


class TestLines:
    def test_a_line_comes_changes_and_goes(self, shelf):
        shelf.put(leaf(1, "Semences"), leaf(2, "Forêts"))
        assert found("semences", "sheet") == ["1"]
        shelf.put(leaf(1, "Rivières"))
        assert found("semences", "sheet") == []
        assert found("rivieres", "sheet") == ["1"]
        shelf.take(1)
        assert found("rivieres", "sheet") == []
        assert found("forets", "sheet") == ["2"]

    def test_places_say_the_boost(self, shelf):
        shelf.put(
            leaf(1, "Haut", boost=900), leaf(2, "Bas", boost=3), leaf(3, "Haut aussi", boost=900)
        )
        places = dict(Document.objects.values_list("number", "place"))
        assert places[1] // BAND == places[3] // BAND == 99
        assert places[2] // BAND == 996
        assert places[3] == places[1] + 1

    def test_a_boost_moves_its_line(self, shelf):
        shelf.put(leaf(1, "Un lac", boost=1), leaf(2, "Un lac aussi", boost=2))
        shelf.put(leaf(1, "Un lac", boost=3))
        assert found("lac", "sheet") == ["1", "2"]
        assert Document.objects.count() == 2

    @pytest.mark.parametrize("boost", [-5, 0, 999, 5000])
    def test_any_boost_has_a_place(self, shelf, boost):
        shelf.put(leaf(1, "Un lac", boost=boost))
        assert found("lac", "sheet") == ["1"]

    def test_what_has_not_changed_is_not_written(self, shelf, django_assert_num_queries):
        shelf.put(leaf(1, "Semences"))
        stamp = Edition.objects.get().stamp
        shelf.put()
        assert Edition.objects.get().stamp == stamp
        shelf.put(leaf(2, "Forêts"))
        assert Edition.objects.get().stamp != stamp

    def test_a_very_long_word_and_a_very_long_text_are_taken(self, shelf):
        shelf.put(leaf(1, "Lac", "x" * 5000 + " " + "rive " * 3000))
        assert found("rive lac", "sheet") == ["1"]
        assert len(Document.objects.get().summary) <= 1200
        assert max(len(word) for word in known()) <= 60

    def test_many_at_once(self, shelf):
        shelf.put(*(leaf(n, f"Lac {n}") for n in range(2000)))
        assert Document.objects.count() == 2000
        assert found("lac 1999", "sheet") == ["1999"]
        shelf.take(*range(1999))
        assert Document.objects.get().key == "1999"

    def test_an_act_that_is_undone_leaves_nothing(self, shelf):
        shelf.put(leaf(1, "Semences"))
        before, stamp = known(), Edition.objects.get().stamp
        with transaction.atomic():
            shelf.put(leaf(2, "Forêts"))
            transaction.set_rollback(True)
        assert found("forets", "sheet") == []
        assert (known(), Edition.objects.get().stamp) == (before, stamp)


class TestWords:
    def test_they_are_counted_as_lines_come_and_go(self, shelf):
        shelf.put(leaf(1, "Semences d’ici"), leaf(2, "Semences d’ailleurs", "Des semences."))
        assert known()["semences"] == 2
        assert known() == counted()
        shelf.put(leaf(1, "Rivières"))
        assert known()["semences"] == 1
        assert known() == counted()
        shelf.take(1, 2)
        assert known() == {}

    def test_numbers_are_not_words_to_misspell(self, shelf):
        shelf.put(leaf(1, "Bilan 2027 du 14e"))
        assert set(known()) == {"bilan", "du"}

    def test_they_keep_their_accents_once_seen(self, shelf):
        shelf.put(leaf(1, "REFUGIES"))
        assert Word.objects.get(word="refugies").written == "refugies"
        shelf.put(leaf(2, "Réfugiés"))
        shelf.put(leaf(3, "refugies"))
        assert Word.objects.get(word="refugies").written == "réfugiés"

    @pytest.mark.parametrize("seed", range(5))
    def test_whatever_happens_the_counts_are_those_of_the_lines(self, shelf, seed):
        chance = random.Random(seed)
        words = ["lac", "rive", "été", "haie", "eau", "bois"]
        for _act in range(25):
            number = chance.randrange(6)
            if number in shelf.leaves and chance.random() < 0.3:
                shelf.take(number)
            else:
                title = " ".join(chance.choices(words, k=3))
                shelf.put(leaf(number, title, chance.choice(words), boost=chance.randrange(3)))
            assert known() == counted()
            assert Document.objects.count() == len(shelf.leaves)
        for word in words:
            there = {
                n for n, told in shelf.leaves.items() if word in f"{told.title} {told.summary}"
            }
            assert {int(key) for key in found(f"{word} ", "sheet")} == there

    def test_each_process_reads_them_once_an_edition(self, shelf, django_assert_num_queries):
        shelf.put(leaf(1, "Semences"))
        assert "semences" in vocabulary()
        with django_assert_num_queries(1):
            vocabulary()
        shelf.put(leaf(2, "Forêts"))
        with django_assert_num_queries(2):
            assert "forets" in vocabulary()

    def test_another_process_that_writes_is_heard(self, shelf):
        shelf.put(leaf(1, "Semences"))
        vocabulary()
        Word.objects.create(word="ailleurs", written="ailleurs", documents=1)
        assert "ailleurs" not in vocabulary()
        Edition.objects.update(stamp="written elsewhere")
        assert "ailleurs" in vocabulary()


class TestProjects:
    def test_a_project_is_found_once_published(self):
        project = tell_project(
            by=None, phase=PhaseFactory(), title="Métiers de l’été", summary="Une."
        )
        assert found("metiers", "project") == []
        publish_project(project, by=None, at=timezone.now())
        assert found("metiers ete", "project") == [project.slug]
        change_project(project, by=OfficerFactory(), title="Œuvres communes")
        assert found("metiers", "project") == []
        assert found("oeuvre", "project") == [project.slug]

    def test_by_its_allies_territories_themes_and_story(self):
        ally = AllyFactory(
            organisation=OrganisationFactory(name="Essentiel", acronym="ESN"),
            project__story="Une cour d’école plantée.",
        )
        ally.project.territories.add(TerritoryFactory(name="Île-de-Sein"))
        ally.project.themes.add(ThemeFactory(name="Travail décent", name_en="Decent work"))
        refresh(PROJECTS, [ally.project.pk])
        for asked in (
            "essentiel",
            "esn",
            "ile de sein",
            "travail",
            "decent work",
            "ecoles plantees",
        ):
            assert found(asked, "project") == [ally.project.slug], asked

    def test_a_new_name_of_what_it_ties_is_followed(self):
        organisation = add_organisation(by=None, listed=True, name="Avant")
        ally = AllyFactory(organisation=organisation)
        theme = define_theme("eau", "Eau", by=None)
        place = define_territory("rives", "Rives", kind=Kind.PROJECT_AREA, by=None)
        ally.project.themes.add(theme)
        ally.project.territories.add(place)
        refresh(PROJECTS, [ally.project.pk])
        assert found("avant eau rives", "project") == [ally.project.slug]
        change_organisation(organisation, by=OfficerFactory(), name="Après")
        define_theme("eau", "Rivières", by=None)
        define_territory("rives", "Berges", kind=Kind.PROJECT_AREA, by=None)
        assert found("apres riviere berge", "project") == [ally.project.slug]
        assert found("avant", "project") == []

    def test_it_goes_with_its_line(self):
        project = ProjectFactory(title="Semences")
        refresh(PROJECTS, [project.pk])
        number = project.pk
        project.delete()
        refresh(PROJECTS, [number])
        assert found("semences", "project") == []

    def test_an_import_is_found_and_its_undoing_lost(self):
        PhaseFactory(number=1)
        OrganisationFactory(name="Essentiel", name_key="essentiel")
        table = "Titre;En deux phrases;Phase;Chef de file;Publié le\nDeux rives;Une.;1;Essentiel;01/02/2020\n"
        done = brought(ProjectImporter, table)
        assert found("rives essentiel", "project") == [Project.objects.get().slug]
        undo_import(ProjectImporter(), done, by=OfficerFactory(), at=timezone.now())
        assert found("rives", "project") == []

    def test_an_ally_brought_to_a_known_project_is_found_with_it(self):
        project = ProjectFactory(
            title="Deux rives", title_key="deux rives", phase=PhaseFactory(number=1)
        )
        OrganisationFactory(name="Essentiel", name_key="essentiel")
        table = (
            "Titre;En deux phrases;Phase;Partenaires\nDeux rives;Une alliance agit.;1;Essentiel\n"
        )
        done = brought(ProjectImporter, table)
        assert Ally.objects.count() == 1
        assert found("essentiel", "project") == [project.slug]
        undo_import(ProjectImporter(), done, by=OfficerFactory(), at=timezone.now())
        assert found("essentiel", "project") == []

    def test_the_list_understands_what_the_search_does(self):
        project = ProjectFactory(title="Semences paysannes", summary="Au bord du fleuve.")
        refresh(PROJECTS, [project.pk])
        officer = OfficerFactory()
        for asked in ("semence", "SEMENCES PAYSANNE", "semances", "fleuves", "sem"):
            assert find_projects(asked, officer).get() == project, asked
        assert not find_projects("montagne", officer).exists()

    def test_the_team_also_finds_those_in_preparation_by_their_title(self):
        hidden = ProjectFactory(
            title="Été", title_key="ete", status=Project.Status.OPENED, published_at=None
        )
        assert find_projects("été", OfficerFactory()).get() == hidden


def brought(importer, table: str):
    given = shown(table.encode(), importer=importer)
    return apply_import(importer(), given, by=OfficerFactory(), at=timezone.now())


class TestOthers:
    def test_an_organisation_is_found_once_checked(self):
        organisation = add_organisation(by=None, name="Batik International", acronym="BI")
        assert found("batik", "organisation") == []
        list_organisation(organisation, by=OfficerFactory())
        assert found("batik", "organisation") == found("bi", "organisation") == [organisation.slug]
        change_organisation(organisation, by=OfficerFactory(), siren="732829320")
        assert found("732829320", "organisation") == [organisation.slug]

    def test_by_its_kind_and_its_seat(self):
        caen = CommuneFactory(name="Caen")
        add_organisation(by=None, listed=True, name="Alpha", kind="union", seat=caen)
        assert found("syndicat caen", "organisation") == ["alpha"]

    def test_organisations_brought_by_a_file_and_taken_back(self):
        done = brought(OrganisationImporter, "Nom;Sigle\nAssociation des Rives;ADR\n")
        assert found("rives", "organisation") == [Organisation.objects.get().slug]
        undo_import(OrganisationImporter(), done, by=OfficerFactory(), at=timezone.now())
        assert found("rives", "organisation") == []

    def test_a_call_is_found_once_published(self):
        call = CallFactory(draft=True, title="Alliances de territoire", audience="les membres")
        QuestionFactory(call=call)
        CriterionFactory(call=call)
        change_call(call, by=OfficerFactory(), description="Pour la biodiversité.")
        assert found("territoires", "call") == []
        publish_call(call, by=None, at=timezone.now())
        assert found("alliance biodiversite", "call") == [call.slug]
        change_call(call, by=OfficerFactory(), closes_at=call.closes_at + timedelta(days=3))
        change_call(call, by=OfficerFactory(), title="Autre", themes=[ThemeFactory(name="Forêts")])
        assert found("foret", "call") == [call.slug]
        assert found("territoires", "call") == []

    def test_a_theme_in_both_languages(self):
        define_theme("semences", "Semences paysannes", name_en="Peasant seeds", by=None)
        assert found("semence", "theme") == found("peasant seeds", "theme") == ["semences"]
        define_theme("semences", "Graines", by=None)
        assert found("semence paysanne", "theme") == []

    def test_a_territory_by_its_name_and_below_what_happens_there(self):
        define_territory("pays-de-caux", "Pays de Caux", kind=Kind.PROJECT_AREA, by=None)
        theme = define_theme("caux", "Le pays de Caux et la mer", by=None)
        hits = search("caux").hits
        assert [hit.key for hit in hits] == [theme.slug, "pays-de-caux"]

    def test_of_two_communes_the_larger_comes_first(self):
        CommuneFactory(name="Saint-Denis", label="Saint-Denis (Aude)", slug="aude", population=400)
        CommuneFactory(
            name="Saint-Denis", label="Saint-Denis (93)", slug="seine", population=113_000
        )
        CommuneFactory(name="Saint-Denis", slug="before", is_current=False)
        rebuild()
        assert found("saint denis", "territory") == ["seine", "aude"]


class TestWhole:
    def test_making_it_again_gives_the_same(self):
        story.tell()
        rebuild()
        lines = list(
            Document.objects.order_by("kind", "number").values_list("kind", "number", "title")
        )
        assert {kind for kind, _n, _t in lines} == {source.kind for source in sources()}
        words = known()
        assert words == counted()
        rebuild()
        again = Document.objects.order_by("kind", "number").values_list("kind", "number", "title")
        assert list(again) == lines
        assert known() == words

    def test_only_what_is_public_is_there(self):
        told = story.tell()
        rebuild()
        kept = {(line.kind, line.key) for line in Document.objects.all()}
        assert ("project", told.project.slug) in kept
        assert ("project", told.opened_project.slug) not in kept
        assert ("call", told.draft_call.slug) not in kept
        assert ("organisation", told.proposed.slug) not in kept

    def test_the_command_says_what_it_did(self):
        CallFactory()
        out = StringIO()
        call_command("index", stdout=out)
        assert "call: 1 lines." in out.getvalue()

    def test_a_lack_of_lines_is_seen_and_mended(self):
        assert index_lacks_lines(timezone.now()) is None
        ProjectFactory()
        said = index_lacks_lines(timezone.now())
        assert said is not None
        assert "maillage index" in said
        rebuild()
        assert index_lacks_lines(timezone.now()) is None
        Call.objects.all().delete()
        Project.objects.all().delete()
        assert "0 things (project)" in str(index_lacks_lines(timezone.now()))

    def test_an_index_of_another_version_is_seen(self):
        rebuild()
        Edition.objects.update(rules=99)
        assert "another version" in str(index_lacks_lines(timezone.now()))

    def test_a_line_given_back_by_a_backup_is_found(self):
        """The databases keep their index by themselves: rows put back as they were are enough."""
        tell = ProjectFactory(title="Semences paysannes")
        refresh(PROJECTS, [tell.pk])
        line = Document.objects.get(kind="project")
        with connection.cursor() as cursor:
            cursor.execute("DELETE FROM search_document")
        assert found("semences", "project") == []
        Document.objects.bulk_create([line])
        assert found("semences", "project") == [tell.slug]

    def test_nothing_but_our_tables_is_in_the_archive(self):
        names = {model._meta.db_table for model in backups.tables()}
        assert {"search_document", "search_word", "search_edition"} <= names
        assert not {name for name in names if name.startswith("search_index")}

    def test_the_triggers_are_there_after_every_migration(self):
        """A migration that alters the table on SQLite makes it anew without them."""
        if connection.vendor != "sqlite":
            pytest.skip("PostgreSQL keeps generated columns")
        with connection.cursor() as cursor:
            cursor.execute("SELECT name FROM sqlite_master WHERE type = 'trigger' ORDER BY name")
            names = [name for (name,) in cursor.fetchall() if name.startswith("search_")]
        assert names == ["search_line_changes", "search_line_comes", "search_line_goes"]

    def test_sqlite_finds_its_index_whole(self, shelf):
        if connection.vendor != "sqlite":
            pytest.skip("SQLite checks its own")
        shelf.put(leaf(1, "Semences"), leaf(2, "Forêts"))
        shelf.put(leaf(1, "Rivières"))
        shelf.take(2)
        with connection.cursor() as cursor:
            cursor.execute(
                "INSERT INTO search_index(search_index, rank) VALUES ('integrity-check', 1)"
            )


def test_lines_print_their_titles(shelf):
    shelf.put(leaf(1, "Rivières"))
    assert str(Document.objects.get()) == "Rivières"
    assert str(Word.objects.get()) == "rivières"
    assert str(Edition.objects.get()) == Edition.objects.get().stamp
    assert Territory.objects.count() == 0
