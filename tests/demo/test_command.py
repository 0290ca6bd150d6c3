"""`maillage demo`: laid once, found the same, refused outside the demonstration."""

from io import StringIO

from django.apps import apps
from django.conf import settings
from django.core.management import call_command
from django.test.utils import CaptureQueriesContext

from maillage.actors.models import Network, Organisation
from maillage.demo.story.examples import ACCOUNTS
from maillage.projects.models import Project
from maillage.themes.models import Theme


def run(*arguments):
    out = StringIO()
    call_command("demo", *arguments, stdout=out)
    return out.getvalue()


def everything():
    """Every row of every table, as it is stored."""
    return {
        model._meta.label: sorted(map(str, model._base_manager.values_list()))
        for model in apps.get_models(include_auto_created=True)
    }


def test_run_again_it_changes_no_row(demo):
    before = everything()

    run()

    assert everything() == before


def test_run_again_it_writes_nothing_and_asks_little(demo, django_assert_max_num_queries):
    with django_assert_max_num_queries(150) as queries:
        run()

    assert isinstance(queries, CaptureQueriesContext)
    written = [q["sql"] for q in queries if q["sql"].startswith(("INSERT", "UPDATE", "DELETE"))]
    assert written == []


def test_what_people_changed_is_left_alone(demo):
    Network.objects.update(name="Notre réseau")
    Theme.objects.filter(slug="droits").update(name="Droits")
    Project.objects.filter(slug="quatre-formations-syndicales").update(title="Formations")
    Organisation.objects.filter(slug="sol").update(summary="Dit par SOL.")

    run()

    assert Network.objects.get().name == "Notre réseau"
    assert Theme.objects.get(slug="droits").name == "Droits"
    assert Project.objects.filter(title="Formations").exists()
    assert Organisation.objects.get(slug="sol").summary == "Dit par SOL."


def test_what_is_missing_is_laid_again(demo):
    Project.objects.filter(slug="cooperation-et-projets-alimentaires-montpellier").delete()

    run()

    assert Project.objects.published().count() == 11


def test_it_says_that_it_is_ready(demo):
    assert "maillage demo --accounts" in run()


def test_it_marks_its_folder(demo):
    assert demo.exists()


def test_the_accounts_are_printed_with_what_they_are_for():
    printed = run("--accounts")

    assert settings.DEMO_PASSWORD in printed
    for account in ACCOUNTS:
        assert account.email in printed
        assert str(account.does) in printed
