"""Emoji put together: in other colours, several of one, two of them, one that wears another.

Captions say what is seen, in English and in Chinese. Pictures and captions are functions of a seed
and a number. Some combinations (`is_new`) are never made, so that a model can be asked for them.
"""

from collections.abc import Callable, Generator
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from .scenes import WORN, Scene, Scenes
from .things import THINGS, is_new

if TYPE_CHECKING:
    import numpy as np

    from muse_image.data.dataset import Pictures

__all__ = ["SHARE", "Composer", "added", "is_new"]

SHARE = 0.6
"""How often a composed picture is drawn, where some were added."""

_PLAIN = 0.15
"""Share of composed pictures that are any emoji as it is, but smaller, moved and turned."""

_EVERY = 200


class Composer:
    """Draws composed pictures of the emoji of a font whose concepts are `seen`."""

    def __init__(self, font: str = "", seen: "frozenset[str] | None" = None) -> None:
        from muse_image.data import emoji

        from .colours import COLOURS
        from .sprites import PARTY_HAT, Sprites

        self.sprites = Sprites(emoji.opened(font or emoji.font_path()))
        concepts = {each.letters.replace("\ufe0f", ""): each.concept for each in emoji.known()}
        wanted = [letters for each in THINGS for letters in each.letters]
        wanted += [letters for each in WORN for letters in each.thing.letters]
        colours: dict[str, list[str]] = {}
        for letters in dict.fromkeys(wanted):
            known = letters == PARTY_HAT or concepts.get(letters) is not None
            if seen is not None and letters != PARTY_HAT:
                known = concepts.get(letters) in seen
            if known and self.sprites.cut(letters) is not None:
                possible = self.sprites.cut(letters, next(iter(COLOURS))) is not None
                colours[letters] = list(COLOURS) if possible else []
        self.scenes = Scenes(colours)

    def picture(self, scene: Scene, size: int, chance: "np.random.Generator") -> "np.ndarray":
        """Return pixels uint8 (3, size, size) of a scene."""
        import numpy as np

        from .sprites import ground, placed

        canvas = ground(size, scene.ground, chance)
        for part in scene.parts:
            sprite = self.sprites.cut(part.letters, part.colour)
            if sprite is None:
                raise ValueError(f"{part.letters} can't be {part.colour}")
            middle = part.middle[0] * size, part.middle[1] * size
            placed(canvas, sprite, middle, part.size * size, turn=part.turn, mirrored=part.mirrored)
        return np.ascontiguousarray(np.asarray(canvas).transpose(2, 0, 1))


def added(
    pictures: "Pictures",
    count: int,
    *,
    font: str = "",
    seed: int = 0,
    check: Callable[[], None] = lambda: None,
) -> Generator[Any, None, "Pictures"]:
    """Yield Progress and return emoji with `count` composed pictures of the emoji among them.

    Composed ones make SHARE of all draws. `check` may raise Cancelled.
    """
    import numpy as np

    from muse import Progress

    composer = Composer(font, frozenset(pictures.groups))
    pixels = np.empty((count, *pictures.pixels.shape[1:]), np.uint8)
    captions: list[tuple[str, ...]] = []
    for place in range(count):
        if place % _EVERY == 0:
            check()
            yield Progress(place, count, "composing emoji")
        chance = np.random.Generator(np.random.PCG64([seed, place, 11]))
        if chance.random() < _PLAIN:
            own = int(np.searchsorted(np.cumsum(pictures.weights), chance.random(), side="right"))
            own = min(own, len(pictures) - 1)
            pixels[place] = moved(pictures.pixels[own], chance)
            captions.append(pictures.captions[own])
            continue
        scene = composer.scenes.draw(chance)
        pixels[place] = composer.picture(scene, pictures.size, chance)
        captions.append(scene.captions)
    label = len(pictures.classes)
    return replace(
        pictures,
        pixels=np.concatenate([pictures.pixels, pixels]),
        labels=np.concatenate([pictures.labels, np.full(count, label, np.int64)]),
        classes=(*pictures.classes, "composed"),
        captions=pictures.captions + tuple(captions),
        weights=np.concatenate([pictures.weights * (1 - SHARE), np.full(count, SHARE / count)]),
        groups=pictures.groups + ("composed",) * count,
        source=f"{pictures.source}, {count} composed",
    )


def moved(pixels: "np.ndarray", chance: "np.random.Generator") -> "np.ndarray":
    """Return a picture (3, s, s) on white somewhat smaller, moved and turned."""
    import numpy as np
    from PIL import Image

    size = pixels.shape[-1]
    side = round(size * chance.uniform(0.7, 0.98))
    picture = Image.fromarray(pixels.transpose(1, 2, 0))
    turn = float(chance.uniform(-12, 12)) if chance.random() < 0.3 else 0.0
    if turn:
        picture = picture.rotate(turn, Image.Resampling.BICUBIC, fillcolor=(255, 255, 255))
    canvas = Image.new("RGB", (size, size), "white")
    corner = [int(part) for part in chance.integers(0, size - side + 1, 2)]
    canvas.paste(picture.resize((side, side), Image.Resampling.LANCZOS), (corner[0], corner[1]))
    return np.ascontiguousarray(np.asarray(canvas).transpose(2, 0, 1))
