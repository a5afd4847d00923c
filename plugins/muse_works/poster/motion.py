"""How a poster moves: its layers as sprites, and where each is at a time."""

import math
from collections.abc import Collection
from typing import TYPE_CHECKING

from muse_works.lettering.shapes import advance

from .page import Art, Layer, Page, Photo, Words
from .raster import filled, lettered, merged, shape, window
from .sprites import Sprite, scaled, shimmering, typed, wiped

if TYPE_CHECKING:
    from PIL.Image import Image

ENTERING = ("fade_in", "rise", "slide", "typewriter", "wipe", "parallax")
"""Effects with which texts come in."""

_ENTER = 0.9
"""Seconds that a text takes to come in."""

_FIRST, _APART = 0.35, 0.28
"""When the first text comes in, and how long after it each next one, s."""

_REST = 0.16
"""The part of the time at the end in which nothing moves."""


def eased(time: float, begin: float, lasts: float) -> float:
    """Return how far a move is, 0 to 1, that starts quickly and ends gently."""
    part = min(1.0, max(0.0, (time - begin) / lasts))
    return 1 - (1 - part) ** 3


def gently(time: float, lasts: float) -> float:
    """Return how far a slow move is, 0 to 1, that starts and ends gently."""
    part = min(1.0, max(0.0, time / lasts))
    return part * part * (3 - 2 * part)


class Scene:
    """A page that moves for `duration` seconds; it ends as the still is, but nearer by zoom_in."""

    def __init__(self, page: Page, effects: Collection[str], duration: float) -> None:
        from PIL import Image

        self.page = page
        self.effects = frozenset(effects)
        self.duration = duration
        self.parts: list[Photo | Sprite] = []
        self.windows: dict[int, Image.Image] = {}
        self.base = Image.new("RGB", (page.width, page.height), page.paper)
        self.texts = 0
        grounds = True
        for layer in _grouped(page.layers):
            if grounds and isinstance(layer, Art) and layer.name != "motif":
                made, x, y = shape(page, layer)
                self.base.paste(made, (x, y), made)
                continue
            grounds = False
            if isinstance(layer, Photo):
                self.parts.append(layer)
                if layer.clip:
                    size = (page.width, page.height)
                    x, y, w, h = self._place(layer)
                    seen = window(page, layer, size).crop((x, y, x + w, y + h))
                    self.windows[len(self.parts) - 1] = seen
            else:
                self.parts.append(self._sprite(layer))
        for number, words in enumerate(_in_reading_order(self.parts)):
            words.order = number
        self.whole = self.frame(duration)

    def _place(self, photo: Photo) -> tuple[int, int, int, int]:
        x, y = math.floor(photo.box[0]), math.floor(photo.box[1])
        right = math.ceil(photo.box[0] + photo.box[2])
        bottom = math.ceil(photo.box[1] + photo.box[3])
        return x, y, right - x, bottom - y

    def _sprite(self, layer: Art | Words) -> Sprite:
        """Return a layer as a sprite, cut to what is drawn of it."""
        from PIL import Image

        canvas = Image.new("RGBA", (self.page.width, self.page.height), (0, 0, 0, 0))
        if isinstance(layer, Words):
            lettered(canvas, layer)
        else:
            canvas = shape(self.page, layer)[0]
        box = canvas.getchannel("A").getbbox() or (0, 0, 1, 1)
        made = Sprite(canvas.crop(box), box[0], box[1])
        made.drawing = isinstance(layer, Art) and layer.name == "motif"
        if isinstance(layer, Words):
            made.words = layer
            made.cuts = _letters(layer, box[0], box[1])
        return made

    def frame(self, time: float) -> "Image":
        """Return the picture at a time, s."""
        from PIL import Image

        canvas = self.base.copy()
        slow = self.duration * (1 - _REST)
        far = gently(time, slow)
        shown = eased(time, 0.0, min(1.0, slow)) if "fade_in" in self.effects else 1.0
        for number, part in enumerate(self.parts):
            if isinstance(part, Photo):
                x, y, w, h = self._place(part)
                closer, aside = self._camera(far)
                made = filled(part, (w, h), closer, aside)
                seen = self.windows.get(number)
                if shown < 1:
                    seen = _dimmed(seen or Image.new("L", (w, h), 255), shown)
                canvas.paste(made, (x, y), seen)
            elif part.words is None:
                self._laid(canvas, part, far, shown)
            else:
                self._written(canvas, part, time)
        return canvas

    def _camera(self, far: float) -> tuple[float, float]:
        """Return how near the picture is, and how far to the side it is looked at."""
        closer, aside = 1.0, 0.0
        if "zoom_out" in self.effects:
            closer *= 1.22 - 0.22 * far
        if "zoom_in" in self.effects:
            closer *= 1.0 + 0.16 * far
        if "pan" in self.effects or "parallax" in self.effects:
            closer *= 1.16 - 0.16 * far
            aside = -1.0 + far * (1.0 if "parallax" in self.effects else 2.0)
        return closer, aside

    def _laid(self, canvas: "Image", sprite: Sprite, far: float, shown: float) -> None:
        """Lay shapes on a frame; the theme's drawing moves as a picture does."""
        image, x, y = sprite.image, sprite.x, sprite.y
        if sprite.drawing and self.effects & {
            "zoom_in", "zoom_out", "pan", "parallax",
        }:  # fmt: skip
            scale = 1.0
            if "zoom_out" in self.effects:
                scale = 1.16 - 0.16 * far
            if "zoom_in" in self.effects:
                scale = 0.86 + 0.14 * far
            image, x, y = scaled(sprite, scale)
            if self.effects & {"pan", "parallax"}:
                x += round((1 - far) * -0.07 * self.page.width)
        _paste(canvas, image, x, y, shown)

    def _written(self, canvas: "Image", sprite: Sprite, time: float) -> None:
        """Lay a text on a frame, as far as it has come in."""
        words = sprite.words
        assert words is not None
        image, x, y = sprite.image, sprite.x, sprite.y
        begin = min(_FIRST, self.duration * 0.1) + sprite.order * min(_APART, self.duration * 0.06)
        lasts = min(_ENTER, self.duration * 0.25)
        entering = self.effects & set(ENTERING)
        part = eased(time, begin, lasts)
        shown = 1.0
        if entering and "typewriter" not in self.effects and part <= 0:
            return
        if "typewriter" in self.effects:
            image = typed(sprite, (time - begin) / max(lasts, self.duration * 0.3))
        if self.effects & {"fade_in", "rise", "slide"}:
            shown = part
        if "rise" in self.effects:
            y += round((1 - part) * 0.05 * self.page.height)
        if "slide" in self.effects:
            x -= round((1 - part) * 0.1 * self.page.width)
        if "parallax" in self.effects:
            slow = gently(time, self.duration * (1 - _REST))
            x += round((1 - slow) * (0.035 + 0.02 * sprite.order) * self.page.width)
        if "wipe" in self.effects and part < 1:
            image = wiped(image, part)
        settled = begin + lasts if entering else 0.3
        headline = words.role == "headline"
        if headline and "shimmer" in self.effects:
            image = shimmering(image, words, (time - settled) / (0.3 * self.duration))
        if headline and "pulse" in self.effects:
            beats = (time - settled) / (self.duration * (1 - _REST) - settled)
            if 0 < beats < 1:
                scale = 1 + 0.035 * math.sin(math.pi * beats * 3) ** 2
                dx, dy = x - sprite.x, y - sprite.y
                image, x, y = scaled(Sprite(image, sprite.x, sprite.y), scale)
                x, y = x + dx, y + dy
        _paste(canvas, image, x, y, shown)


def _grouped(layers: list[Layer]) -> list[Layer]:
    """Return layers with shapes that follow each other made one, the theme's drawing apart."""
    made: list[Layer] = []
    group: list[Layer] = []
    for layer in layers:
        apart = not isinstance(layer, Art) or layer.name == "motif"
        if apart:
            made += [*merged(group), layer]
            group = []
        else:
            group.append(layer)
    return made + merged(group)


def _in_reading_order(parts: "list[Photo | Sprite]") -> list[Sprite]:
    texts = [part for part in parts if isinstance(part, Sprite) and part.words is not None]
    rank = {"headline": 0, "line": 1, "date": 2, "small_print": 3}
    return sorted(texts, key=lambda each: rank[each.words.role] if each.words else 9)


def _letters(words: Words, left: int, top: int) -> list[tuple[float, float, float, float]]:
    """Return the boxes of letters on their sprite, as wide as they are set, lines high."""
    boxes = []
    size = words.block.size
    for run in words.block.runs:
        for place, char in enumerate(run.text):
            if char.isspace():
                continue
            begin = advance(run.text[:place], run.face) * size
            end = advance(run.text[: place + 1], run.face) * size
            x, y = words.x + run.x - left, words.y + run.y - top
            if run.turned:
                boxes.append((x - size * 0.4, y + begin, x + size, y + end))
            else:
                boxes.append((x + begin, y - size * 1.02, x + end, y + size * 0.24))
    return boxes


def _dimmed(seen: "Image", shown: float) -> "Image":
    return seen.point([round(value * shown) for value in range(256)])


def _paste(canvas: "Image", image: "Image", x: int, y: int, shown: float) -> None:
    if shown <= 0:
        return
    seen = image.getchannel("A")
    canvas.paste(image, (x, y), _dimmed(seen, shown) if shown < 1 else seen)
