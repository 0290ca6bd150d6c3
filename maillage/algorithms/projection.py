"""From the globe to a flat page: degrees of longitude and latitude in, x to the east and y to the north out."""

from collections.abc import Callable
from math import asin, atanh, cos, exp, radians, sin, sqrt

Point = tuple[float, float]
Projection = Callable[[float, float], Point]

# Lambert-93 on GRS80, constants of the IGN's note ALG0003: exponent, constant, origin.
EXCENTRICITY = 0.0818191910428158
EXPONENT, CONSTANT = 0.7256077650532670, 11754255.4260960
LAMBERT_MERIDIAN, LAMBERT_X, LAMBERT_Y = 3.0, 700_000.0, 12_655_612.0498760

# Equal Earth: Šavrič, Patterson and Jenny, 2018.
A1, A2, A3, A4 = 1.340264, -0.081106, 0.000893, 0.003796


def lambert93(lon: float, lat: float) -> Point:
    """Metres, as French official maps are drawn; angles are kept. Made for metropolitan France."""
    sine = sin(radians(lat))
    isometric = atanh(sine) - EXCENTRICITY * atanh(EXCENTRICITY * sine)
    radius = CONSTANT * exp(-EXPONENT * isometric)
    angle = EXPONENT * radians(lon - LAMBERT_MERIDIAN)
    return LAMBERT_X + radius * sin(angle), LAMBERT_Y - radius * cos(angle)


def equal_earth(lon: float, lat: float) -> Point:
    """Areas are kept, in units of the globe's radius: no country looks larger than it is."""
    theta = asin(sqrt(3) / 2 * sin(radians(lat)))
    square = theta * theta
    sixth = square**3
    stretch = A1 + 3 * A2 * square + sixth * (7 * A3 + 9 * A4 * square)
    x = 2 * sqrt(3) / 3 * radians(lon) * cos(theta) / stretch
    return x, theta * (A1 + A2 * square + sixth * (A3 + A4 * square))


def around(lat: float) -> Projection:
    """For a small piece of the globe near this latitude: a degree is as long both ways there."""
    narrowing = cos(radians(lat))

    def project(lon: float, lat: float) -> Point:
        return lon * narrowing, lat

    return project
