"""Finish: at how many pixels a picture is painted, and how it comes to the size asked for."""

import numpy as np
from PIL import Image, ImageFilter

from ..draws import Rng
from ..paint.colour import Colour
from ..paint.raster import Field, noise

PIXELS = 2_000_000
"""Larger pictures are painted at about this many pixels and enlarged, to keep memory modest."""

LEAST = 40_000
"""No picture larger than this is painted at fewer pixels."""

DETAIL = {"draft": (0.22, 0.62), "normal": (1.0, 1.0), "fine": (1.9, 1.4)}
"""How many times the pixels are painted, and how many times the strokes, by the field `detail`."""

TOOTH = {
    "oil": (0.030, 3.0), "gouache": (0.026, 2.0), "watercolour": (0.024, 1.0), "ink": (0.022, 4.0),
    "woodblock": (0.022, 9.0), "pastel": (0.04, 1.0), "pencil": (0.034, 1.0),
    "pointillism": (0.02, 1.0),
}  # fmt: skip
"""Grain of what a style paints on: its strength, and how much longer it is than high."""

HARD = ("pixel-art",)
"""Styles of hard squares, which must not be smoothed."""

STRIP, LAP = 256, 6


def working(width: int, height: int, detail: str) -> tuple[int, int]:
    """Return the (width, height) px at which a picture of this size is painted."""
    part = DETAIL[detail][0]
    most = PIXELS * min(part, 1.35)
    scale = min(part, most / (width * height)) ** 0.5
    # A small picture takes no time, and too little of one is no draft.
    scale = max(scale, min(1.0, LEAST / (width * height)) ** 0.5) if scale < 1 else scale
    return max(32, round(width * scale)), max(32, round(height * scale))


def told(painted: tuple[int, int], size: tuple[int, int], style: str, detail: str) -> str:
    """Return the sentence of the report on a picture not painted at the size asked for."""
    at = f"Painted at {painted[0]}x{painted[1]} px and "
    if painted[0] > size[0]:
        return at + "reduced to the requested size."
    if style in HARD:
        return at + "enlarged to the requested size without smoothing."
    if detail == "draft":
        return at + "enlarged to the requested size, as a draft."
    ground = " and the grain of its ground" if style in TOOTH else ""
    return at + f"enlarged to the requested size, with edges{ground} sharpened at that size."


def pixels(colours: Colour) -> Image.Image:
    """Return a picture (h, w, 3), 0..1, in 8 bits."""
    planes = []
    for channel in range(3):
        plane = np.clip(colours[..., channel], 0, 1) * np.float32(255)
        plane += np.float32(0.5)
        planes.append(Image.fromarray(plane.astype(np.uint8)))
    return Image.merge("RGB", planes)


def finished(
    picture: Image.Image, size: tuple[int, int], style: str, detail: str, rng: Rng
) -> Image.Image:
    """Return the picture at the size asked for, strip by strip, sharp there as it was painted."""
    if picture.size == size:
        return picture
    if style in HARD:
        return picture.resize(size, Image.Resampling.NEAREST)
    factor = max(size[0] / picture.width, size[1] / picture.height)
    if factor < 1.05 or detail == "draft":
        return picture.resize(size, Image.Resampling.LANCZOS)
    made = Image.new("RGB", size)
    margin = int(4 * factor) + 4
    # The stairs of small edges are smoothed away first, then all edges drawn together.
    smooth = ImageFilter.GaussianBlur(0.36 * factor)
    sharp = ImageFilter.UnsharpMask(0.9 * factor, 100 if style in TOOTH else 150, 1)
    # A little enlarged, the grain that the style painted is still fine enough.
    grain: Field | None = None
    part_of_grain = min(1.0, 0.4 * (factor - 1))
    for top in range(0, size[1], STRIP):
        first, last = max(0, top - margin), min(size[1], top + STRIP + margin)
        part = picture.height / size[1]
        box = (0, first * part, picture.width, last * part)
        strip = picture.resize((size[0], last - first), Image.Resampling.LANCZOS, box=box)
        strip = strip.filter(smooth).filter(sharp)
        bottom = min(top + STRIP, size[1])
        strip = strip.crop((0, top - first, size[0], bottom - first))
        if style in TOOTH:
            strength, stretch = TOOTH[style]
            grain = _grain(rng, strip.height, size[0], stretch, grain)
            strip = _grained(strip, grain[: strip.height], strength * part_of_grain)
        made.paste(strip, (0, top))
    return made


def _grained(strip: Image.Image, grain: Field, strength: float) -> Image.Image:
    """Return a strip with the grain of paper or canvas, at the size of its own pixels."""
    factor = 1 + np.float32(strength) * np.clip(grain, -2, 2)
    planes = [
        Image.fromarray(
            np.clip(np.asarray(plane) * factor + np.float32(0.5), 0, 255).astype(np.uint8)
        )
        for plane in strip.split()
    ]
    return Image.merge("RGB", planes)


def _grain(rng: Rng, rows: int, width: int, stretch: float, before: Field | None) -> Field:
    """Return grain for a strip and LAP rows more, which goes on from that of the strip before."""
    made = noise(rng, rows + LAP, width, 2.6, octaves=1, stretch=stretch)
    if before is not None:
        turn = np.linspace(0, np.pi / 2, LAP, dtype=np.float32)[:, None]
        made[:LAP] = made[:LAP] * np.sin(turn) + before[-LAP:] * np.cos(turn)
    return made
