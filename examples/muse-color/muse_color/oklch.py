"""Colours by lightness, chroma and hue as the eye sees them (OKLCH).

Formulas by B. Ottosson, "A perceptual color space for image processing", 2020.
"""

import math

Rgb = tuple[int, int, int]


def rgb(lightness: float, chroma: float, hue: float) -> Rgb:
    """Return the sRGB colour, 0..255, of a lightness 0..1, a chroma and a hue (degrees).

    A colour that no screen shows loses chroma until one does; lightness and hue stay.
    """
    while True:
        linear = _linear(lightness, chroma, hue)
        if chroma <= 0 or all(-1e-4 <= part <= 1 + 1e-4 for part in linear):
            red, green, blue = (round(255 * _encoded(part)) for part in linear)
            return red, green, blue
        chroma = max(0.0, chroma - 0.004)


def oklch(colour: Rgb) -> tuple[float, float, float]:
    """Return lightness, chroma and hue (degrees) of an sRGB colour."""
    r, g, b = (_decoded(part / 255) for part in colour)
    long = math.cbrt(0.4122214708 * r + 0.5363325363 * g + 0.0514459929 * b)
    middle = math.cbrt(0.2119034982 * r + 0.6806995451 * g + 0.1073969566 * b)
    short = math.cbrt(0.0883024619 * r + 0.2817188376 * g + 0.6299787005 * b)
    lightness = 0.2104542553 * long + 0.7936177850 * middle - 0.0040720468 * short
    a = 1.9779984951 * long - 2.4285922050 * middle + 0.4505937099 * short
    b = 0.0259040371 * long + 0.7827717662 * middle - 0.8086757660 * short
    return lightness, math.hypot(a, b), math.degrees(math.atan2(b, a)) % 360


def _linear(lightness: float, chroma: float, hue: float) -> tuple[float, float, float]:
    a = chroma * math.cos(math.radians(hue))
    b = chroma * math.sin(math.radians(hue))
    long = (lightness + 0.3963377774 * a + 0.2158037573 * b) ** 3
    middle = (lightness - 0.1055613458 * a - 0.0638541728 * b) ** 3
    short = (lightness - 0.0894841775 * a - 1.2914855480 * b) ** 3
    return (
        4.0767416621 * long - 3.3077115913 * middle + 0.2309699292 * short,
        -1.2684380046 * long + 2.6097574011 * middle - 0.3413193965 * short,
        -0.0041960863 * long - 0.7034186147 * middle + 1.7076147010 * short,
    )


def _encoded(part: float) -> float:
    part = min(1.0, max(0.0, part))
    return 12.92 * part if part <= 0.0031308 else 1.055 * part ** (1 / 2.4) - 0.055


def _decoded(part: float) -> float:
    return part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4
