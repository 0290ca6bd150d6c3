"""The shape and the colour of each kind of actor, everywhere the same; the word stands beside."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Shape:
    """An outline on a 20 × 20 ground and the tone it is filled with."""

    path: str
    tone: str


_CIRCLE = "M10 2a8 8 0 1 0 0 16a8 8 0 1 0 0-16z"
SHAPES = {
    "ngo": Shape(_CIRCLE, "clay"),
    "network": Shape("M10 1.5L18.5 10L10 18.5L1.5 10z", "pine"),
    "company": Shape("M3 3h14v14H3z", "sky"),
    "authority": Shape("M10 1.5l7.4 4.25v8.5L10 18.5l-7.4-4.25v-8.5z", "plum"),
    "university": Shape("M10 2l9 16H1z", "sky"),
    "union": Shape(
        "M10 1l2.6 6.1 6.6.6-5 4.4 1.5 6.5L10 15.2l-5.7 3.4 1.5-6.5-5-4.4 6.6-.6z", "clay"
    ),
    "diaspora": Shape(f"{_CIRCLE}M10 6.5a3.5 3.5 0 1 1 0 7a3.5 3.5 0 1 1 0-7z", "plum"),
    "ess": Shape("M2 18C2 8 8 2 18 2c0 10-6 16-16 16z", "pine"),
    "farmers": Shape(
        "M9 18v-6C9 9 6 7 1 7C1 11 4 13 8 13V18zM11 18V9C11 4 14 2 19 2c0 5-3 8-7 8v8z", "pine"
    ),
    "public_body": Shape("M2 8l8-6 8 6v2H2zM3 11h3v7H3zM8.5 11h3v7h-3zM14 11h3v7h-3z", "sky"),
    "health": Shape("M7 2h6v5h5v6h-5v5H7v-5H2V7h5z", "plum"),
    "other": Shape("M10 3a7 7 0 0 1 7 7v7H3v-7a7 7 0 0 1 7-7z", "muted"),
}


def shape_of(kind: str) -> Shape:
    return SHAPES.get(kind, SHAPES["other"])
