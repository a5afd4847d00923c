"""Texts on things: which text a thing carries, and letters drawn as a part of it."""

import numpy as np
from PIL import Image, ImageDraw

from ..paint.canvas import Canvas
from ..paint.colour import Colour
from ..paint.model import Model, Part
from .fonts import face, writable
from .hand import FINE
from .letters import least, rows


def text_for(canvas: Canvas) -> str:
    """Return the first text that nothing carries yet, else the last one; "" when none is asked."""
    texts = canvas.scene.lettering
    free = [text for text in texts if text not in canvas.written]
    return (free or list(texts[-1:]) or [""])[0]


def lettered(
    m: Model, text: str, place: tuple[float, float, float, float], colour: Colour, on: Part
) -> bool:
    """Draw a text on a part of a model, in (left, bottom, right, top; units of its size).

    Returns False, with nothing drawn, where no font has it or it would be too small to read.
    """
    from ..styles._arcs import outlines, whole

    style = m.canvas.style
    kept = writable(style, text)
    found = face(style, kept) if kept else None
    left, bottom, right, top = place
    wide, high = round((right - left) * m.size * FINE), round((top - bottom) * m.size * FINE)
    if found is None or min(wide, high) < 4 * FINE:
        return False
    mask = Image.new("L", (wide, high))
    if rows(ImageDraw.Draw(mask), m.canvas, found, kept, wide, high) < least(m.canvas):
        return False
    unit, middle = m.size * FINE, (left + right) / 2
    shapes = []
    for rings in outlines(np.asarray(mask) > 127):
        ring = whole(rings)
        # A model that looks to the left is mirrored; letters are not.
        u = middle + m.way * (ring[:, 0] - wide / 2) / unit
        v = top - ring[:, 1] / unit
        shapes.append(list(zip(u.tolist(), v.tolist(), strict=True)))
    m.part(colour, *shapes, light=0.72, round_=0, line=-1, on=on)
    return True
