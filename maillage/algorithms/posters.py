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
    """As large as holds in five lines; beyond, it is cut."""
    size = LARGEST
    lines = wrapped(title, _font(path, size, weight=560))
    while len(lines) > MOST_LINES - 1 and size > SMALLEST:
        size -= STEP
        lines = wrapped(title, _font(path, size, weight=560))
    if len(lines) > MOST_LINES:
        lines = [*lines[: MOST_LINES - 1], f"{lines[MOST_LINES - 1]}…"]
    font = _font(path, size, weight=560)
    for number, line in enumerate(lines):
        pen.text((MARGIN, 148 + number * size * 1.18), line, font=font, fill=INK)


def wrapped(words: str, font: ImageFont.FreeTypeFont) -> list[str]:
    """Lines no wider than the text's column; a word longer than a line stands alone."""
    lines: list[str] = []
    for word in PLAIN_SPACE.split(words.strip(" \n\t")):
        longer = f"{lines[-1]} {word}" if lines else word
        if lines and font.getlength(longer) <= TEXT_WIDTH:
            lines[-1] = longer
        else:
            lines.append(word)
    return lines


def _cut(words: str, font: ImageFont.FreeTypeFont) -> str:
    lines = wrapped(words, font)
    return lines[0] + (" …" if len(lines) > 1 else "") if lines else ""


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
