"""Real pictures pass; everything that only looks like one does not."""

import contextlib
import struct
import zlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from maillage.algorithms.images import LARGEST, NotAnImage, image_size, sniff_image


def chunk(name, body):
    return struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body))


def png(width=3, height=2, *, tail=b""):
    header = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    rows = zlib.compress(b"\x00" * 10)
    start = b"\x89PNG\r\n\x1a\n"
    return start + chunk(b"IHDR", header) + chunk(b"IDAT", rows) + chunk(b"IEND", b"") + tail


def segment(mark, body):
    return bytes([0xFF, mark]) + struct.pack(">H", len(body) + 2) + body


def jpeg(width=3, height=2, *, frame=0xC0, extra=b"", tail=b""):
    size = struct.pack(">BHHB", 8, height, width, 1) + b"\x01\x11\x00"
    scan = segment(0xDA, b"\x01\x01\x00\x00\x3f\x00") + b"\x12\x34"
    return (
        b"\xff\xd8" + segment(0xE0, b"JFIF\x00") + extra + segment(frame, size) + scan + b"\xff\xd9"
    ) + tail


def webp(kind, body, *, tail=b"", claimed=None):
    inside = b"WEBP" + kind + struct.pack("<I", len(body)) + body
    length = len(inside) if claimed is None else claimed
    return b"RIFF" + struct.pack("<I", length) + inside + tail


def webp_extended(width=3, height=2, **more):
    size = (width - 1).to_bytes(3, "little") + (height - 1).to_bytes(3, "little")
    return webp(b"VP8X", b"\x00" * 4 + size, **more)


def webp_lossless(width=3, height=2):
    bits = (width - 1) | (height - 1) << 14
    return webp(b"VP8L", b"\x2f" + struct.pack("<I", bits) + b"\x00" * 10)


def webp_lossy(width=3, height=2):
    return webp(b"VP8 ", b"\x00\x00\x00\x9d\x01\x2a" + struct.pack("<HH", width, height))


PICTURES = [
    ("image/png", png),
    ("image/jpeg", jpeg),
    ("image/webp", webp_extended),
    ("image/webp", webp_lossless),
    ("image/webp", webp_lossy),
]


@pytest.mark.parametrize(("media_type", "make"), PICTURES)
def test_real_pictures(media_type, make):
    assert sniff_image(make()) == media_type
    assert image_size(make()) == (3, 2)


@pytest.mark.parametrize(("media_type", "make"), PICTURES)
def test_the_size_is_read_as_written(media_type, make):
    assert image_size(make(1024, 77)) == (1024, 77)
    assert sniff_image(make(LARGEST, 1)) == media_type


@pytest.mark.parametrize(("_media_type", "make"), PICTURES)
def test_a_picture_that_would_open_too_large(_media_type, make):
    for sides in ((LARGEST + 1, 1), (1, LARGEST + 1)):
        with pytest.raises(NotAnImage):
            sniff_image(make(*sides))


@pytest.mark.parametrize("sides", [(0, 5), (5, 0)])
def test_a_picture_without_a_side(sides):
    for make in (png, jpeg, webp_lossy):
        with pytest.raises(NotAnImage):
            sniff_image(make(*sides))


HTML = b"<script>alert(1)</script>"


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"\x89PNG\r\n\x1a\n",
        b"<svg xmlns='http://www.w3.org/2000/svg'><script>1</script></svg>",
        b"GIF89a" + b"\x00" * 40,
        b"BM" + b"\x00" * 40,
        b"%PDF-1.7",
        HTML + png(),
        png(tail=HTML),
        png(tail=jpeg()),
        png()[:-1],
        png().replace(b"IHDR", b"IHDX"),
        png()[:40] + b"x" + png()[41:],
        jpeg(tail=HTML),
        jpeg()[:-2],
        jpeg(frame=0xC4),
        b"\xff\xd8\xff\xe0\x00\x01\xff\xd9",
        b"\xff\xd8\xff\xff\xff\xff\xff\xd9",
        webp_extended(tail=HTML),
        webp_extended(claimed=4),
        webp(b"VP8X", b"\x00" * 3),
        webp(b"VP8L", b"\x00" * 12),
        webp(b"VP8 ", b"\x00" * 12),
        webp(b"EVIL", b"\x00" * 12),
    ],
)
def test_whatever_only_looks_like_a_picture(data):
    with pytest.raises(NotAnImage):
        sniff_image(data)


def test_the_size_of_no_picture():
    with pytest.raises(NotAnImage):
        image_size(HTML)


def test_a_comment_before_the_frame_does_not_hide_it():
    assert image_size(jpeg(extra=segment(0xFE, HTML))) == (3, 2)
    assert image_size(jpeg(extra=b"\xff\xff" + segment(0xFE, b"x")[1:])) == (3, 2)
    assert image_size(jpeg(extra=b"\xff\x01")) == (3, 2)


@given(st.binary(max_size=300))
def test_noise_never_crashes(noise):
    for data in (noise, b"\xff\xd8\xff" + noise + b"\xff\xd9", png()[:8] + noise, b"RIFF" + noise):
        with contextlib.suppress(NotAnImage):
            assert sniff_image(data).startswith("image/")


@given(st.integers(0, 2**16), st.binary(min_size=1, max_size=4))
def test_a_png_with_something_changed_inside_is_refused(at, other):
    whole = png()
    at %= len(whole)
    changed = whole[:at] + other + whole[at + len(other) :]
    if changed != whole:
        with pytest.raises(NotAnImage):
            sniff_image(changed)


@given(st.integers(1, LARGEST), st.integers(1, LARGEST))
def test_every_size_comes_back(width, height):
    for _media_type, make in PICTURES:
        assert image_size(make(width, height)) == (width, height)
