"""A photograph drawn anew: the right way up, in a few sizes, with nothing but the picture in it.

Where it was taken, with which telephone, by whom: what cameras write goes. So does whatever
somebody hid behind or inside the file.
"""

from dataclasses import dataclass
from hashlib import sha256
from io import BytesIO

from PIL import Image, ImageCms, ImageOps

WIDTHS = (480, 960, 1600, 2400)
SHARED = 1200  # wide: what other sites and old programs are given
MOST_PIXELS = 60_000_000
FORMATS = ("JPEG", "PNG", "WEBP")
QUALITY, SHARED_QUALITY = 80, 82


class NotAPhotographError(ValueError):
    """The bytes are not those of one whole JPEG, PNG or WebP picture of a sane size."""


@dataclass(frozen=True, slots=True)
class Photograph:
    """What is kept: the size of the largest, its fingerprint, and each rendition by its name."""

    width: int
    height: int
    sha256: str
    renditions: dict[str, bytes]


def develop(data: bytes) -> Photograph:
    """Draw the picture anew; the same bytes give the same renditions."""
    picture = _read(data)
    picture.thumbnail((max(WIDTHS), max(WIDTHS)), Image.Resampling.LANCZOS)
    renditions = {f"{width}.webp": _webp(picture, width) for width in widths_of(picture.width)}
    master = renditions[f"{picture.width}.webp"]
    renditions["share.jpg"] = _jpeg(picture)
    return Photograph(picture.width, picture.height, sha256(master).hexdigest(), renditions)


def widths_of(width: int) -> list[int]:
    """The widths a picture is kept in: it is never made wider than it is."""
    return [smaller for smaller in WIDTHS if smaller < width] + [width]


def _read(data: bytes) -> Image.Image:
    try:
        with Image.open(BytesIO(data), formats=FORMATS) as found:
            _refuse_too_large(found)
            found.draft("RGB", (max(WIDTHS), max(WIDTHS)))  # a JPEG is read at the size needed
            upright = ImageOps.exif_transpose(found)
            return _in_srgb(_opaque(upright))
    except NotAPhotographError:
        raise
    except Exception as error:  # whatever a broken file makes a decoder say
        raise NotAPhotographError(str(error)) from error


def _refuse_too_large(picture: Image.Image) -> None:
    """Its header says how many pixels: a small file may open into gigabytes."""
    if picture.width * picture.height > MOST_PIXELS:
        raise NotAPhotographError("It has too many pixels.")


def _opaque(picture: Image.Image) -> Image.Image:
    """On white where it was transparent."""
    if not picture.has_transparency_data:
        return picture
    layers = picture.convert("RGBA")
    ground = Image.new("RGBA", layers.size, "white")
    flat = Image.alpha_composite(ground, layers).convert("RGB")
    flat.info = picture.info
    return flat


def _in_srgb(picture: Image.Image) -> Image.Image:
    """In the colours every screen understands; a profile that cannot be read is left."""
    profile = picture.info.get("icc_profile")
    plain = picture if picture.mode in {"RGB", "CMYK", "L"} else picture.convert("RGB")
    if profile:
        try:
            source, target = (
                ImageCms.ImageCmsProfile(BytesIO(profile)),
                ImageCms.createProfile("sRGB"),
            )
            return _bare(
                ImageCms.profileToProfile(plain, source, target, outputMode="RGB") or plain
            )
        except ImageCms.PyCMSError:
            pass
    return _bare(plain)


def _bare(picture: Image.Image) -> Image.Image:
    """The pixels, and nothing that came beside them."""
    pixels = picture.convert("RGB")
    pixels.info = {}
    pixels.getexif().clear()
    return pixels


def _narrowed(picture: Image.Image, width: int) -> Image.Image:
    if width >= picture.width:
        return picture
    height = max(1, round(picture.height * width / picture.width))
    return picture.resize((width, height), Image.Resampling.LANCZOS)


def _webp(picture: Image.Image, width: int) -> bytes:
    out = BytesIO()
    _narrowed(picture, width).save(out, "WEBP", quality=QUALITY, method=4)
    return out.getvalue()


def _jpeg(picture: Image.Image) -> bytes:
    out = BytesIO()
    shared = _narrowed(picture, SHARED)
    shared.save(out, "JPEG", quality=SHARED_QUALITY, optimize=True, progressive=True)
    return out.getvalue()
