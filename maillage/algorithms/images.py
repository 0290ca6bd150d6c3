"""What kind of picture a file is, from its own bytes.

A name or a declared type says nothing. A file must be of one kind from its first byte to its
last: a picture with a page or a script behind it (a "polyglot") is no picture here.
"""

import zlib
from collections.abc import Iterator

LARGEST = 4000  # pixels a side; beyond, a small file may open into gigabytes
PNG = b"\x89PNG\r\n\x1a\n"
SIZED = set(range(0xC0, 0xD0)) - {0xC4, 0xC8, 0xCC}  # JPEG frames that tell width and height
BARE = {0x01, *range(0xD0, 0xD8)}  # JPEG marks without a length


class NotAnImage(ValueError):  # noqa: N818 -- the sentence "this is not an image" is its whole content
    """The bytes are not those of one PNG, JPEG or WebP picture."""


def sniff_image(data: bytes) -> str:
    """Say "image/png", "image/jpeg" or "image/webp"; NotAnImage for anything else."""
    for media_type, measure in (
        ("image/png", _png_size),
        ("image/jpeg", _jpeg_size),
        ("image/webp", _webp_size),
    ):
        size = measure(data)
        if size is not None and all(0 < side <= LARGEST for side in size):
            return media_type
    raise NotAnImage


def image_size(data: bytes) -> tuple[int, int]:
    """Width and height in pixels, as the header says."""
    size = _png_size(data) or _jpeg_size(data) or _webp_size(data)
    if size is None:
        raise NotAnImage
    return size


def _png_size(data: bytes) -> tuple[int, int] | None:
    """Walk the chunks: IHDR first, every checksum right, IEND last and nothing behind it."""
    if not data.startswith(PNG):
        return None
    names, at = [], len(PNG)
    while at + 12 <= len(data):
        length = int.from_bytes(data[at : at + 4], "big")
        end = at + 12 + length
        if end > len(data) or zlib.crc32(data[at + 4 : end - 4]) != int.from_bytes(
            data[end - 4 : end], "big"
        ):
            return None
        names.append(data[at + 4 : at + 8])
        at = end
        if names[-1] == b"IEND":
            break
    whole = names[:1] == [b"IHDR"] and names[-1:] == [b"IEND"] and b"IDAT" in names
    if not whole or at != len(data) or data[8:12] != b"\x00\x00\x00\x0d":
        return None
    return int.from_bytes(data[16:20], "big"), int.from_bytes(data[20:24], "big")


def _jpeg_size(data: bytes) -> tuple[int, int] | None:
    """Walk the segments to the frame; the picture must end with its own end mark."""
    if not data.startswith(b"\xff\xd8\xff") or not data.endswith(b"\xff\xd9"):
        return None
    for mark, body in _jpeg_segments(data):
        if mark in SIZED and len(body) >= 5:  # noqa: PLR2004 -- precision, height, width
            return int.from_bytes(body[3:5], "big"), int.from_bytes(body[1:3], "big")
    return None


def _jpeg_segments(data: bytes) -> Iterator[tuple[int, bytes]]:
    """The segments before the scan."""
    at = 2
    while at + 4 <= len(data) and data[at] == 0xFF:  # noqa: PLR2004 -- every mark begins so
        mark = data[at + 1]
        if mark == 0xFF:  # noqa: PLR2004 -- filling
            at += 1
            continue
        if mark in BARE:
            at += 2
            continue
        length = int.from_bytes(data[at + 2 : at + 4], "big")
        if mark in {0xD9, 0xDA} or length < 2 or at + 2 + length > len(data):  # noqa: PLR2004
            return
        yield mark, data[at + 4 : at + 2 + length]
        at += 2 + length


def _webp_size(data: bytes) -> tuple[int, int] | None:
    """RIFF tells its own length, so nothing hides behind; the first chunk tells the size."""
    length = int.from_bytes(data[4:8], "little") + 8
    if data[:4] != b"RIFF" or data[8:12] != b"WEBP" or length != len(data) or length < 30:  # noqa: PLR2004
        return None
    kind, body = data[12:16], data[20:]
    if kind == b"VP8X":
        return int.from_bytes(body[4:7], "little") + 1, int.from_bytes(body[7:10], "little") + 1
    if kind == b"VP8L" and body[0] == 0x2F:  # noqa: PLR2004 -- its signature
        bits = int.from_bytes(body[1:5], "little")
        return (bits & 0x3FFF) + 1, (bits >> 14 & 0x3FFF) + 1
    if kind == b"VP8 " and body[3:6] == b"\x9d\x01\x2a":
        size = (int.from_bytes(body[at : at + 2], "little") & 0x3FFF for at in (6, 8))
        width, height = size
        return width, height
    return None
