"""The studio: one picture from condition to canvas, stage by stage."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import numpy as np
from PIL import Image

from . import ALLOWANCE, PIXELS
from .abstract import compose
from .atmosphere import atmosphere
from .canvas import Canvas
from .elements import element
from .layout import layout
from .measure import measure
from .raster import Rng, fork
from .scene import scene
from .styles import style
from .words import understand, unheeded

if TYPE_CHECKING:
    from . import SketchCondition


class Studio:
    """Paints one picture; `work` runs the stages, `finished` is the picture afterwards."""

    def __init__(self, condition: "SketchCondition", rng: Rng) -> None:
        self.condition = condition
        self.rng = rng
        self.chosen: dict[str, Any] = {}
        self.notes: list[str] = []
        self.finished: Image.Image
        self._canvas: Canvas

    def _pick(self, name: str, weights: dict[str, float]) -> str:
        """Return a field's value, or one drawn for it, which is then reported as chosen."""
        drawn = float(self.rng.random()) * sum(weights.values())
        value = getattr(self.condition, name)
        if value is not None:
            return str(value)
        option = ""
        for option, weight in weights.items():  # noqa: B007 (used after the loop)
            drawn -= weight
            if drawn <= 0:
                break
        self.chosen[name] = option
        return option

    def work(self) -> Iterator[tuple[float, str]]:
        """Run the stages; yields (part done 0..1, the next stage) before each of them."""
        condition = self.condition
        yield 0.0, "scene"
        time = self._pick("time", {"day": 0.54, "dawn": 0.14, "sunset": 0.24, "dusk": 0.08})
        seasons = {"summer": 0.45, "spring": 0.25, "autumn": 0.3}
        season = self._pick("season", {"winter": 1.0} if condition.weather == "snow" else seasons)
        weather = self._pick("weather", ALLOWANCE)
        made = scene(
            condition.prompt, condition.negative_prompt,
            time=time, season=season, weather=weather,
            mood=condition.mood or "", palette=condition.palette or "",
        )  # fmt: skip
        self.notes += made.notes
        idle = unheeded(condition.negative_prompt)
        if idle:
            named = ", ".join(idle[:12]) + (" ..." if len(idle) > 12 else "")
            self.notes.append(f"The negative prompt's words without effect: {named}.")
        yield 0.05, "layout"
        scale = min(1.0, (PIXELS / (condition.width * condition.height)) ** 0.5)
        width = max(32, round(condition.width * scale))
        height = max(32, round(condition.height * scale))
        if scale < 1:
            self.notes.append(f"Painted at {width}x{height} px and enlarged to the size asked for.")
        air = atmosphere(time, weather, made.mood, made.palette, fork(self.rng))
        plan = layout(made, width, height, fork(self.rng))
        canvas = Canvas(plan, made, air)
        self._canvas = canvas
        if made.abstract:
            self._abstract(canvas)
        for number, place in enumerate(plan.places):
            yield 0.08 + 0.32 * number / len(plan.places), place.name
            element(place.element).paint(canvas, place)
        yield 0.4, condition.style
        colours = style(condition.style).paint(canvas, fork(self.rng))
        yield 0.9, "finish"
        self.finished = self._enlarge(colours)

    def _abstract(self, canvas: Canvas) -> None:
        """Compose without a scene, and say so."""
        prompt = self.condition.prompt
        rhythm = understand(prompt).rhythm
        compose(canvas, prompt, rhythm, fork(self.rng))
        if prompt.strip():
            self.notes.append(
                "The prompt names nothing that image.sketch can draw, so this is an abstract "
                "composition in its mood."
            )
            if understand(prompt).unread:
                self.notes.append("A neural generator would paint the words themselves.")
        else:
            self.notes.append("There is no prompt, so this is an abstract composition.")

    def _enlarge(self, colours: np.ndarray) -> Image.Image:
        pixels = (np.clip(colours, 0, 1) * 255 + 0.5).astype(np.uint8)
        picture = Image.fromarray(pixels)
        size = (self.condition.width, self.condition.height)
        return picture if picture.size == size else picture.resize(size, Image.Resampling.LANCZOS)

    def measure(self, png: bytes) -> dict[str, Any]:
        """Return what is measured on the finished bytes."""
        return measure(self._canvas, png, self.finished.size)
