"""Colours by name, and giving a picture's own colour another one.

Colours are told apart in Oklab (Ottosson 2020), whose lightness and chroma are even to the eye.
"""

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Floats = NDArray[np.float32]


class Colour(NamedTuple):
    """A colour: its English and Chinese words and its sRGB values, 0..255."""

    english: tuple[str, ...]
    chinese: tuple[str, ...]
    rgb: tuple[int, int, int]


COLOURS = {
    "red": Colour(("red",), ("红色的", "红"), (222, 36, 40)),
    "orange": Colour(("orange",), ("橙色的", "橘黄色的"), (250, 132, 20)),
    "yellow": Colour(("yellow",), ("黄色的", "黄"), (252, 210, 40)),
    "green": Colour(("green",), ("绿色的", "绿"), (60, 160, 55)),
    "blue": Colour(("blue",), ("蓝色的", "蓝"), (40, 100, 220)),
    "purple": Colour(("purple",), ("紫色的", "紫"), (140, 60, 190)),
    "pink": Colour(("pink",), ("粉色的", "粉红色的"), (248, 140, 185)),
    "brown": Colour(("brown",), ("棕色的", "褐色的"), (125, 78, 48)),
    "black": Colour(("black",), ("黑色的", "黑"), (45, 45, 50)),
    "white": Colour(("white",), ("白色的", "白"), (242, 242, 242)),
    "grey": Colour(("grey", "gray"), ("灰色的",), (145, 148, 152)),
    "turquoise": Colour(("turquoise", "teal"), ("青绿色的", "蓝绿色的"), (30, 180, 175)),
}
"""The colours that things are given."""

_GREY = 0.045  # chroma below which a colour is none
_BAND = 0.62  # radians of hue either side that count as the same colour
_LEAST = 0.3  # share of a picture that its own colour has to fill
_DARK = 0.33  # lightness below which a grey is an outline, or an eye


def recoloured(picture: "NDArray[np.uint8]", colour: str) -> "NDArray[np.uint8] | None":
    """Return an RGBA picture (h, w, 4) whose main colour is another; None where it has none.

    The main colour is the hue that fills most, or, where greys fill more, white and grey. Shades of
    it stay shades of the new one; other colours, outlines, eyes stay.
    """
    import numpy as np

    lab = oklab(picture[..., :3])
    weight = picture[..., 3].astype(np.float32) / 255
    light, chroma = lab[..., 0], np.hypot(lab[..., 1], lab[..., 2])
    hue = np.arctan2(lab[..., 2], lab[..., 1])
    total = max(1.0, float(weight.sum()))
    coloured = weight * (chroma > _GREY)
    plain = weight * (chroma <= _GREY) * (light > _DARK)
    filled, edges = np.histogram(hue, 24, (-np.pi, np.pi), weights=coloured * chroma)
    around = filled + np.roll(filled, 1) + np.roll(filled, -1)
    middle = float(edges[int(around.argmax())] + np.pi / 24)
    off = np.abs(np.angle(np.exp(1j * (hue - middle)))).astype(np.float32)
    near = coloured * np.clip((_BAND + 0.2 - off) / 0.2, 0, 1)
    part = near if near.sum() >= 0.6 * plain.sum() else plain
    share = float(part.sum()) / total
    if share < _LEAST:
        return None
    target = oklab(np.asarray([[COLOURS[colour].rgb]], np.uint8))[0, 0]
    own = float((light * part).sum() / part.sum())
    strength = float((chroma * part).sum() / part.sum())
    shade = light - own
    # Shades of a very dark or very light colour lie closer together.
    room = min(1.0, 2.2 * float(min(target[0], 1.02 - target[0])) + 0.25)
    made = np.empty_like(lab)
    made[..., 0] = np.clip(target[0] + shade * room, 0.05, 1)
    rich = np.clip(chroma / strength, 0.5, 1.35) if part is near else np.ones_like(chroma)
    made[..., 1] = target[1] * rich
    made[..., 2] = target[2] * rich
    mixed = lab + (made - lab) * np.clip(part / np.maximum(weight, 1e-3), 0, 1)[..., None]
    out = picture.copy()
    out[..., :3] = srgb(mixed)
    return out


_TO_LMS = (
    (0.4122214708, 0.5363325363, 0.0514459929),
    (0.2119034982, 0.6806995451, 0.1073969566),
    (0.0883024619, 0.2817188376, 0.6299787005),
)
_TO_LAB = (
    (0.2104542553, 0.7936177850, -0.0040720468),
    (1.9779984951, -2.4285922050, 0.4505937099),
    (0.0259040371, 0.7827717662, -0.8086757660),
)


def oklab(rgb: "NDArray[np.uint8]") -> "Floats":
    """Return Oklab (..., 3) of sRGB (..., 3): lightness 0..1, then a and b."""
    import numpy as np

    value = rgb.astype(np.float32) / 255
    linear = np.where(value <= 0.04045, value / 12.92, ((value + 0.055) / 1.055) ** 2.4)
    lms = np.cbrt(linear @ np.asarray(_TO_LMS, np.float32).T)
    return (lms @ np.asarray(_TO_LAB, np.float32).T).astype(np.float32)


def srgb(lab: "Floats") -> "NDArray[np.uint8]":
    """Return sRGB (..., 3) of Oklab (..., 3); what a screen can't show is clipped."""
    import numpy as np

    lms = (lab @ np.linalg.inv(np.asarray(_TO_LAB)).T) ** 3
    linear = np.clip(lms @ np.linalg.inv(np.asarray(_TO_LMS)).T, 0, 1)
    value = np.where(linear <= 0.0031308, linear * 12.92, 1.055 * linear ** (1 / 2.4) - 0.055)
    return (np.clip(value, 0, 1) * 255 + 0.5).astype(np.uint8)
