"""Sizes of posters by name, in px or on paper."""

import re

MILLIMETRES = {
    "A0": (841, 1189),
    "A1": (594, 841),
    "A2": (420, 594),
    "A3": (297, 420),
    "A4": (210, 297),
    "A5": (148, 210),
    "A6": (105, 148),
    "B2": (500, 707),
    "letter": (216, 279),
    "tabloid": (279, 432),
}
"""Paper: width and height in mm, upright."""

PIXELS = {
    "poster": (1200, 1800),
    "square": (1080, 1080),
    "story": (1080, 1920),
    "portrait": (1080, 1350),
    "hd": (1280, 720),
    "full-hd": (1920, 1080),
    "4k": (3840, 2160),
    "banner": (1500, 500),
    "cover": (1640, 856),
}
"""Screens: width and height in px."""

DEFAULT = "poster"

LARGEST = 16_384
"""The longest side, px."""


def known(name: str) -> str | None:
    """Return a size's own name; None for what is no size."""
    for each in (*MILLIMETRES, *PIXELS):
        if each.lower() == name.strip().lower():
            return each
    found = re.fullmatch(r"\s*(\d{2,5})\s*[x×*]\s*(\d{2,5})\s*", name.lower())
    return f"{int(found[1])}x{int(found[2])}" if found else None


def pixels(name: str, dpi: int) -> tuple[int, int]:
    """Return the width and height of a size (px), paper at `dpi`."""
    if name in MILLIMETRES:
        width, height = MILLIMETRES[name]
        return round(width / 25.4 * dpi), round(height / 25.4 * dpi)
    if name in PIXELS:
        return PIXELS[name]
    wide, _, high = name.partition("x")
    return int(wide), int(high)
