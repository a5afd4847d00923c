"""The sheet of a character: its parts are drawn on one canvas and painted in one style."""

from collections.abc import Iterator
from dataclasses import replace

import numpy as np
from PIL import Image

from muse_image.sketch.draws import Rng, fork
from muse_image.sketch.elements.critters.card import Critter
from muse_image.sketch.elements.people.card import METRES, Person
from muse_image.sketch.elements.people.cycles import ACTIONS
from muse_image.sketch.elements.people.figure import figure
from muse_image.sketch.elements.people.props import forms
from muse_image.sketch.lettering import Writing, letters
from muse_image.sketch.paint.atmosphere import atmosphere
from muse_image.sketch.paint.canvas import Canvas
from muse_image.sketch.paint.colour import rgb
from muse_image.sketch.paint.layer import Layer
from muse_image.sketch.paint.model import Model, oval
from muse_image.sketch.picture import cut, finish
from muse_image.sketch.scene.plan import Layout, Place, placed
from muse_image.sketch.scene.scene import Scene, Thing
from muse_image.sketch.styles import style

from . import animals
from .casting import palette
from .condition import CharacterCondition

TURNS = ("front", "three-quarter", "side", "back")
MOODS = ("smile", "laugh", "sad", "angry", "surprised", "wink")
PAPER = "f2efe6"
TALL = ("wizard-hat", "witch-hat", "top-hat", "chef-hat", "crown", "horns", "conical-hat")
"""Headwear that stands high above the head."""
INK = "4a4640"


class Sheet:
    """Draws one character as the condition asks; `pictures` are its frames afterwards."""

    def __init__(
        self, condition: CharacterCondition, person: Person | Critter, name: str, rng: Rng
    ) -> None:
        self.condition, self.person, self.name = condition, person, name
        self.width, self.height = condition.width, condition.height
        self.air = atmosphere("day", "clear", "", "", fork(rng))
        self.seed = int(rng.integers(2**62))
        self.strokes = int(rng.integers(2**62))
        self.pictures: list[Image.Image] = []

    def work(self) -> Iterator[tuple[float, str]]:
        """Draw all pictures; yields (part done 0..1, what is next) before each."""
        sheet = self.condition.sheet
        if sheet in ACTIONS:
            for number in range(self.condition.frames):
                yield number / self.condition.frames, f"{sheet} {number + 1}"
                canvas = self._canvas(False)
                self._step(canvas, sheet, number, (0, 0, self.width, self.height))
                self.pictures.append(self._finished(canvas))
            return
        yield 0.0, "figures"
        canvas = self._canvas(sheet == "design")
        if sheet == "sprites":
            self._sprites(canvas)
        else:
            self._turns(canvas)
            yield 0.3, "expressions"
            self._moods(canvas)
            self._palette(canvas)
        yield 0.5, self.condition.style
        self.pictures.append(self._finished(canvas))

    # -- parts

    def _turns(self, canvas: Canvas) -> None:
        """Draw the figure from its four sides, on one line."""
        foot, tall = self.height * 0.6, self.height * (0.48 if self.name else 0.52) * self._bare()
        cards = self._sides()
        for number, card in enumerate(cards):
            x = self.width * (number + 0.5) / len(cards)
            self._figure(canvas, card, x, foot, tall, shade=True)
        if self.name:
            box = (self.width * 0.05, self.height * 0.04, self.width * 0.95, self.height * 0.088)
            letters(canvas, self.name, box, Writing(rgb(INK)), self._lots(9))

    def _sides(self) -> list[Person | Critter]:
        """Return a person from four sides, an animal in four poses."""
        if isinstance(self.person, Critter):
            return animals.poses(self.person)
        one = self.person.but(pose="stand", expression="neutral", gaze="viewer")
        return [one.but(turn=turn) for turn in TURNS]

    def _moods(self, canvas: Canvas) -> None:
        """Draw the head with six expressions."""
        row = self.height * 0.2
        if isinstance(self.person, Critter):
            animals.moods(canvas, self.person, self.width, self.height)
            return
        for number, mood in enumerate(MOODS):
            x = self.width * (number + 0.5) / len(MOODS)
            card = self.person.but(turn="three-quarter", pose="stand", expression=mood)
            size = row / 0.235 * min(1.0, card.heads / 7.0 + 0.12) * self._bare()
            foot = self.height * 0.85 + size * 0.79
            self._figure(canvas, card, x, foot, size, below=-0.79)

    def _bare(self) -> float:
        """Return how large the person is drawn to leave room for a tall hat."""
        if isinstance(self.person, Critter):
            return animals.BARE
        return 0.84 if any(name in TALL for name, _ in self.person.garments) else 1.0

    def _palette(self, canvas: Canvas) -> None:
        """Draw a swatch of every colour, and beside them what the person holds."""
        shades = palette(self.person)[:12]
        known = forms()
        held = [known[name] for name in self.person.held if name in known]
        each = self.width * 0.9 / max(len(shades) + 1.5 * len(held), 8)
        half = min(each * 0.36, self.height * 0.04)
        left = self.width * 0.5 - (len(shades) + 1.5 * len(held) - 1) / 2 * each
        for number, prop in enumerate(held):
            x = left + (len(shades) + 0.25 + 1.5 * number) * each
            size = min(self.height * 0.09, each * 0.7 / max(prop.wide, 0.2))
            model = Model(canvas, x, self.height * 0.955, size, wide=max(prop.wide, 0.5) * 1.2)
            prop.draw(model, self._place(self.person.held[number]), self._lots(5))
            canvas.add(model.layers("prop", "figure"))
        for number, shade in enumerate(shades):
            x = left + number * each
            model = Model(canvas, x, self.height * 0.915, half, wide=1.3, tall=1.3, deep=1.3)
            model.part(rgb(shade.lstrip("#")), oval(0, 0, 1, 1), round_=0, light=0.75)
            canvas.add(model.layers("swatch", "figure"))

    def _place(self, name: str) -> Place:
        """Return a place for a thing that is drawn by itself."""
        thing = Thing(name, "prop", name)
        return placed(thing, 0.0, 0.0, 100.0, 0.0, 0.0, self._lots(6))

    def _sprites(self, canvas: Canvas) -> None:
        """Draw every step of every action, an action to a row."""
        wide, high = self.width / self.condition.frames, self.height / len(ACTIONS)
        for row, action in enumerate(ACTIONS):
            for number in range(self.condition.frames):
                box = (number * wide, row * high, (number + 1) * wide, (row + 1) * high)
                self._step(canvas, action, number, box)

    def _step(
        self, canvas: Canvas, action: str, number: int, box: tuple[float, float, float, float]
    ) -> None:
        """Draw one step of an action inside a box (px)."""
        left, top, right, bottom = box
        high = bottom - top
        tall = min(high * 0.72, (right - left) * 1.05)
        phase = number / self.condition.frames
        if isinstance(self.person, Critter):
            animals.step(canvas, self.person, action, phase, box)
            return
        moving = action in ("walk", "run")
        card = self.person.but(
            pose=f"{action}@{phase:.6f}", turn="side" if moving else "three-quarter",
            expression="asleep" if action == "idle" and number == 1 else self.person.expression,
        )  # fmt: skip
        self._figure(canvas, card, (left + right) / 2, bottom - high * 0.05, tall)

    def _figure(
        self, canvas: Canvas, card: Person | Critter, x: float, foot: float, tall: float, *,
        below: float = 0.08, shade: bool = False,
    ) -> None:  # fmt: skip
        """Draw a figure whose standing height is `tall` px for a grown person."""
        if isinstance(card, Critter):
            animals.one(canvas, card, x, foot, tall * 0.72, shade=shade)
            return
        size = tall * min(1.0, METRES[card.age] / 1.72 + 0.12)
        if below < 0:
            size = tall
        model = Model(canvas, x, foot, size, 1, wide=0.75, tall=1.35, deep=below)
        figure(model, card, self._lots(1))
        layers = model.layers("figure", "figure")
        if shade and layers:
            half = size * 0.2
            spot = Model(canvas, x, foot, half, wide=1.6, tall=0.5, deep=0.5)
            spot.tint(rgb("77716a"), oval(0, 0, 1.2, 0.2), cover=0.5, fade=0.12)
            canvas.add([replace(layer, material="shadow") for layer in spot.layers("shadow")])
        canvas.add(layers)

    # -- picture

    def _lots(self, number: int) -> Rng:
        """Return draws that are the same for every drawing of the person."""
        return np.random.Generator(np.random.PCG64(self.seed + number))

    def _canvas(self, paper: bool) -> Canvas:
        """Return an empty canvas, with paper when the sheet isn't transparent."""
        rows = len(ACTIONS) if self.condition.sheet == "sprites" else 1
        columns = self.condition.frames if rows > 1 else 1
        # Lines and strokes are as fine as one figure asks for.
        unit = min(self.width / columns, self.height / rows)
        layout = Layout(
            self.width, self.height, self.height * 0.1, None, None, unit, (0.0, 0.0),
            (-0.62, 0.62, 0.48), 1.0,
        )  # fmt: skip
        scene = Scene((), frozenset(), "day", "summer", "clear", "", "", stage="plain", plain=True)
        canvas = Canvas(layout, scene, self.air, style=self.condition.style)
        cover = np.ones((self.height, self.width), np.float32)
        colour = rgb(PAPER if paper else "ffffff")
        canvas.add(
            replace(Layer("paper", "sky", 0, 0, cover, colour, 1.0), glow=1.0, counted=False)
        )
        return canvas

    def _finished(self, canvas: Canvas) -> Image.Image:
        """Return the picture, transparent around the figures unless it is a design sheet."""
        draws = np.random.Generator(np.random.PCG64(self.strokes))
        name = self.condition.style
        made = finish.pixels(style(name).paint(canvas, draws))
        if self.condition.sheet == "design":
            return made
        return cut.transparent(made, cut.subject(canvas), name)
