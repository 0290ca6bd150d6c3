"""Projects as points on a map."""

import json
from pathlib import Path

import pytest
from geojson_pydantic import Feature, FeatureCollection, Point
from pydantic import TypeAdapter, ValidationError

from maillage.projects.exports import as_geojson
from maillage.projects.models import Project
from tests.factories.projects import ProjectFactory
from tests.factories.territories import CommuneFactory, CountryFactory, TerritoryFactory

FIXTURES = Path(__file__).resolve().parents[3] / "shared/standards/geojson/test/fixtures"
WRITTEN = ("feature", "featurecollection", "point")  # what our file is made of
SHAPES = TypeAdapter(Point | Feature | FeatureCollection)


def fixtures(validity):
    for kind in WRITTEN:
        for path in sorted((FIXTURES / validity / kind).glob("*.json")):
            yield path, json.loads(path.read_text(encoding="utf-8"))


def read(projects):
    return json.loads("".join(as_geojson(projects)))


@pytest.mark.django_db
class TestGeoJSON:
    def test_a_feature_for_each_territory_of_each_project(self):
        calvados = TerritoryFactory(name="Calvados", lat=49.09, lon=-0.37)
        senegal = CountryFactory(country_code="SN", name="Sénégal", lat=14.37, lon=-14.47)
        project = ProjectFactory(title="Deux rives")
        project.territories.set([calvados, senegal])
        found = read(Project.objects.all())
        FeatureCollection.model_validate(found)
        assert [f["properties"]["title"] for f in found["features"]] == ["Deux rives"] * 2
        assert {tuple(f["geometry"]["coordinates"]) for f in found["features"]} == {
            (-0.37, 49.09),
            (-14.47, 14.37),
        }

    def test_a_commune_is_put_in_its_departement_and_it_says_so(self):
        france = CountryFactory(country_code="FR", lat=46.6, lon=2.5)
        calvados = TerritoryFactory(
            scheme="insee", code="14", lat=49.09, lon=-0.37, within=[france]
        )
        ProjectFactory().territories.set([CommuneFactory(within=[calvados])])
        (feature,) = read(Project.objects.all())["features"]
        assert feature["geometry"]["coordinates"] == [-0.37, 49.09]
        assert feature["properties"]["located_by"] == "insee:14"

    def test_what_nobody_can_place_is_not_put_somewhere_false(self):
        ProjectFactory().territories.set([TerritoryFactory()])
        found = read(Project.objects.all())
        FeatureCollection.model_validate(found)
        assert found["features"][0]["geometry"] is None

    def test_no_project_is_a_valid_file_too(self):
        assert read(Project.objects.all()) == {"type": "FeatureCollection", "features": []}

    @pytest.mark.parametrize("count", [1, 3])
    def test_the_cost_does_not_grow(self, count, django_assert_num_queries):
        place = TerritoryFactory(lat=1, lon=1)
        for _number in range(count):
            ProjectFactory().territories.set([place])
        with django_assert_num_queries(5):
            read(Project.objects.prefetch_related("territories"))


@pytest.mark.skipif(
    not FIXTURES.exists(), reason="The fixtures of GeoJSON are not on this machine."
)
class TestTheReaderWeTrust:
    """What says that our file is valid says so of the standard's own fixtures, and refuses the bad."""

    def test_it_takes_what_is_valid(self):
        assert [SHAPES.validate_python(content) for _path, content in fixtures("valid")]

    def test_it_refuses_what_is_not(self):
        taken = []
        for path, content in fixtures("invalid"):
            try:
                SHAPES.validate_python(content)
            except ValidationError:
                continue
            taken.append(path.name)
        assert taken == []
