"""Colours of posters: four roles, taken from a picture, a name or what the user gives."""

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PIL.Image import Image

RGB = tuple[int, int, int]


@dataclass(frozen=True, slots=True)
class Palette:
    """The colours of a poster: a dark one and a light one for grounds and letters, two for accents.

    All are "#rrggbb".
    """

    dark: str
    light: str
    accent: str
    second: str

    def colours(self) -> list[str]:
        """Return them, the dark one first."""
        return [self.dark, self.light, self.accent, self.second]


NAMED = {
    "midnight": Palette("#0b132b", "#f2f5f9", "#38bdf8", "#5b6cf0"),
    "ember": Palette("#1c1210", "#fbf3ea", "#f0532d", "#f5a524"),
    "forest": Palette("#12261e", "#f3f1e6", "#3f8f5f", "#e3b34c"),
    "ocean": Palette("#0c2d48", "#eef6f7", "#1aa6b7", "#ffb35c"),
    "vermilion": Palette("#5c0f14", "#fdf3dc", "#d7261e", "#e8b13a"),
    "moonlight": Palette("#14213d", "#faf3dd", "#f4b942", "#4f6d9e"),
    "pine": Palette("#10302a", "#f8f4ec", "#d2352f", "#4f9f6b"),
    "candy": Palette("#2b1a4a", "#fff6fb", "#ff4f8b", "#23c4c9"),
    "sunny": Palette("#20304f", "#fffaf0", "#ff7a3d", "#ffc93c"),
    "rose": Palette("#4a2c36", "#fdf6f2", "#c9788a", "#c9a66b"),
    "sand": Palette("#3b2a20", "#f8f0e3", "#c8653a", "#4f8a8b"),
    "mono": Palette("#141414", "#f6f5f2", "#e63323", "#8c8c88"),
    "violet": Palette("#1d1035", "#f5f0fb", "#9b5cff", "#ff6ec7"),
    "lemon": Palette("#16181d", "#fdfcf3", "#f2d024", "#3567d6"),
    "olive": Palette("#2a2b1d", "#f6f3e7", "#8a8f3c", "#c9583a"),
}
"""Palettes by name."""


def rgb(colour: str) -> RGB:
    """Return "#rrggbb" as three numbers."""
    return int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16)


def code(value: tuple[float, ...]) -> str:
    """Return three numbers as "#rrggbb"."""
    return "#" + "".join(f"{min(255, max(0, round(part))):02x}" for part in value[:3])


def luminance(colour: str | RGB) -> float:
    """Return the relative luminance of a colour, 0 to 1 (WCAG 2.2)."""
    parts = rgb(colour) if isinstance(colour, str) else colour
    linear = [
        part / 255 / 12.92 if part / 255 <= 0.04045 else ((part / 255 + 0.055) / 1.055) ** 2.4
        for part in parts
    ]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def ratio(one: float, other: float) -> float:
    """Return the contrast of two luminances, 1 to 21 (WCAG 2.2)."""
    return (max(one, other) + 0.05) / (min(one, other) + 0.05)


def contrast(one: str, other: str) -> float:
    """Return the contrast of two colours, 1 to 21."""
    return ratio(luminance(one), luminance(other))


def mix(one: str, other: str, part: float) -> str:
    """Return a colour between two: `part` of the other one."""
    return code(tuple(a + (b - a) * part for a, b in zip(rgb(one), rgb(other), strict=True)))


def readable(colour: str, ground: str, least: float = 4.6) -> str:
    """Return a colour as it is, or so much lighter or darker that it is read on a ground."""
    aim = "#ffffff" if luminance(ground) < 0.18 else "#000000"
    for step in range(21):
        made = mix(colour, aim, step / 20)
        if contrast(made, ground) >= least:
            return made
    return aim


def lch(colour: str | RGB) -> tuple[float, float, float]:
    """Return lightness (0 to 1), chroma and hue (radians) of a colour in OKLCH."""
    parts = rgb(colour) if isinstance(colour, str) else colour
    r, g, b = (
        part / 255 / 12.92 if part / 255 <= 0.04045 else ((part / 255 + 0.055) / 1.055) ** 2.4
        for part in parts
    )
    long = (0.4122214708 * r + 0.5363325363 * g + 0.0514459929 * b) ** (1 / 3)
    middle = (0.2119034982 * r + 0.6806995451 * g + 0.1073969566 * b) ** (1 / 3)
    short = (0.0883024619 * r + 0.2817188376 * g + 0.6299787005 * b) ** (1 / 3)
    light = 0.2104542553 * long + 0.7936177850 * middle - 0.0040720468 * short
    a = 1.9779984951 * long - 2.4285922050 * middle + 0.4505937099 * short
    b2 = 0.0259040371 * long + 0.7827717662 * middle - 0.8086757660 * short
    return light, math.hypot(a, b2), math.atan2(b2, a)


def of_lch(light: float, chroma: float, hue: float) -> str:
    """Return the colour of an OKLCH value, its chroma lowered until it can be shown."""
    while True:
        a, b = chroma * math.cos(hue), chroma * math.sin(hue)
        long = (light + 0.3963377774 * a + 0.2158037573 * b) ** 3
        middle = (light - 0.1055613458 * a - 0.0638541728 * b) ** 3
        short = (light - 0.0894841775 * a - 1.2914855480 * b) ** 3
        linear = (
            4.0767416621 * long - 3.3077115913 * middle + 0.2309699292 * short,
            -1.2684380046 * long + 2.6097574011 * middle - 0.3413193965 * short,
            -0.0041960863 * long - 0.7034186147 * middle + 1.7076147010 * short,
        )
        if chroma < 0.002 or all(-0.002 <= part <= 1.002 for part in linear):
            break
        chroma *= 0.93
    shown = (
        12.92 * max(0.0, part) if part <= 0.0031308 else 1.055 * part ** (1 / 2.4) - 0.055
        for part in linear
    )
    return code(tuple(255 * part for part in shown))


def from_picture(picture: "Image") -> Palette:
    """Return four colours taken from a picture: its darks, its lights and what stands out in it."""
    from PIL import Image

    small = picture.convert("RGB").resize((64, 64), Image.Resampling.BOX)
    reduced = small.quantize(12, Image.Quantize.MEDIANCUT, dither=Image.Dither.NONE)
    table = reduced.getpalette() or []
    found = []
    for number, index in reduced.getcolors() or []:
        assert isinstance(index, int)
        light, chroma, hue = lch(tuple(table[3 * index : 3 * index + 3]))  # type: ignore[arg-type]
        found.append((number / 4096, light, chroma, hue))
    # A colour counts for its chroma and for how much there is of it.
    vivid = max(found, key=lambda each: each[2] * each[0] ** 0.35)
    others = [each for each in found if _apart(each[3], vivid[3]) > 0.7]
    second = max(others or found, key=lambda each: each[2] * each[0] ** 0.35)
    shade = max(found, key=lambda each: each[0] * (1.1 - each[1]) * (0.02 + each[2]))
    tint = max(found, key=lambda each: each[0] * each[1] * (0.02 + each[2]))
    return Palette(
        of_lch(0.22, min(0.055, shade[2]), shade[3]),
        of_lch(0.965, min(0.018, tint[2]), tint[3]),
        of_lch(min(0.72, max(0.6, vivid[1])), max(0.13, min(0.2, vivid[2] * 1.4)), vivid[3]),
        of_lch(min(0.8, max(0.66, second[1])), max(0.07, min(0.15, second[2] * 1.3)), second[3]),
    )


def _apart(one: float, other: float) -> float:
    return abs((one - other + math.pi) % (2 * math.pi) - math.pi)


def given(text: str) -> Palette | None:
    """Return the palette of a name, or of two to four colours "#rrggbb"; None if it is neither."""
    import re

    name = text.strip().lower()
    if name in NAMED:
        return NAMED[name]
    parts = re.split(r"[\s,;]+", name)
    if not 2 <= len(parts) <= 4 or not all(re.fullmatch("#?[0-9a-f]{6}", part) for part in parts):
        return None
    colours = ["#" + part.lstrip("#") for part in parts]
    by_light = sorted(colours, key=luminance)
    dark, light = by_light[0], by_light[-1]
    rest = [colour for colour in colours if colour not in (dark, light)]
    rest += [mix(dark, light, 0.5)] * (2 - len(rest))
    return Palette(dark, light, rest[0], rest[1])
