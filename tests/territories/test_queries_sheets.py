"""Maps without their meaning: every outline is of a territory that we load, and lies on its page."""

import gzip

import pytest

from maillage.territories.models import Kind, Territory
from maillage.territories.queries import france, parts, world
from maillage.territories.services.abroad import load_partner_regions

IT = frozenset({"gn:7670855", "maillage:madagascar-boeny"})


@pytest.mark.parametrize("sheet", [france, world], ids=["france", "world"])
def test_a_map_is_light_and_every_shape_holds_in_it(sheet):
    drawn = sheet()
    body = "".join(outline.path for outline in drawn.outlines.values()).encode()
    assert len(gzip.compress(body)) < 14_000
    for outline in drawn.outlines.values():
        assert 0 <= outline.x <= drawn.width
        assert 0 <= outline.y <= drawn.height


def test_all_101_departements_are_drawn_each_in_its_place():
    drawn = france().outlines
    assert len(drawn) == 101
    manche, alpes, nord, reunion = (drawn[f"insee:{code}"] for code in ("50", "06", "59", "974"))
    assert manche.x < nord.x < alpes.x
    assert nord.y < manche.y < alpes.y
    assert reunion.x < 62  # in its inset
    assert len(france().frames) == 5


def test_countries_and_french_collectivities_overseas_are_drawn():
    drawn = world().outlines
    assert {"iso:FR", "iso:SN", "iso:MG", "iso:KM", "iso:XK", "insee:988"} <= drawn.keys()
    assert drawn["iso:SN"].x < drawn["iso:FR"].x < drawn["iso:MG"].x < drawn["iso:RU"].x
    assert drawn["iso:FR"].y < drawn["iso:SN"].y < drawn["iso:MG"].y


def test_the_regions_of_madagascar_hold_together_though_two_have_no_outline():
    assert parts("MG", IT).outlines.keys() == {*IT, "land:MG"}


def test_a_country_whose_regions_were_redrawn_has_no_map_of_them():
    assert parts("ML", frozenset({"iso:ML-1"})) is None


@pytest.mark.django_db
def test_every_outline_is_of_a_territory_that_is_loaded():
    load_partner_regions()
    known = {t.public_id for t in Territory.objects.filter(kind=Kind.COUNTRY)}
    countries = {name for name in world().outlines if name.startswith("iso:")}
    assert countries <= known
    drawn = {}
    for country in ("BJ", "GN", "MG", "MR", "SN", "TG"):
        regions = Territory.objects.filter(kind=Kind.PARTNER_REGION, country_code=country)
        sheet = parts(country, frozenset(region.public_id for region in regions))
        drawn[country] = len(sheet.outlines.keys() - {f"land:{country}"})
    assert drawn == {"BJ": 12, "GN": 8, "MG": 21, "MR": 12, "SN": 14, "TG": 5}
