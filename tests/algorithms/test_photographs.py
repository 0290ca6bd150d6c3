"""A photograph drawn anew."""

from io import BytesIO

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image, ImageCms

from maillage.algorithms.photographs import (
    MOST_PIXELS,
    WIDTHS,
    NotAPhotographError,
    develop,
    widths_of,
)
from tests.pictures import a_photograph, with_exif


def opened(data):
    return Image.open(BytesIO(data))


def test_it_comes_in_a_few_sizes_and_as_a_jpeg_for_other_sites():
    found = develop(a_photograph(2000, 1000))
    assert (found.width, found.height) == (2000, 1000)
    assert list(found.renditions) == ["480.webp", "960.webp", "1600.webp", "2000.webp", "share.jpg"]
    sizes = {name: opened(data).size for name, data in found.renditions.items()}
    assert sizes["960.webp"] == (960, 480)
    assert sizes["share.jpg"] == (1200, 600)
    assert opened(found.renditions["480.webp"]).format == "WEBP"


def test_it_is_never_made_wider_than_it_is():
    assert list(develop(a_photograph(300, 200)).renditions) == ["300.webp", "share.jpg"]


def test_a_large_one_is_made_smaller():
    found = develop(a_photograph(6000, 4000))
    assert (found.width, found.height) == (2400, 1600)


def test_where_and_by_whom_it_was_taken_is_gone_and_it_stands_upright():
    found = develop(with_exif(1200, 800, orientation=6))
    assert (found.width, found.height) == (800, 1200)
    for data in found.renditions.values():
        assert not opened(data).getexif()
        assert b"Somebody" not in data
        assert not opened(data).info.get("xmp")


def test_what_is_hidden_behind_the_picture_is_gone():
    hidden = b"<script>alert(1)</script>"
    found = develop(a_photograph() + hidden)
    assert all(hidden not in data for data in found.renditions.values())


def test_a_transparent_picture_lies_on_white():
    out = BytesIO()
    Image.new("RGBA", (100, 100), (255, 0, 0, 0)).save(out, "PNG")
    found = develop(out.getvalue())
    assert opened(found.renditions["100.webp"]).convert("RGB").getpixel((50, 50)) == (255, 255, 255)


def test_colours_of_another_profile_are_translated():
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    found = develop(a_photograph(icc_profile=profile))
    assert all(not opened(data).info.get("icc_profile") for data in found.renditions.values())


@pytest.mark.parametrize("mode", ["L", "CMYK", "P", "1", "I;16"])
def test_pictures_of_every_mode_are_read(mode):
    out = BytesIO()
    Image.new(mode, (60, 40)).save(out, "JPEG" if mode == "CMYK" else "PNG")
    assert develop(out.getvalue()).width == 60


def test_the_same_bytes_give_the_same_fingerprint():
    assert develop(a_photograph()).sha256 == develop(a_photograph()).sha256
    assert develop(a_photograph()).sha256 != develop(a_photograph(colour="red")).sha256


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"hello",
        b"%PDF-1.7",
        b"<svg xmlns='http://www.w3.org/2000/svg'/>",
        a_photograph()[:-200],
        a_photograph(form="GIF"),
        a_photograph(form="TIFF"),
    ],
    ids=["empty", "text", "pdf", "svg", "cut", "gif", "tiff"],
)
def test_what_is_no_photograph_is_refused(data):
    with pytest.raises(NotAPhotographError):
        develop(data)


def test_a_small_file_that_opens_into_gigabytes_is_refused():
    out = BytesIO()
    Image.new("1", (10_000, MOST_PIXELS // 10_000 + 1)).save(out, "PNG")
    assert len(out.getvalue()) < 200_000
    with pytest.raises(NotAPhotographError):
        develop(out.getvalue())


@settings(max_examples=60, deadline=None)
@given(st.integers(0, 3000), st.binary(min_size=1, max_size=40))
def test_a_broken_file_is_refused_or_read_and_nothing_else(at, noise):
    data = bytearray(a_photograph(200, 100))
    data[at : at + len(noise)] = noise
    try:
        found = develop(bytes(data))
    except NotAPhotographError:
        return
    assert found.renditions


@given(st.integers(1, 2400))
def test_widths_end_with_the_pictures_own(width):
    found = widths_of(width)
    assert found[-1] == width
    assert found == sorted(set(found))
    assert set(found[:-1]) <= set(WIDTHS)
