"""`maillage territories`."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from maillage.territories.models import Territory
from tests.territories.test_services_french import write_package

pytestmark = pytest.mark.django_db


@pytest.fixture
def package(tmp_path, settings):
    settings.NODE_MODULES = tmp_path
    return write_package(tmp_path / "@etalab" / "decoupage-administratif")


def run(*args):
    out = StringIO()
    call_command("territories", *args, stdout=out)
    return out.getvalue().splitlines()


def test_it_loads_the_three_sources_and_says_so(package):
    *loads, total = run()

    assert len(loads) == 3
    assert "@etalab/decoupage-administratif 6.0.0: 19 territories." in loads
    assert total == f"{Territory.objects.count()} territories are in force."


def test_run_again_it_only_counts(package):
    run()

    assert run() == [f"{Territory.objects.count()} territories are in force."]


def test_forced_it_loads_again(package):
    run()

    assert len(run("--force")) == 4


def test_a_missing_package_is_a_sentence_and_the_rest_is_loaded(settings, tmp_path):
    settings.NODE_MODULES = tmp_path / "nothing"

    with pytest.raises(CommandError, match="npm ci"):
        run()

    assert Territory.objects.filter(slug="madagascar-itasy").exists()
