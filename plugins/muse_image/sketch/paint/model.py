"""A model: a thing drawn part by part, where each part is round, outlined and lit by itself.

Spots are (u, v) in units of the thing's size: `u` towards where it looks, `v` up from its foot.
"""

import math
from collections.abc import Sequence
from copy import copy
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import numpy as np

from .colour import Colour, mix, tone
from .layer import Layer
from .masks import Part, axis, blur, filled, same_box, thin, turned
from .outlines import Outline, Spot, limb, moved, oval, smooth
from .raster import Field

if TYPE_CHECKING:
    from .canvas import Canvas

__all__ = ["Model", "Outline", "Part", "Spot", "limb", "moved", "oval", "smooth", "tone"]

FLAT = 0.58
"""Light of a part before its roundness is known."""


@dataclass(slots=True)
class _Sheet:
    """What the parts have made so far, all (h, w)."""

    alpha: Field
    albedo: Colour
    light: Field
    lines: Field
    angle: Field
    glow: Field | None = field(default=None)


class Model:
    """Draws one thing `size` px high with its foot at (x, y), px of the picture.

    `way` is 1 when it looks to the right and -1 to the left; `turn` (radians) leans it to where it
    looks. `wide`, `tall` and `deep` say how far it reaches to both sides, up and down, in units of
    its size; what lies outside is cut off.
    """

    def __init__(
        self, canvas: "Canvas", x: float, y: float, size: float, way: int = 1, *,
        wide: float = 0.8, tall: float = 1.15, deep: float = 0.08, turn: float = 0.0,
    ) -> None:  # fmt: skip
        self.canvas, self.x, self.y, self.size, self.way = canvas, x, y, size, way
        self._cos, self._sin = math.cos(turn), math.sin(turn)
        left, right = x - size * wide - 2, x + size * wide + 2
        top, bottom = y - size * tall - 2, y + size * deep + 2
        self._left, self._top = max(math.floor(left), -8), max(math.floor(top), -8)
        width = max(1, min(math.ceil(right), canvas.width + 8) - self._left)
        height = max(1, min(math.ceil(bottom), canvas.height + 8) - self._top)
        self._sheet = _Sheet(
            np.zeros((height, width), np.float32), np.zeros((height, width, 3), np.float32),
            np.full((height, width), FLAT, np.float32), np.zeros((height, width), np.float32),
            np.zeros((height, width), np.float32),
        )  # fmt: skip

    # -- where

    @property
    def left(self) -> int:
        """Left edge (px of the picture) of what it draws on."""
        return self._left

    @property
    def top(self) -> int:
        """Upper edge (px of the picture) of what it draws on."""
        return self._top

    def at(self, spot: Spot) -> Spot:
        """Return a spot in px of the picture."""
        u, v = spot
        along, up = u * self._cos + v * self._sin, v * self._cos - u * self._sin
        return self.x + along * self.size * self.way, self.y - up * self.size

    def spot(self, x: float, y: float) -> Spot:
        """Return the spot that lies at a place of the picture (px)."""
        along, up = (x - self.x) / (self.size * self.way), (self.y - y) / self.size
        return along * self._cos - up * self._sin, along * self._sin + up * self._cos

    def px(self, length: float) -> float:
        """Return a length (units of the size) in px."""
        return length * self.size

    def within(self, spot: Spot, size: float, turn: float = 0.0, flip: bool = False) -> "Model":
        """Return a model for a part of this thing, with its foot at a spot, `size` of its height.

        What it draws belongs to this thing. `turn` (radians) leans it further, `flip` mirrors it.
        """
        made = copy(self)
        made.x, made.y = self.at(spot)
        made.size, made.way = self.size * size, -self.way if flip else self.way
        angle = math.atan2(self._sin, self._cos) * (-1 if flip else 1) + turn
        made._cos, made._sin = math.cos(angle), math.sin(angle)
        return made

    # -- drawing

    def part(
        self, colour: Colour, *outlines: Sequence[Spot], light: float | None = FLAT,
        round_: float = 1.0, reach: float = 0.0, line: float = 0.8,
        on: Part | None = None, fade: float = 0.0, cover: float = 1.0,
        ramp: tuple[Colour, Spot, Spot] | None = None, glow: bool = False,
        angle: float | None = None, seam: Sequence[Spot] | None = None,
    ) -> Part:  # fmt: skip
        """Fill one or more outlines as one form, and return it.

        - `light` 0..1 at its middle, or None to keep the light of what it marks; `round_` how much
          its sides turn to light and shadow (0 flat, 1 round, 2 strong)
        - `reach`: how far in from its edge it turns (units of the size; 0: a third of how thin it
          is)
        - `line` 0..1: how dark its outline is against what lies behind it
        - `on`: an earlier part that this one doesn't leave (stripes, cheeks, folds)
        - `fade`: blurs its edge (units of the size); `cover` 0..1 how much it hides
        - `ramp`: another colour, reached on the way from the first spot (none) to the second (all)
        - `seam`: an outline within which it has no line and fades, for a part that grows out of
          another of its colour
        - `angle`: how a brush follows it (radians, y down); None: along its longer side
        """
        mask, x, y = self._mask(outlines, fade)
        if mask is None:
            return Part(0, 0, np.zeros((1, 1), np.float32))
        if on is not None:
            mask = mask * same_box(on, x, y, mask.shape)
        height, width = mask.shape
        sheet, box = self._sheet, (slice(y, y + height), slice(x, x + width))
        before = sheet.alpha[box]
        shade = np.full(mask.shape, light or 0.0, np.float32)
        if light is not None and round_ and min(mask.shape) > 3:
            radius = max(1.0, reach * self.size or thin(mask) * 0.36)
            side = float(np.sign(self.canvas.layout.light[0]))
            shade += round_ * turned(mask, radius, side)
        paint = self._colours(colour, ramp, x, y, mask.shape)
        if line and min(mask.shape) > 2:
            wide = max(1.0, self.canvas.layout.unit * 0.0022)
            blurred = blur(mask, wide)
            edge = np.clip(4 * blurred * (1 - blurred), 0, 1) * before * line
            edge *= min(1.0, thin(mask) / (5 * wide))
        else:
            edge = np.zeros_like(mask)
        if seam is not None:
            inside = self._within(seam, x, y, mask.shape)
            edge *= 1 - inside
            reach_ = math.sqrt(float(inside.sum())) * 0.2
            mask = mask * (1 - np.clip(2.2 * blur(inside, reach_) - 0.5, 0, 1))
        weight = mask * np.float32(cover)
        total = weight + before * (1 - weight)
        share = weight / np.maximum(total, np.float32(1e-4))
        sheet.albedo[box] += (paint - sheet.albedo[box]) * share[..., None]
        if light is not None:
            sheet.light[box] += (shade - sheet.light[box]) * share
            along = axis(mask) if angle is None else angle
            sheet.angle[box] = np.where(share > 0.5, np.float32(along), sheet.angle[box])
        if line >= 0:
            sheet.lines[box] = np.maximum(sheet.lines[box] * (1 - weight), edge)
        sheet.alpha[box] = total
        if glow and sheet.glow is None:
            sheet.glow = np.zeros_like(sheet.alpha)
        if sheet.glow is not None:
            shining = sheet.glow[box]
            shining += ((1.0 if glow else 0.0) - shining) * weight
        return Part(x, y, mask)

    def blob(self, colour: Colour, *spots: Spot, **how: object) -> Part:
        """Fill a closed outline that runs smoothly through the spots; see `part`."""
        return self.part(colour, smooth(spots, True), **how)  # type: ignore[arg-type]

    def poly(self, colour: Colour, *spots: Spot, **how: object) -> Part:
        """Fill a closed outline with corners; see `part`."""
        return self.part(colour, list(spots), **how)  # type: ignore[arg-type]

    def limb(self, colour: Colour, widths: Sequence[float], *spots: Spot, **how: object) -> Part:
        """Draw a limb that bends smoothly, with a width at each spot and round ends."""
        return self.part(colour, *limb(widths, *spots), **how)  # type: ignore[arg-type]

    def ball(
        self, colour: Colour, u: float, v: float, half: float, high: float = 0.0,
        turn: float = 0.0, **how: object,
    ) -> Part:  # fmt: skip
        """Draw an ellipse `half` wide and `high` high from its middle, turned by `turn`."""
        return self.part(colour, oval(u, v, half, high or half, turn), **how)  # type: ignore[arg-type]

    def line(
        self, colour: Colour, width: float, *spots: Spot, taper: bool = False, force: float = 1.0,
        light: float = 0.5, on: Part | None = None, glow: bool = False,
    ) -> Part:  # fmt: skip
        """Draw a thin line, a contour for the styles that draw; `taper` thins it to its ends."""
        return self.strokes(
            colour, width, [spots], taper=taper, force=force, light=light, on=on, glow=glow
        )

    def strokes(
        self, colour: Colour, width: float, lines: Sequence[Sequence[Spot]], *,
        taper: bool = False, force: float = 1.0, light: float = 0.5, on: Part | None = None,
        glow: bool = False,
    ) -> Part:  # fmt: skip
        """Draw several thin lines as one part, which takes less time than one by one."""
        least = 0.9 / max(self.size, 1.0)
        widths = (width * 0.25, width, width, width * 0.25) if taper else (width, width)
        shown = [max(w, least) for w in widths]
        shapes = [outline for spots in lines for outline in limb(shown, *spots)]
        made = self.part(colour, *shapes, light=light, round_=0, line=-1, on=on, glow=glow)
        self.ink(made, force)
        return made

    def ink(self, part: Part, force: float) -> None:
        """Make a thin part that was drawn a contour for the styles that draw."""
        if part.mask.size > 1 and force > 0:
            height, width = part.mask.shape
            drawn = self._sheet.lines[part.y : part.y + height, part.x : part.x + width]
            np.maximum(drawn, part.mask * np.float32(force), out=drawn)

    def tint(
        self, colour: Colour, *outlines: Sequence[Spot], on: Part | None = None,
        cover: float = 0.5, fade: float = 0.02,
    ) -> Part:  # fmt: skip
        """Lay a soft colour over what is there (a blush, a shade), without an outline."""
        return self.part(
            colour, *outlines, round_=0, line=-1, on=on, fade=fade, cover=cover, light=FLAT
        )

    # -- what was drawn

    def layers(
        self, name: str, material: str = "figure", *, depth: float = 0.0,
        mirror: float | None = None, counted: bool = True, detail: float = 1.0,
        kept: float = 0.0,
    ) -> list[Layer]:  # fmt: skip
        """Return what was drawn as a layer, and a second one for what shines by itself."""
        sheet = self._sheet
        if float(sheet.alpha.max()) <= 0.02:
            return []
        light = np.clip(sheet.light, 0.03, 1).astype(np.float32)
        made = [
            Layer(
                name, material, self._left, self._top, sheet.alpha, np.clip(sheet.albedo, 0, 1),
                light, sheet.angle, depth, 0.0, detail, np.clip(sheet.lines, 0, 1), mirror, counted,
                kept,
            )
        ]  # fmt: skip
        if sheet.glow is not None:
            made.append(
                Layer(
                    name, "light", self._left, self._top, sheet.glow * sheet.alpha,
                    np.clip(sheet.albedo, 0, 1), 1.0, 0.0, depth, 1.0, detail, None, mirror, False,
                )
            )  # fmt: skip
        return made

    # -- inside

    def _mask(self, outlines: Sequence[Sequence[Spot]], fade: float) -> tuple[Field, int, int]:
        """Return the coverage of outlines, and its corner in px of the model; None outside."""
        shapes = [[self.at(s) for s in outline] for outline in outlines if len(outline) > 2]
        xs = [x for shape in shapes for x, _ in shape]
        ys = [y for shape in shapes for _, y in shape]
        soften = fade * self.size
        pad = 2 + math.ceil(soften * 1.5)
        height, width = self._sheet.alpha.shape
        nothing: tuple[Field, int, int] = (None, 0, 0)  # type: ignore[assignment]
        if not xs:
            return nothing
        x0 = max(0, math.floor(min(xs)) - self._left - pad)
        y0 = max(0, math.floor(min(ys)) - self._top - pad)
        x1 = min(width, math.ceil(max(xs)) - self._left + pad)
        y1 = min(height, math.ceil(max(ys)) - self._top + pad)
        if x0 >= x1 or y0 >= y1:
            return nothing
        mask = filled(shapes, self._left + x0, self._top + y0, x1 - x0, y1 - y0)
        # A blur overshoots where it is steep.
        return (np.clip(blur(mask, soften), 0, 1) if soften > 0.5 else mask), x0, y0

    def _within(self, outline: Sequence[Spot], x: int, y: int, shape: tuple[int, ...]) -> Field:
        """Return the coverage of an outline in a box of the model."""
        mask, left, top = self._mask([outline], 0.0)
        if mask is None:
            return np.zeros(shape, np.float32)
        return same_box(Part(left, top, mask), x, y, shape)

    def _colours(
        self, colour: Colour, ramp: tuple[Colour, Spot, Spot] | None, x: int, y: int,
        shape: tuple[int, ...],
    ) -> Colour:  # fmt: skip
        if ramp is None:
            return colour.astype(np.float32)
        other, first, last = ramp
        (x0, y0), (x1, y1) = self.at(first), self.at(last)
        rows = np.arange(shape[0], dtype=np.float32)[:, None] + (self._top + y) - y0
        columns = np.arange(shape[1], dtype=np.float32)[None] + (self._left + x) - x0
        length = (x1 - x0) ** 2 + (y1 - y0) ** 2 or 1.0
        part = np.clip((columns * (x1 - x0) + rows * (y1 - y0)) / length, 0, 1)
        return mix(colour, other, part * part * (3 - 2 * part))
