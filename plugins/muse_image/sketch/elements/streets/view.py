"""A street seen from its middle: where a spot of it (metres) is seen, and sheets to draw it on.

Spots are (x, y, z): metres to the right of the middle, up from the ground, away from the eye.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TypeAlias

import numpy as np
from PIL import Image, ImageDraw

from ...paint.canvas import Canvas
from ...paint.colour import Colour, rgb
from ...paint.layer import Layer
from ...paint.pen import Pen, Point
from ...paint.raster import noise
from ...scene.plan import Place

Spot: TypeAlias = tuple[float, float, float]
WARM = rgb("ffc766")


@dataclass(frozen=True, slots=True)
class View:
    """A street: its vanishing point (x, y; px), focal length (px), half width and length (m).

    `eye` is how high above the ground it is seen from, metres.
    """

    canvas: Canvas
    place: Place
    x: float
    y: float
    focal: float
    half: float
    end: float
    eye: float = 1.6

    def at(self, spot: Spot) -> Point:
        """Return where a spot is seen, px."""
        x, y, z = spot
        scale = self.focal / z
        return self.x + x * scale, self.y - (y - self.eye) * scale

    def near(self, side: int) -> float:
        """Return how far off (m) the houses of a side (-1, 1) come into the picture."""
        room = self.x if side < 0 else self.canvas.width - self.x
        return self.focal * self.half / max(room, 1.0)

    def foot(self, x: float) -> float:
        """Return the level (px) at which the houses stand in a column of the picture."""
        return self.y + self.eye * max(abs(x - self.x) / self.half, self.focal / self.end)

    @property
    def dark(self) -> bool:
        """Whether lamps and windows are lit."""
        return self.canvas.scene.time in ("night", "dusk") or self.canvas.scene.weather == "storm"

    @property
    def wet(self) -> bool:
        """Whether the ground mirrors what stands on it."""
        return self.canvas.scene.weather in ("rain", "storm") or self.place.kind == "neon"


class Sheet(Pen):
    """Draws a part of a street with its contours; `layers` of a pen give what was drawn."""

    def __init__(self, view: View, spots: Sequence[Spot], pad: float = 3.0) -> None:
        points = [view.at(spot) for spot in spots]
        xs, ys = [x for x, _ in points], [y for _, y in points]
        canvas = view.canvas
        super().__init__(
            (
                max(min(xs) - pad, -6.0), max(min(ys) - pad, -6.0),
                min(max(xs) + pad, canvas.width + 6.0), min(max(ys) + pad, canvas.height + 6.0),
            ),
            (canvas.width, canvas.height), 2,
        )  # fmt: skip
        self.view = view
        self._lines = Image.new("L", self._alpha.size)
        self._contour = ImageDraw.Draw(self._lines)

    def poly(
        self, colour: Colour, light: float, *spots: Spot, line: float = 0.7, glow: bool = False
    ) -> None:
        """Fill a polygon and draw its contour."""
        self.fill([self.view.at(spot) for spot in spots], colour, light, line, glow)

    def fill(
        self, points: Sequence[Point], colour: Colour, light: float, line: float = 0.7,
        glow: bool = False,
    ) -> None:  # fmt: skip
        """Fill a polygon (px) and draw its contour."""
        self.polygon(points, colour, light, glow)
        at = self._at(points)
        self._contour.polygon(at, fill=0)
        if line:
            self._contour.line(
                [*at, at[0]], fill=int(255 * line), width=max(1, round(self.fine * 0.9))
            )

    def stroke(
        self, colour: Colour, light: float, metres: float, *spots: Spot, line: float = 0.8,
        glow: bool = False,
    ) -> None:  # fmt: skip
        """Draw a line `metres` wide where it begins."""
        points = [self.view.at(spot) for spot in spots]
        wide = max(0.8, metres * self.view.focal / spots[0][2])
        self.line(points, wide, colour, light, glow)
        if line:
            thick = max(1, round(min(wide, 1.6) * self.fine))
            self._contour.line(self._at(points), fill=int(255 * line), width=thick)

    def disc(
        self, colour: Colour, light: float, spot: Spot, half: float, high: float, *,
        glow: bool = False,
    ) -> None:  # fmt: skip
        """Fill an ellipse `half` wide and `high` high from its middle, metres."""
        x, y = self.view.at(spot)
        scale = self.view.focal / spot[2]
        points = [
            (
                x + half * scale * math.cos(k * math.pi / 9),
                y + high * scale * math.sin(k * math.pi / 9),
            )
            for k in range(18)
        ]
        self.fill(points, colour, light, 0.7, glow)

    def wall(
        self, x: float, z0: float, z1: float, y0: float, y1: float, colour: Colour, light: float,
        line: float = 0.7, glow: bool = False,
    ) -> None:  # fmt: skip
        """Fill an upright face along the street."""
        self.poly(
            colour, light, (x, y0, z0), (x, y0, z1), (x, y1, z1), (x, y1, z0), line=line, glow=glow
        )

    def front(
        self, x0: float, x1: float, y0: float, y1: float, z: float, colour: Colour, light: float,
        line: float = 0.7, glow: bool = False,
    ) -> None:  # fmt: skip
        """Fill an upright face that looks towards the eye."""
        self.poly(
            colour, light, (x0, y0, z), (x1, y0, z), (x1, y1, z), (x0, y1, z), line=line, glow=glow
        )

    def done(self, depth: float, rough: float = 0.028, material: str = "built") -> list[Layer]:
        """Return the layers of what was drawn, its faces a little uneven and darker at the foot."""
        found = self._alpha.getbbox()
        if found is None:
            return []
        view = self.view
        made = self.layers(view.place.name, material, depth=depth, detail=0.9, counted=False)
        first = made[0]
        height, width = first.alpha.shape
        lines = np.zeros((height, width), np.float32)
        box = (first.x - self.x, first.y - self.y)
        drawn = self._down(self._lines, (box[0], box[1], box[0] + width, box[1] + height))
        lines[: drawn.shape[0], : drawn.shape[1]] = drawn
        form = noise(view.place.rng, height, width, view.canvas.layout.unit * 0.05, octaves=4)
        across = np.arange(width, dtype=np.float32)[None] + first.x - view.x
        down = np.arange(height, dtype=np.float32)[:, None] + first.y - view.y
        angle = np.arctan2(down, across)
        angle = np.where(angle > math.pi / 2, angle - math.pi, angle)
        angle = np.where(angle < -math.pi / 2, angle + math.pi, angle)
        light = np.clip(first.light + rough * form, 0.03, 1)
        made[0] = replace(
            first, lines=lines, light=light.astype(np.float32), angle=angle.astype(np.float32)
        )
        return made


def halo(
    view: View, spot: Spot, reach: float, colour: Colour = WARM, part: float = 0.5
) -> Layer | None:
    """Return the glow around a lamp, `reach` metres wide; None by day."""
    if not view.dark:
        return None
    x, y = view.at(spot)
    radius = int(min(reach * view.focal / spot[2], view.canvas.layout.unit * 0.4))
    if radius < 3:
        return None
    along = (np.arange(2 * radius, dtype=np.float32) - radius) / radius
    glow = np.clip(1 - np.hypot(along[None], along[:, None]), 0, 1) ** 2.2 * np.float32(part)
    return Layer(
        "glow", "glow", int(x) - radius, int(y) - radius, glow.astype(np.float32), colour, 1.0,
        0.0, 0.0, 1.0, 0.2, counted=False,
    )  # fmt: skip


def pool(
    view: View, spot: Spot, reach: float, colour: Colour = WARM, part: float = 0.4
) -> Layer | None:
    """Return the light that a lamp throws on the ground below it, `reach` metres to each side."""
    if not view.dark:
        return None
    x, y = view.at((spot[0], 0.0, spot[2]))
    scale = view.focal / spot[2]
    wide = int(min(reach * scale, view.canvas.layout.unit * 0.7))
    high = int(max(2.0, min(reach * scale * view.eye / spot[2] * 1.6, wide)))
    if wide < 4:
        return None
    across = (np.arange(2 * wide, dtype=np.float32) - wide) / wide
    down = (np.arange(2 * high, dtype=np.float32)[:, None] - high) / high
    glow = np.clip(1 - np.hypot(across[None], down), 0, 1) ** 1.5 * np.float32(part)
    return Layer(
        "glow", "glow", int(x) - wide, int(y) - high, glow.astype(np.float32), colour, 1.0, 0.0,
        0.0, 1.0, 0.2, counted=False,
    )  # fmt: skip
