"""Photographs as cameras and strangers hand them in."""

from io import BytesIO

from PIL import Image


def a_photograph(width=1200, height=800, *, form="JPEG", colour="teal", **saved):
    """The bytes of a picture whose left half is dark."""
    picture = Image.new("RGB", (width, height), colour)
    picture.paste("black", (0, 0, width // 2, height))
    out = BytesIO()
    picture.save(out, form, **saved)
    return out.getvalue()


def with_exif(width=1200, height=800, orientation=6):
    """Taken with a turned telephone, which wrote down where and by whom."""
    exif = Image.Exif()
    exif[0x0112] = orientation
    exif[0x013B] = "Somebody"
    exif.get_ifd(0x8825)[1] = "N"
    return a_photograph(width, height, exif=exif)
