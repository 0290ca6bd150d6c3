"""The picture that other sites show when somebody shares a page: its title, its place, the mesh."""

import re
from dataclasses import dataclass
from io import BytesIO
from math import hypot
from pathlib import Path

from PIL import Image, ImageDraw, ImageFont

WIDTH, HEIGHT, MARGIN = 1200, 630, 80
TEXT_WIDTH, MOST_LINES = 700, 5
LARGEST, SMALLEST, STEP = 76, 44, 4
PAPER, INK, MUTED = "#faf7f1", "#1d2a2d", "#55656a"
# The mesh: points at the right, tied to those near them.
NODES = ((905, 170), (1080, 130), (1130, 310), (975, 330), (880, 470), (1075, 500))
NEAR = 225
PLAIN_SPACE = re.compile(r"[ \t\r\n]+")  # a no-break space keeps its words together


@dataclass(frozen=True, slots=True)
class Poster:
    """What is written: a line above, the title, whose it is; and the network's two colours."""

    above: str
    title: str
    below: str
    accent: str
    warm: str


def draw_poster(poster: Poster, *, display: Path | None, text: Path | None) -> bytes:
    """A PNG of 1200 by 630. Without its fonts, the library's own is used."""
    sheet = Image.new("RGB", (WIDTH, HEIGHT), PAPER)
    pen = ImageDraw.Draw(sheet)
    pen.rectangle((0, 0, WIDTH, 14), fill=poster.accent)
    _mesh(pen, poster)
    small = _font(text, 30, weight=600)
    pen.text((MARGIN, 92), _cut(poster.above, small), font=small, fill=poster.warm)
    _title(pen, poster.title, display)
    pen.text((MARGIN, HEIGHT - 106), _cut(poster.below, small), font=small, fill=MUTED)
    out = BytesIO()
    sheet.quantize(64).save(out, "PNG", optimize=True)
    return out.getvalue()


def _title(pen: ImageDraw.ImageDraw, title: str, path: Path | None) -> None:
    """As large as holds in four lines without cutting a word, or in five at the smallest; beyond, it is cut."""
    size = LARGEST
    font = _font(path, size, weight=560)
    while not _holds(title, font) and size > SMALLEST:
        size -= STEP
        font = _font(path, size, weight=560)
    lines = wrapped(title, font)
    if len(lines) > MOST_LINES:
        lines = [*lines[: MOST_LINES - 1], f"{lines[MOST_LINES - 1]}…"]
    for number, line in enumerate(lines):
        pen.text((MARGIN, 148 + number * size * 1.18), line, font=font, fill=INK)


def _holds(title: str, font: ImageFont.FreeTypeFont) -> bool:
    is_short = len(wrapped(title, font)) < MOST_LINES
    return is_short and all(font.getlength(word) <= TEXT_WIDTH for word in _words(title))


def _words(text: str) -> list[str]:
    return PLAIN_SPACE.split(text.strip(" \n\t"))


def wrapped(words: str, font: ImageFont.FreeTypeFont) -> list[str]:
    """Lines no wider than the text's column; a word longer than a line is cut where it must be."""
    lines: list[str] = []
    for word in _words(words):
        longer = f"{lines[-1]} {word}" if lines else word
        if lines and font.getlength(longer) <= TEXT_WIDTH:
            lines[-1] = longer
        else:
            lines.extend(_pieces(word, font))
    return lines


def _pieces(word: str, font: ImageFont.FreeTypeFont) -> list[str]:
    pieces = [""]
    for sign in word:
        if pieces[-1] and font.getlength(pieces[-1] + sign) > TEXT_WIDTH:
            pieces.append("")
        pieces[-1] += sign
    return pieces


def _cut(words: str, font: ImageFont.FreeTypeFont) -> str:
    """The first line, and a sign that there was more: never « Caen · … »."""
    lines = wrapped(words, font)
    return f"{lines[0].rstrip(' ·')} …" if len(lines) > 1 else lines[0]


def _mesh(pen: ImageDraw.ImageDraw, poster: Poster) -> None:
    for number, (x, y) in enumerate(NODES):
        for a, b in NODES[:number]:
            if hypot(x - a, y - b) < NEAR:
                _dotted(pen, (x, y), (a, b), poster.warm)
    for number, (x, y) in enumerate(NODES):
        fill = poster.warm if number % 3 == 1 else poster.accent
        pen.ellipse((x - 17, y - 17, x + 17, y + 17), fill=fill)


def _dotted(
    pen: ImageDraw.ImageDraw, start: tuple[int, int], end: tuple[int, int], fill: str
) -> None:
    steps = int(hypot(end[0] - start[0], end[1] - start[1]) / 13)
    for step in range(1, steps):
        x = start[0] + (end[0] - start[0]) * step / steps
        y = start[1] + (end[1] - start[1]) * step / steps
        pen.ellipse((x - 2.5, y - 2.5, x + 2.5, y + 2.5), fill=fill)


def _font(path: Path | None, size: int, *, weight: int) -> ImageFont.FreeTypeFont:
    if path is None:
        found = ImageFont.load_default(size)
        if not isinstance(found, ImageFont.FreeTypeFont):
            raise TypeError("Pillow was built without FreeType.")
        return found
    font = ImageFont.truetype(path, size)
    font.set_variation_by_axes([weight])
    return font
