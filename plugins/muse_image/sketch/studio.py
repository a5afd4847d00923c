"""The studio: one picture from condition to canvas, stage by stage."""

from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import numpy as np
from PIL import Image

from .abstract import FIGURES, compose
from .condition import ALLOWANCE
from .draws import Rng, fork, named, seed_of
from .lettering import title, told
from .paint import svg, swatches
from .paint.atmosphere import atmosphere
from .paint.canvas import Canvas
from .paint.colour import Colour
from .paint.hue import painted
from .paint.layer import Layer
from .paint.palette import Swatches
from .paint.raster import Field
from .picture import cut, finish, own, rough
from .picture.alive import Alive
from .picture.frames import chosen
from .picture.measure import measure
from .picture.motion import moved, still, stirring
from .picture.photo import distance, layers, neutral
from .scene.guests import Guest, guest
from .scene.layout import layout
from .scene.light import usual
from .scene.scene import scene
from .styles import style
from .words import understand, unheeded

if TYPE_CHECKING:
    from .condition import SketchCondition


class Studio:
    """Paints one picture; `work` runs the stages, `finished` is the picture afterwards."""

    def __init__(self, condition: "SketchCondition", rng: Rng) -> None:
        self.condition = condition
        self.rng = self.lots = rng
        self.chosen: dict[str, Any] = {}
        self.notes: list[str] = []
        self.ignored: dict[str, str] = {}
        self.original: Colour | None = None
        self.finished: Image.Image
        self.frames: list[Image.Image] = []
        self.canvas: Canvas
        self.look = b""
        """A rough look at the picture (JPEG), where there is a new one since the last stage."""
        self._strokes = 0
        self._own: list[int] = []
        """Which frames of somebody's own animation are painted."""
        self._titles: list[Layer] = []
        self._cover: Field | None = None
        """What of the picture isn't transparent, where that is asked for."""

    def _pick(self, name: str, weights: dict[str, float]) -> str:
        """Return a field's value, or one drawn for it, which is then reported as chosen."""
        drawn = float(self.lots.random()) * sum(weights.values())
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
        # What the picture is of has a part in its light: two subjects of one seed differ.
        subjects = sorted({m.concept.name for m in understand(condition.prompt).mentions})
        self.lots = named(seed_of(self.rng), "+".join(subjects))
        times, seasons = usual(understand(condition.prompt), condition.prompt)
        time = self._pick("time", times)
        season = self._pick("season", {"winter": 1.0} if condition.weather == "snow" else seasons)
        weather = self._pick("weather", ALLOWANCE)
        prompt = swatches.without(condition.prompt)
        cards = self._cards()
        made = scene(
            prompt, condition.negative_prompt,
            time=time, season=season, weather=weather,
            mood=condition.mood or "", palette=condition.palette or "", cards=cards,
            framing=condition.framing, room=condition.room,
            lot=seed_of(self.rng),
        )  # fmt: skip
        made = replace(made, lettering=understand(prompt).lettering)
        self.notes += made.notes
        idle = unheeded(condition.negative_prompt)
        if idle:
            without = ", ".join(idle[:12]) + (" ..." if len(idle) > 12 else "")
            self.notes.append(f"Words of the negative prompt without effect: {without}.")
        yield 0.05, "layout"
        size = (condition.width, condition.height)
        width, height = finish.working(*size, condition.detail)
        if (width, height) != size:
            self.notes.append(finish.told((width, height), size, condition.style, condition.detail))
        if condition.init is not None:
            made = replace(made, things=(), abstract=True, cast=(), lead=None)
        if made.abstract:
            why = "a picture given as init" if condition.init is not None else "an abstract picture"
            for name in ("season", "weather"):
                self.chosen.pop(name, None)
                self.ignored[name] = f"{why} has no {name}"
        air = atmosphere(time, weather, made.mood, made.palette, fork(self.lots))
        plan = layout(made, width, height, fork(self.rng))
        strength = finish.DETAIL[condition.detail][1]
        canvas = Canvas(plan, made, air, detail=strength, style=condition.style)
        self.canvas = canvas
        if condition.init is not None:
            self._repaint(canvas, fork(self.rng))
        elif made.abstract:
            self._abstract(canvas)
        alive = Alive(plan)
        for number, place in enumerate(plan.places):
            yield 0.08 + 0.32 * number / len(plan.places), place.name
            canvas.owner = number
            painted(canvas, place)
            if number in (0, len(plan.places) // 2):
                self._show(canvas)
        canvas.owner = -1
        self._show(canvas)
        yield 0.4, condition.style
        strokes = self._strokes = int(self.rng.integers(2**63))
        if made.lettering:
            self._write(canvas)
        count = max(1, condition.animate)
        if condition.transparent and condition.init is None:
            self._cover = cut.subject(canvas)
        if condition.animate and not self._own and not alive.draws and still(canvas):
            self.notes.append("Nothing in this picture moves: all its frames are the same.")
            self.ignored["fps"] = "nothing in this picture moves"
        first = stirred = np.zeros((1, 1), np.float32)
        for number in range(count):
            if number:
                yield 0.4 + 0.5 * number / count, f"frame {number + 1} of {count}"
            # The same draws for every frame: strokes stay where they are, only what moves changes.
            draws = np.random.Generator(np.random.PCG64(strokes))
            if number and self._own:
                self._take_apart(canvas, self._own[number])
                canvas.layers += self._titles
            here = canvas if self._own else moved(canvas, number / count)
            if condition.animate and not self._own:
                here = alive.at(canvas, here, number, count)
            colours = style(condition.style).paint(here, draws)
            if self._own:
                pass  # each frame is another picture
            elif number:
                part = stirred[..., None]
                mask = part > 0.5 if condition.style in finish.HARD else part
                colours = first + (colours - first) * mask
            elif condition.animate:
                first, stirred = colours, np.maximum(stirring(canvas), alive.where(canvas))
            self.frames.append(self._enlarge(colours, strokes))
        yield 0.9, "finish"
        self.finished = self.frames[0]

    def _show(self, canvas: Canvas) -> None:
        """Keep a look at what is there, where whoever waits would see anything on it."""
        if canvas.layers and max(canvas.width, canvas.height) >= rough.WORTH:
            self.look = rough.rough(canvas)

    def _cards(self) -> list[Guest]:
        """Return who is on the cards that were handed in."""
        return [guest(file.data, file.name) for file in self.condition.character]

    def _write(self, canvas: Canvas) -> None:
        """Write the texts that no sign carries as titles, and say what can't be written."""
        texts, before = canvas.scene.lettering, len(canvas.layers)
        free = [text for text in texts if not canvas.written.get(text)]
        made = title(canvas, free, fork(self.rng))
        self._titles = canvas.layers[before:]
        moved = [text for text in made if text in canvas.written]
        small = [text for text in free if text not in made]
        self.notes += told(self.condition.style, texts, moved, small)

    def _repaint(self, canvas: Canvas, rng: Rng) -> None:
        """Take somebody's picture apart into the layers of the canvas."""
        assert self.condition.init is not None
        canvas.air = neutral(canvas.scene.time, canvas.scene.mood, canvas.scene.palette, rng)
        self._take_apart(canvas, 0)
        if self.condition.animate:
            held = own.sequence(self.condition.init)
            self._own = chosen(self.condition.animate, held.count) if held.moving else []
        named = [mention.concept.name for mention in understand(self.condition.prompt).mentions]
        if named:
            told = ", ".join(dict.fromkeys(named)).replace("_", " ")
            self.notes.append(f"With init the picture is only repainted; not added: {told}.")

    def _take_apart(self, canvas: Canvas, number: int) -> None:
        """Give the canvas the layers of one frame of somebody's picture."""
        assert self.condition.init is not None
        picture = own.frame(self.condition.init, number)
        pixels, alpha = own.fitted(picture, canvas.width, canvas.height)
        if self.condition.transparent:
            self._cover = alpha
        else:
            pixels = own.on_white(pixels, alpha)
        canvas.layers = layers(pixels)
        if self.original is None:
            self.original = pixels

    def _abstract(self, canvas: Canvas) -> None:
        """Compose without a scene, and say so."""
        prompt = swatches.without(self.condition.prompt)
        rhythm = understand(prompt).rhythm
        compose(canvas, prompt, rhythm, fork(self.rng))
        if rhythm in FIGURES:
            self.notes.append(f"Painted as an abstract composition: {FIGURES[rhythm]}.")
        elif prompt.strip():
            self.notes.append(
                "The prompt names nothing that image.sketch can draw, so this is an abstract "
                "composition in its mood."
            )
        else:
            self.notes.append("There is no prompt, so this is an abstract composition.")

    def vector(self) -> str:
        """Return the finished picture as SVG, where its style has such a form."""
        condition = self.condition
        own = np.random.Generator(np.random.PCG64(self._strokes))
        text = style(condition.style).vector(moved(self.canvas, 0.0), own)
        asked = swatches.colours(condition.palette)
        if asked:
            text = svg.recoloured(text, Swatches(asked, 0.5))
        title = condition.prompt.strip() or f"image.sketch, {condition.style}"
        return svg.framed(text, condition.width, condition.height, title)

    def _enlarge(self, colours: Colour, grain: int) -> Image.Image:
        """Return the picture at the size asked for; `grain` is the seed of its ground's grain."""
        condition = self.condition
        asked = swatches.colours(condition.palette)
        if asked:
            # What a style added of its own, paper and ink, comes half way to the palette too.
            colours = Swatches(asked, 0.5)(colours)
        rng = np.random.Generator(np.random.PCG64(grain))
        size = (condition.width, condition.height)
        picture = finish.pixels(colours)
        made = finish.finished(picture, size, condition.style, condition.detail, rng)
        return made if self._cover is None else cut.transparent(made, self._cover, condition.style)

    def measure(self) -> dict[str, Any]:
        """Return what is measured on the finished picture."""
        found = measure(self.canvas, self.finished)
        if self.original is not None:
            found["init_distance"] = distance(self.original, self.finished)
            del found["elements"]  # nothing was placed
        return found
