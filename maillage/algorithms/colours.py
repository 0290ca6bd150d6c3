"""Colours that can be read: contrast as WCAG 2.2 counts it, and the nearest shade that suffices."""

ENOUGH = 4.5
LINEAR_BELOW = 0.04045  # where the sRGB curve is a straight line
MIDDLE = 0.18  # a ground lighter than this is written on in dark
Rgb = tuple[float, float, float]


def parse(colour: str) -> Rgb:
    """Read "#0e5a4c" as three shares of 1."""
    red, green, blue = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    return (red, green, blue)


def write(rgb: Rgb) -> str:
    return "#" + "".join(f"{round(255 * share):02x}" for share in rgb)


def luminance(colour: str) -> float:
    """Relative luminance, 0 for black and 1 for white (WCAG 2.2, definitions)."""
    red, green, blue = (
        share / 12.92 if share <= LINEAR_BELOW else ((share + 0.055) / 1.055) ** 2.4
        for share in parse(colour)
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """From 1 (the same) to 21 (black on white)."""
    high, low = sorted((luminance(one), luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


def readable(colour: str, ground: str, *, least: float = ENOUGH) -> str:
    """The colour itself if it reads on the ground, else its nearest shade or tint that does."""
    target: Rgb = (0.0, 0.0, 0.0) if luminance(ground) > MIDDLE else (1.0, 1.0, 1.0)
    rgb = parse(colour)
    for step in range(101):
        mixed = tuple(a + (b - a) * step / 100 for a, b in zip(rgb, target, strict=True))
        shade = write((mixed[0], mixed[1], mixed[2]))
        if contrast(shade, ground) >= least:
            return shade
    return write(target)
