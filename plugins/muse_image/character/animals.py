"""The sheet of an animal: poses, expressions and steps."""

from dataclasses import replace

from muse_image.sketch.elements.critters.card import Critter
from muse_image.sketch.elements.critters.figure import figure
from muse_image.sketch.elements.people.card import Person
from muse_image.sketch.paint.canvas import Canvas
from muse_image.sketch.paint.colour import rgb
from muse_image.sketch.paint.model import Model, oval

POSES = ("stand", "walk", "sit", "sleep")
MOODS = ("happy", "laugh", "sad", "angry", "surprised", "sleepy")
BARE = 0.86
"""How large an animal is drawn to leave room for its ears."""


def poses(card: Critter) -> list[Person | Critter]:
    """Return the animal in the poses of a sheet."""
    return [card.but(pose=pose, gaze="viewer", held=()) for pose in POSES]


def one(canvas: Canvas, card: Critter, x: float, foot: float, tall: float, *, shade: bool) -> None:
    """Draw an animal whose standing height is `tall` px."""
    if shade:
        spot = Model(canvas, x, foot, tall * 0.34, wide=1.6, tall=0.5, deep=0.5)
        spot.tint(rgb("77716a"), oval(0, 0, 1.2, 0.2), cover=0.5, fade=0.12)
        canvas.add([replace(layer, material="shadow") for layer in spot.layers("shadow")])
    model = Model(canvas, x, foot, tall, 1, wide=1.0, tall=1.85, deep=0.2)
    figure(model, card)
    canvas.add(model.layers("figure", "figure"))


def moods(canvas: Canvas, card: Critter, width: int, height: int) -> None:
    """Draw the head with six expressions in the row below the figures."""
    size = height * 0.25
    for number, mood in enumerate(MOODS):
        x = width * (number + 0.5) / len(MOODS)
        foot = height * 0.845 + size * 0.46
        model = Model(canvas, x, foot, size, 1, wide=1.0, tall=1.85, deep=-0.46)
        figure(model, card.but(expression=mood, pose="stand", gaze="viewer", held=(), tail=0.02))
        canvas.add(model.layers("head", "figure"))


def step(
    canvas: Canvas, card: Critter, action: str, phase: float, box: tuple[float, float, float, float]
) -> None:
    """Draw one step of an action inside a box (px)."""
    left, top, right, bottom = box
    high = bottom - top
    tall = min(high * 0.5, (right - left) * 0.62)
    model = Model(canvas, (left + right) / 2, bottom - high * 0.07, tall, 1, wide=1.0, tall=1.85,
        deep=0.12)  # fmt: skip
    shut = 1.0 if action == "idle" and 0.1 < phase < 0.2 else 0.0
    figure(model, card.but(pose=f"{action}@{phase:.6f}", held=()), shut=shut)
    canvas.add(model.layers("figure", "figure"))
