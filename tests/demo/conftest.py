"""The demonstration, laid once a module on a France of a few places, and rolled back after it.

The real package holds 36,000 territories; the story names twenty.
"""

import json
from contextlib import ExitStack
from datetime import datetime
from io import StringIO
from zoneinfo import ZoneInfo

import pytest
from django.core.cache import caches
from django.core.management import call_command
from django.db import transaction
from django.test import override_settings

from maillage.core.checks import demo_marker

PARIS = ZoneInfo("Europe/Paris")
NOW = datetime(2026, 11, 23, 15, 30, tzinfo=PARIS)
REGIONS = [("28", "Normandie"), ("93", "Provence-Alpes-Côte d’Azur"), ("52", "Pays de la Loire"), ("75", "Nouvelle-Aquitaine"), ("32", "Hauts-de-France"), ("53", "Bretagne"), ("76", "Occitanie"), ("84", "Auvergne-Rhône-Alpes")]  # fmt: skip
DEPARTEMENTS = [("50", "Manche", "28"), ("14", "Calvados", "28"), ("06", "Alpes-Maritimes", "93"), ("44", "Loire-Atlantique", "52"), ("72", "Sarthe", "52"), ("59", "Nord", "32"), ("29", "Finistère", "53"), ("46", "Lot", "76"), ("34", "Hérault", "76"), ("69", "Rhône", "84")]  # fmt: skip
COMMUNES = [("44109", "Nantes", "44"), ("72003", "Allonnes", "72"), ("49002", "Allonnes", "44"), ("59350", "Lille", "59"), ("34172", "Montpellier", "34")]  # fmt: skip


def write_small_france(folder):
    region_of = {code: region for code, _name, region in DEPARTEMENTS}
    files = {
        "regions": [{"code": c, "nom": n, "zone": "metro"} for c, n in REGIONS],
        "departements": [
            {"code": c, "nom": n, "region": r, "zone": "metro"} for c, n, r in DEPARTEMENTS
        ],
        "communes": [
            {"code": c, "nom": n, "departement": d, "region": region_of[d], "type": "commune-actuelle", "population": 1000, "codesPostaux": [c]}
            for c, n, d in COMMUNES
        ],
        "epci": [],
    }  # fmt: skip
    package = folder / "@etalab" / "decoupage-administratif"
    (package / "data").mkdir(parents=True)
    (package / "package.json").write_text(json.dumps({"version": "small"}))
    for name, records in files.items():
        (package / "data" / f"{name}.json").write_text(json.dumps(records))


@pytest.fixture(scope="session")
def small_france(tmp_path_factory):
    folder = tmp_path_factory.mktemp("small-france")
    write_small_france(folder)
    return folder


@pytest.fixture(scope="module")
def demonstration(django_db_setup, django_db_blocker, small_france, tmp_path_factory):
    """`maillage demo` has run, in a transaction that the module's last test takes back."""
    settings = {"DEMO": True, "VAR": tmp_path_factory.mktemp("var"), "NODE_MODULES": small_france}
    with ExitStack() as stack:
        stack.enter_context(django_db_blocker.unblock())
        stack.enter_context(override_settings(**settings))
        stack.enter_context(transaction.atomic())
        call_command("demo", stdout=StringIO())
        for each in caches.all():
            each.clear()
        yield demo_marker()
        transaction.set_rollback(True)
        for each in caches.all():  # pages kept the network's identity, which is gone
            each.clear()


@pytest.fixture
def demo(demonstration, db):
    """Each test may change the demonstration: its own savepoint is taken back."""
    return demonstration
